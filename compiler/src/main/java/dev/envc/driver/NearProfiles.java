package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.Environment;
import dev.envc.tree.Repository;
import dev.envc.tree.TreeWords;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// The profiles of a tree for an arch, for a manifest that names one that cannot be used.
final class NearProfiles {
  private static final int MOST = 8;

  private NearProfiles() {}

  /// The diagnostic with the nearest profiles, and with those there are.
  static Diagnostic suggest(Diagnostic diagnostic, Environment environment, Repository repository)
      throws IOException {
    String tree = environment.profile().tree();
    List<String> named =
        new TreeWords(List.of(repository))
            .profiles(Set.of(environment.arch().keyword())).stream()
                .map(p -> tree + ":" + p.path())
                .toList();
    if (named.isEmpty()) {
      return diagnostic.hint(
          "profiles/profiles.desc of `" + tree + "` lists none for " + environment.arch() + ".");
    }
    String more = named.size() > MOST ? ", …" : ".";
    Diagnostic listed =
        diagnostic.note(
            "For "
                + environment.arch()
                + " there are "
                + String.join(", ", named.subList(0, Math.min(MOST, named.size())))
                + more);
    return Suggestions.apply(listed, environment.profile().toString(), named);
  }
}
