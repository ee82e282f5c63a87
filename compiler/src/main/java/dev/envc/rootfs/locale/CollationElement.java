package dev.envc.rootfs.locale;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What has a place in the order: a character, several that sort as one, or a symbol that only
/// stands for a weight.
final class CollationElement {
  /// In place of a weight: the element itself, whichever of a range it is.
  static final CollationElement OF_RANGE =
      new CollationElement(new Token.Symbol(".."), new int[] {}, false);

  private static final int[] NO_WEIGHTS = {};

  private final Token name;

  /// Whether it is a single character of the source, also when the character set has it not.
  final boolean character;

  /// The characters it matches; none for a symbol.
  private int[] characters;

  /// The same as octets of the character set.
  private int[] octets;

  /// By level, what it weighs; none for a level that is ignored. Empty before it is placed.
  private CollationElement @Nullable [][] weights;

  private CollationSection section = CollationSection.NONE;
  private @Nullable CollationElement previous;
  private @Nullable CollationElement next;

  /// Bits of the levels at which something weighs as much as this.
  int levels;

  /// By level, its number among those that weigh something there.
  int[] byteWeights = NO_WEIGHTS;

  /// Its number among those that weigh something at any level.
  int wideWeight;

  /// Its number among characters and elements of several characters.
  int sequence;

  CollationElement(Token name, int[] characters, boolean character) {
    this.name = name;
    this.character = character;
    this.characters = characters;
    this.octets = octets(characters);
  }

  /// The name as sources write it, without brackets.
  String name() {
    return switch (name) {
      case Token.CodePoint(int codePoint) -> "U%08X".formatted(codePoint);
      case Token.Symbol(var symbol) -> symbol;
      default -> name.toString();
    };
  }

  boolean matches() {
    return characters.length > 0;
  }

  void match(int codePoint) {
    if (!matches()) {
      characters = new int[] {codePoint};
      octets = octets(characters);
    }
  }

  /// Not to be changed.
  int[] octets() {
    return octets;
  }

  /// Not to be changed.
  int[] characters() {
    return characters;
  }

  boolean isPlaced() {
    return weights != null;
  }

  CollationElement[][] weights() {
    return weights == null ? new CollationElement[][] {} : weights;
  }

  void weigh(CollationElement[][] as) {
    weights = as;
  }

  CollationSection section() {
    return section;
  }

  void section(CollationSection of) {
    section = of;
  }

  @Nullable CollationElement previous() {
    return previous;
  }

  @Nullable CollationElement next() {
    return next;
  }

  private static int[] octets(int[] characters) {
    byte[] bytes = new String(characters, 0, characters.length).getBytes(StandardCharsets.UTF_8);
    var octets = new int[bytes.length];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = bytes[i] & 0xff;
    }
    return octets;
  }

  /// Puts it after another.
  void linkAfter(CollationElement other) {
    previous = other;
    next = other.next;
    if (next != null) {
      next.previous = this;
    }
    other.next = this;
  }

  void unlink() {
    if (previous != null) {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    }
    previous = null;
    next = null;
  }
}
