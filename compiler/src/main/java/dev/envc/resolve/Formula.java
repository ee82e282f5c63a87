package dev.envc.resolve;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A dependency once USE is known: needs, all-of and any-of. Kept in the normal form in which an
/// all-of stands only directly in an any-of and the reverse.
sealed interface Formula {
  /// Any one of the alternatives, in the ebuild's order.
  record Any(List<Formula> alternatives) implements Formula {}

  /// All of the parts; stands only within an [Any].
  record All(List<Formula> parts) implements Formula {}

  /// One need at one place. Identity matters: the same need may stand in two places.
  final class Leaf implements Formula {
    final Need need;

    /// The package that asks; null for the request itself.
    final @Nullable Node owner;

    /// The virtual package [#need] names exactly; null for other needs.
    final @Nullable Node virtual;

    /// The need the ebuild wrote; differs from [#need] where that names a version of a virtual.
    final Need original;

    Leaf(Need need, @Nullable Node owner) {
      this(need, owner, null, need);
    }

    Leaf(Need need, @Nullable Node owner, @Nullable Node virtual, Need original) {
      this.need = need;
      this.owner = owner;
      this.virtual = virtual;
      this.original = original;
    }

    @Override
    public String toString() {
      return need.text;
    }
  }

  /// In words: an all-of as the ebuild writes it, the alternatives of an any-of as a list.
  default String text() {
    return switch (this) {
      case Leaf leaf -> "`" + leaf + "`";
      case All all -> "`( " + plain(all) + " )`";
      case Any(var alternatives) ->
          alternatives.stream().map(Formula::text).collect(Collectors.joining(", "));
    };
  }

  private static String plain(Formula formula) {
    return switch (formula) {
      case Leaf leaf -> leaf.toString();
      case All(var parts) -> plain(parts);
      case Any(var alternatives) -> "|| ( " + plain(alternatives) + " )";
    };
  }

  private static String plain(List<Formula> formulas) {
    return formulas.stream().map(Formula::plain).collect(Collectors.joining(" "));
  }
}
