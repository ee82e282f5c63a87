package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.LockCode;
import dev.envc.diagnostic.MachineCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.model.Environment;
import dev.envc.model.Manifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A manifest, where it is, and where its lock is; `loading` is what it was loaded with.
record LoadedManifest(Path path, Manifest manifest, ManifestLoader.Settings loading) {
  /// Gentoo's keywords for what Java calls the machine's arch, where they differ.
  private static final Map<String, String> HERE =
      Map.of("aarch64", "arm64", "x86_64", "amd64", "i386", "x86", "riscv64", "riscv");

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
    return Sha256.of(manifest.meaning().getBytes(StandardCharsets.UTF_8));
  }

  /// The environments of the given arches and variants, of all when a list is empty; the manifest
  /// itself is the variant `main`, and is what is meant when no variant is named.
  List<Environment> environments(List<String> arches, List<String> variants)
      throws UserErrorException {
    return environments(arches, variants, Selector.ALL);
  }

  /// Those of them that a selector takes.
  List<Environment> environments(List<String> arches, List<String> variants, Selector selector)
      throws UserErrorException {
    List<Environment> chosen =
        manifest.environments().stream()
            .filter(e -> arches.isEmpty() || arches.contains(e.arch().keyword()))
            .filter(e -> isVariant(e, variants, selector))
            .filter(selector::takes)
            .toList();
    if (chosen.isEmpty()) {
      throw new UserErrorException(NoEnvironment.of(this, arches, variants, selector));
    }
    return chosen;
  }

  private static boolean isVariant(Environment e, List<String> variants, Selector selector) {
    String declared = e.labels().getOrDefault("variant", "main");
    return variants.isEmpty()
        ? selector.namesVariant() || declared.equals("main")
        : variants.contains(declared) || variants.contains(e.variant());
  }

  /// The one environment that is to be started on this machine: of several arches its own.
  Environment one(List<String> arches, List<String> variants) throws UserErrorException {
    List<Environment> all = environments(arches, variants);
    if (all.size() > 1) {
      String here = System.getProperty("os.arch", "");
      String arch = HERE.getOrDefault(here, here);
      all = all.stream().filter(e -> e.arch().keyword().equals(arch)).toList();
    }
    if (all.size() != 1) {
      throw new UserErrorException(
          Diagnostic.error(
                  MachineCode.ONE_ENVIRONMENT,
                  "The manifest describes no single environment that could be started here.")
              .hint(
                  "Say which with `--arch` and `--variant`; `envc show " + path + "` lists them."));
    }
    return all.getFirst();
  }

  UserErrorException stale(String why) {
    return new UserErrorException(
        Diagnostic.error(LockCode.STALE, lockFile().path() + " is stale: " + why + ".")
            .hint(
                "Write it anew with `envc lock --update " + path + "` and review the difference."));
  }
}
