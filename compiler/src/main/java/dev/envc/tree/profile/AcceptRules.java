package dev.envc.tree.profile;

import dev.envc.pms.DepSpec;
import dev.envc.pms.PackageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// ACCEPT_PROPERTIES or ACCEPT_RESTRICT with the entries for packages.
record AcceptRules(List<String> accepted, PackageEntries<List<String>> packages) {

  /// The tokens of the variable that are not accepted. What cannot be read is nobody's to accept:
  /// it counts as empty here and makes the ebuild unusable elsewhere.
  List<String> missing(PackageFacts pkg, String text, Predicate<String> use) {
    if (text.isBlank()) {
      return List.of();
    }
    List<List<String>> own = packages.matching(pkg);
    if (own.isEmpty() && accepted.equals(List.of("*"))) {
      return List.of();
    }
    var tokens = new ArrayList<String>(accepted);
    own.forEach(tokens::addAll);
    return DepSpec.parseProperties(text)
        .map(
            spec -> {
              Predicate<String> acceptable = AcceptTokens.compiled(tokens);
              return DepSpec.evaluate(spec, use).leaves().stream()
                  .filter(token -> !acceptable.test(token))
                  .toList();
            })
        .toOptional()
        .orElse(List.of());
  }
}
