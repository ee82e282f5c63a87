package dev.envc.resolve;

import dev.envc.tree.profile.MaskReason;
import java.util.List;
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
      case MaskReason.Keyword(var keywords, var missing) ->
          new Mask(
              Mask.Kind.KEYWORDS,
              missing.equals("**")
                  ? "not keyworded for this architecture ("
                      + (keywords.isEmpty()
                          ? "it has no KEYWORDS"
                          : "KEYWORDS: " + String.join(" ", keywords))
                      + ")"
                  : "in testing (`" + missing + "`), which is not accepted",
              Optional.empty(),
              Optional.empty(),
              Optional.of(missing));
      case MaskReason.License(var missing, var license, var enough) ->
          new Mask(
              Mask.Kind.LICENSE,
              licenses(missing, license, enough),
              Optional.empty(),
              Optional.empty(),
              Optional.of(String.join(" ", enough)));
      case MaskReason.Properties(var missing) ->
          Mask.of(Mask.Kind.PROPERTIES, "masked for its PROPERTIES " + String.join(", ", missing));
      case MaskReason.Restrict(var missing) ->
          Mask.of(Mask.Kind.RESTRICT, "masked for its RESTRICT " + String.join(", ", missing));
      case MaskReason.Unusable(var problem) ->
          Mask.of(Mask.Kind.INVALID, "unusable: " + clause(problem));
    };
  }

  private static String licenses(List<String> missing, String license, List<String> enough) {
    String all = String.join(", ", missing);
    if (enough.size() < missing.size()) {
      return "under the license `" + license + "`, and of " + all + " none is accepted";
    }
    return missing.size() == 1
        ? "under the license " + all + ", which is not accepted"
        : "under the licenses " + all + ", which are not accepted";
  }

  /// A sentence as the end of another one.
  private static String clause(String sentence) {
    String clause =
        sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return clause.startsWith("Its ") ? "its " + clause.substring(4) : clause;
  }
}
