package dev.envc.resolve;

import dev.envc.tree.profile.MaskReason;
import java.util.Optional;

/// Puts the reasons of a configuration into words.
final class TreeMasks {
  private TreeMasks() {}

  static Mask mask(MaskReason reason) {
    return switch (reason) {
      case MaskReason.Masked(var atom, var comment, var origin) ->
          new Mask(
              Mask.Kind.PACKAGE_MASK,
              "masked by `" + atom + "`",
              comment.isEmpty() ? Optional.empty() : Optional.of(comment),
              Optional.of(origin.toString()),
              Optional.of(atom.toString()));
      case MaskReason.Keyword(_, var missing) ->
          new Mask(
              Mask.Kind.KEYWORDS,
              missing.equals("**")
                  ? "not keyworded for this architecture"
                  : "in testing (`" + missing + "`), which is not accepted",
              Optional.empty(),
              Optional.empty(),
              Optional.of(missing));
      case MaskReason.License(var missing, _) ->
          new Mask(
              Mask.Kind.LICENSE,
              "under the license " + String.join(", ", missing) + ", which is not accepted",
              Optional.empty(),
              Optional.empty(),
              Optional.of(String.join(" ", missing)));
      case MaskReason.Properties(var missing) ->
          Mask.of(Mask.Kind.PROPERTIES, "masked for its PROPERTIES " + String.join(", ", missing));
      case MaskReason.Restrict(var missing) ->
          Mask.of(Mask.Kind.RESTRICT, "masked for its RESTRICT " + String.join(", ", missing));
      case MaskReason.Unusable(var problem) ->
          Mask.of(Mask.Kind.INVALID, "unusable: " + clause(problem));
    };
  }

  /// A sentence as the end of another one.
  private static String clause(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
