import dev.envc.diagnostic.Diagnostic;
import dev.envc.driver.CompilerSettings;
import dev.envc.editor.Completion;
import dev.envc.editor.ManifestNames;
import dev.envc.editor.OpenText;
import dev.envc.editor.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The time from a changed text to its problems inside the language server, hot: `lsp.sh` for a
/// made manifest of 300 lines in both forms; with CACHE and MANIFEST… for these, also against their
/// trees (`check.sh`).
public final class LspBench {
  private static final int WARM = 300;
  private static final int MEASURED = 200;

  private interface Work {
    void run() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("envc-lsp-bench");
    Path cache = args.length > 0 ? Path.of(args[0]) : directory.resolve("cache");
    var settings =
        new CompilerSettings(cache, List.of(), true, "", (_, _, _) -> {}, Instant.EPOCH);
    try (var workspace = new Workspace(settings, List.of())) {
      for (String manifest : Arrays.asList(args).subList(Math.min(1, args.length), args.length)) {
        measure(workspace, Path.of(manifest), Files.readString(Path.of(manifest)));
        System.out.println("  resolved " + median(() -> resolve(workspace, Path.of(manifest))));
      }
      if (args.length == 0) {
        measure(workspace, directory.resolve("a.env.yaml"), yaml());
        measure(workspace, directory.resolve("a.envc"), dsl());
      }
    }
  }

  private static void resolve(Workspace workspace, Path path) throws Exception {
    List<Diagnostic> said =
        workspace.resolve(workspace.analysis(path), () -> false).orElseThrow();
    if (!said.isEmpty()) {
      throw new IllegalStateException(said.toString());
    }
  }

  private static void measure(Workspace workspace, Path path, String text) throws Exception {
    workspace.texts().put(new OpenText(path, ManifestNames.form(path, ""), 1, text));
    if (!workspace.check(path).diagnostics().isEmpty()) {
      throw new IllegalStateException(workspace.check(path).diagnostics().toString());
    }
    int[] version = {1};
    Work check =
        () -> {
          String typed = text.replaceFirst("(# |Line )\\d*", "$1" + version[0]);
          workspace
              .texts()
              .put(new OpenText(path, ManifestNames.form(path, ""), ++version[0], typed));
          workspace.check(path);
        };
    OpenText open = workspace.texts().get(path).orElseThrow();
    Work complete = () -> Completion.at(workspace, open, open.text().length() - 3);
    System.out.printf(
        "%s, %d lines: check %s, keys completed %s%n",
        path.getFileName(), text.lines().count(), median(check), median(complete));
  }

  private static String median(Work work) throws Exception {
    for (int i = 0; i < WARM; i++) {
      work.run();
    }
    long[] times = new long[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long start = System.nanoTime();
      work.run();
      times[i] = System.nanoTime() - start;
    }
    Arrays.sort(times);
    return String.format(
        "median %.1f ms, 95%% %.1f ms",
        times[MEASURED / 2] / 1e6, times[MEASURED * 95 / 100] / 1e6);
  }

  private static String yaml() {
    var text =
        new StringBuilder(
            """
            envc: 1
            name: line3
            description: Line 3
            arch: [amd64, arm64]
            trees: { gentoo: { git: https://example.org/t, commit: b2bcc50fd17267e7baed91d9c248d5cafd10d14e } }
            profile: "gentoo:default/linux/${{ arch }}"
            params: { debug: { type: bool, default: false } }
            extends: [std:role/server]
            variants: { dev: { packages: [dev-vcs/git] } }
            packages:
            """);
    for (int i = 0; i < 96; i++) {
      text.append("  - atom: cat-a/package").append(i).append("\n");
      text.append("    use: [ssl, -X, nls]\n    because: reason ").append(i).append("\n");
    }
    return text.append("when:\n  - { if: arch == arm64, use: [neon] }\n").toString();
  }

  private static String dsl() {
    var text =
        new StringBuilder(
            """
            envc 1
            environment line3 {
              description "Line 3"
              arch amd64, arm64
              tree gentoo from https://example.org/t at b2bcc50fd17267e7baed91d9c248d5cafd10d14e
              profile "gentoo:default/linux/${{ arch }}"
              param debug: bool = false
              extends std:role/server
              variant dev { packages { dev-vcs/git } }
              packages {
            """);
    for (int i = 0; i < 287; i++) {
      text.append("    cat-a/package").append(i).append(" { use { ssl -X nls } }\n");
    }
    return text.append("  }\n  if arch == arm64 { use { neon } }\n}\n").toString();
  }
}
