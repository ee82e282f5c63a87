package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.MachineCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.model.Environment;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Says what a manifest has instead of an environment that was asked for.
final class NoEnvironment {
  /// As many environments as a message names.
  private static final int MOST_NAMED = 20;

  private final LoadedManifest manifest;
  private final List<Environment> environments;

  private NoEnvironment(LoadedManifest manifest) {
    this.manifest = manifest;
    this.environments = manifest.manifest().environments();
  }

  /// The first of the things asked for that no environment has, or else that none has all.
  static Diagnostic of(
      LoadedManifest manifest,
      Collection<String> arches,
      Collection<String> variants,
      Selector selector) {
    var missing = new NoEnvironment(manifest);
    return missing
        .key(selector)
        .or(() -> missing.word("arch", arches))
        .or(() -> missing.word("variant", variants))
        .or(
            () ->
                selector.wanted().entrySet().stream()
                    .flatMap(w -> missing.word(w.getKey(), w.getValue()).stream())
                    .findFirst())
        .orElseGet(missing::combination);
  }

  private Optional<Diagnostic> key(Selector selector) {
    SortedSet<String> known = new TreeSet<>();
    environments.forEach(e -> known.addAll(e.labels().keySet()));
    return selector.unknown(environments).stream()
        .findFirst()
        .map(key -> missing("has nothing to select by `" + key + "`", key, known));
  }

  /// Only when none of the words is there; the others may be other manifests'.
  private Optional<Diagnostic> word(String key, Collection<String> words) {
    SortedSet<String> known = new TreeSet<>();
    for (Environment e : environments) {
      known.add(e.labels().getOrDefault(key, key.equals("variant") ? "main" : ""));
      if (key.equals("variant") && !e.variant().isEmpty()) {
        known.add(e.variant());
      }
    }
    if (words.isEmpty() || words.stream().anyMatch(w -> known.contains(w))) {
      return Optional.empty();
    }
    String word = words.iterator().next();
    return Optional.of(missing("has no environment of " + key + " `" + word + "`", word, known));
  }

  private Diagnostic missing(String what, String word, SortedSet<String> known) {
    return Suggestions.apply(error(what).note("There are: " + named(known) + "."), word, known);
  }

  private Diagnostic combination() {
    return error("has no environment that is all that was asked for")
        .note(
            "It has "
                + named(
                    environments.stream()
                        .map(e -> e.artifactName() + " (" + e.arch() + ")")
                        .toList())
                + ".");
  }

  private Diagnostic error(String what) {
    return Diagnostic.error(MachineCode.NO_ENVIRONMENT, manifest.path() + " " + what + ".");
  }

  private static String named(Collection<String> all) {
    return all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (all.size() > MOST_NAMED ? ", …" : "");
  }
}
