package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.LockCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.model.Environment;
import dev.envc.model.Manifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A manifest, where it is, and where its lock is; `loading` is what it was loaded with.
record LoadedManifest(Path path, Manifest manifest, ManifestLoader.Settings loading) {
  LockFile lockFile() {
    return LockFile.of(path);
  }

  /// Whether another text in the manifest's place would have no errors of the language.
  boolean isSound(String text) {
    var problems = new Diagnostics();
    return ManifestLoader.load(
            path, loading.with(new EditedFile(loading.files(), path, text)), problems)
        .isPresent();
  }

  /// What relative paths in the manifest are relative to.
  Path directory() {
    Path parent = path.toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  /// The digest of the manifest's meaning, as its lock holds it.
  Digest meaning() {
    return Building.Sha256.of(manifest.meaning().getBytes(StandardCharsets.UTF_8));
  }

  /// The environments of the given arches and variants, of all when a list is empty; the manifest
  /// itself is the variant `main`.
  List<Environment> environments(List<String> arches, List<String> variants)
      throws UserErrorException {
    List<Environment> chosen =
        manifest.environments().stream()
            .filter(e -> arches.isEmpty() || arches.contains(e.arch().keyword()))
            .filter(
                e ->
                    variants.isEmpty()
                        ? e.variant().isEmpty()
                        : variants.contains(e.variant().isEmpty() ? "main" : e.variant()))
            .toList();
    if (chosen.isEmpty()) {
      throw new UserErrorException(
          Diagnostic.error(
                  dev.envc.diagnostic.ManifestCode.NOT_FOUND,
                  path + " has no environment of the arches and variants asked for.")
              .hint(
                  "It has "
                      + String.join(
                          ", ",
                          manifest.environments().stream()
                              .map(e -> e.artifactName() + " (" + e.arch() + ")")
                              .toList())
                      + "."));
    }
    return chosen;
  }

  UserErrorException stale(String why) {
    return new UserErrorException(
        Diagnostic.error(LockCode.STALE, lockFile().path() + " is stale: " + why + ".")
            .hint(
                "Write it anew with `envc lock --update " + path + "` and review the difference."));
  }
}
