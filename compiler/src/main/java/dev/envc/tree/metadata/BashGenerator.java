package dev.envc.tree.metadata;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Severity;
import dev.envc.diagnostic.TreeCode;
import dev.envc.tree.IndexedEbuild;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Generates metadata with bash, under the rules of PMS for the metadata phase, in as many worker
/// processes as there are processors, shut in where the machine allows it.
public final class BashGenerator implements MetadataGenerator {
  static final String SCRIPT = "metadata.bash";

  private final Path cache;
  private final String path;
  private final List<Diagnostic> notes = new ArrayList<>();
  private @Nullable Found found;

  private record Found(Optional<Bash> bash) {}

  /// `cache` keeps what was generated; `path` says where programs are, as the environment variable
  /// PATH does.
  public BashGenerator(Path cache, String path) {
    this.cache = cache;
    this.path = path;
  }

  @Override
  public String ability() throws IOException {
    return bash().map(b -> "bash " + b.version()).orElse("none");
  }

  @Override
  public List<Diagnostic> notes() {
    return List.copyOf(notes);
  }

  @Override
  public List<IndexedEbuild> generate(List<EbuildText> ebuilds, Eclasses eclasses)
      throws IOException {
    Optional<Bash> usable = bash();
    if (usable.isEmpty()) {
      return new NoBash().generate(ebuilds, eclasses);
    }
    byte[] script = script();
    var kept = new GeneratedCache(cache, Md5.of(script) + " " + usable.get().version());
    try (var run = new GenerationRun(usable.get(), path, cache, script, eclasses, kept)) {
      List<IndexedEbuild> results = run.all(ebuilds);
      if (run.sandbox() == Sandbox.NONE && run.sourced() > 0) {
        notes.add(unprotected(run.sourced()));
      }
      return results;
    }
  }

  private static Diagnostic unprotected(int count) {
    return Diagnostic.error(
            TreeCode.NO_SANDBOX,
            count + (count == 1 ? " ebuild was" : " ebuilds were") + " sourced without a sandbox.")
        .as(Severity.WARNING)
        .note("Neither bwrap nor unshare could start bash without network and write access.")
        .hint("Install bubblewrap or allow user namespaces, or use only trees you trust.");
  }

  private Optional<Bash> bash() throws IOException {
    Found f = found;
    if (f == null) {
      f = new Found(new KnownBash(cache.resolve("bash")).find(path));
      found = f;
    }
    return f.bash;
  }

  static byte[] script() throws IOException {
    try (InputStream in = BashGenerator.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + SCRIPT + " is missing");
      }
      return in.readAllBytes();
    }
  }
}
