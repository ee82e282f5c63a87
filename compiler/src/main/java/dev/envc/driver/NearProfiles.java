package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.Environment;
import dev.envc.tree.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The profiles of a tree for an arch, from `profiles/profiles.desc` (PMS 4.4.3), for a manifest
/// that names one that is not there.
final class NearProfiles {
  private static final int MOST = 8;

  private NearProfiles() {}

  /// The diagnostic with the nearest profiles, or else with some of those there are.
  static Diagnostic suggest(Diagnostic diagnostic, Environment environment, Repository repository)
      throws IOException {
    List<String> profiles = of(repository, environment.arch().keyword());
    String tree = environment.profile().tree();
    List<String> named = profiles.stream().map(p -> tree + ":" + p).toList();
    Diagnostic asked = Suggestions.apply(diagnostic, environment.profile().toString(), named);
    if (asked.hint().isPresent()) {
      return asked;
    }
    if (named.isEmpty()) {
      return diagnostic.hint(
          "profiles/profiles.desc of `" + tree + "` lists none for " + environment.arch() + ".");
    }
    String more = named.size() > MOST ? ", …" : "";
    return diagnostic.hint(
        "For "
            + environment.arch()
            + " there are "
            + String.join(", ", named.subList(0, Math.min(MOST, named.size())))
            + more
            + ".");
  }

  /// Stable ones first.
  private static List<String> of(Repository repository, String arch) throws IOException {
    Optional<byte[]> bytes = repository.files().read("profiles/profiles.desc");
    var stable = new ArrayList<String>();
    var others = new ArrayList<String>();
    for (String line :
        bytes.map(b -> new String(b, StandardCharsets.UTF_8)).orElse("").lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length >= 3 && words[0].equals(arch)) {
        (words[2].equals("stable") ? stable : others).add(words[1]);
      }
    }
    stable.addAll(others);
    return stable;
  }
}
