package dev.envc.tree.profile;

import dev.envc.pms.DepSpec;
import dev.envc.pms.PackageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.Predicate;

/// ACCEPT_PROPERTIES or ACCEPT_RESTRICT with the entries for packages.
final class AcceptRules {
  private final List<String> accepted;
  private final Predicate<String> acceptedByAll;
  private final PackageEntries<List<String>> packages;

  AcceptRules(List<String> accepted, PackageEntries<List<String>> packages) {
    this.accepted = accepted;
    this.acceptedByAll = AcceptTokens.compiled(accepted);
    this.packages = packages;
  }

  /// The tokens of the variable that are not accepted. What cannot be read is nobody's to accept:
  /// it counts as empty here and makes the ebuild unusable elsewhere.
  List<String> missing(PackageFacts pkg, String text, Predicate<String> use) {
    if (text.isBlank()) {
      return List.of();
    }
    Predicate<String> acceptable = acceptable(packages.matching(pkg));
    return areAll(acceptable, text)
        ? List.of()
        : DepSpec.parseProperties(text)
            .map(
                spec ->
                    DepSpec.evaluate(spec, use).leaves().stream()
                        .filter(token -> !acceptable.test(token))
                        .toList())
            .toOptional()
            .orElse(List.of());
  }

  private Predicate<String> acceptable(List<List<String>> own) {
    if (own.isEmpty()) {
      return acceptedByAll;
    }
    var tokens = new ArrayList<String>(accepted);
    own.forEach(tokens::addAll);
    return AcceptTokens.compiled(tokens);
  }

  /// Whether nothing that stands in the text could be missing, whatever the conditions say.
  private static boolean areAll(Predicate<String> acceptable, String text) {
    var words = new StringTokenizer(text);
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      boolean structure = word.equals("(") || word.equals(")") || word.endsWith("?");
      if (!structure && !acceptable.test(word)) {
        return false;
      }
    }
    return true;
  }
}
