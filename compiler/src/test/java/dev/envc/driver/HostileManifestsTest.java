package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.JsonRenderer;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Inputs that are too large to keep, or made to cost more than their length: each ends in
/// diagnostics, on a thread with the stack that a JVM gives by default, and in little time. What is
/// small enough stands in spec/conformance.
final class HostileManifestsTest {
  private static final long DEFAULT_STACK = 1024 * 1024;
  private static final Duration MOST_TIME = Duration.ofSeconds(20);
  private static final int LEVELS = 100_000;

  private static final String YAML =
      "envc: 1\nname: x\narch: arm64\ntrees: { t: { directory: tree } }\nprofile: t:p\n";
  private static final String DSL =
      "envc 1\nenvironment x {\n  arch arm64\n  tree t in tree\n  profile t:p\n";

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> yaml() {
    return Map.ofEntries(
            Map.entry("lists inside lists E0111", "packages: " + "[".repeat(LEVELS)),
            Map.entry("mappings inside mappings E0111", "outputs: " + "{ a: ".repeat(LEVELS)),
            Map.entry("closed lists E0111", "use: " + "[".repeat(LEVELS) + "]".repeat(LEVELS)),
            Map.entry("block lists E0111", "use:\n  " + "- ".repeat(LEVELS) + "x\n"),
            Map.entry("indented mappings E0111", indented(300)),
            Map.entry(
                "brackets of a condition E0168", "when: [{ if: \"" + "(".repeat(900) + "\" }]"),
            Map.entry(
                "a long condition E0168", "when: [{ if: \"" + "a && ".repeat(LEVELS) + "a\" }]"),
            Map.entry("nots E0168", "when: [{ if: \"" + "!".repeat(900) + "a\" }]"),
            Map.entry("a key a hundred thousand times E0107", "use: [x]\n".repeat(LEVELS)),
            Map.entry("unknown fields E0120", numbered(LEVELS / 2, "f%d: x\n")),
            Map.entry(
                "packages without category E0131", "packages: [" + "x, ".repeat(LEVELS) + "]"),
            Map.entry("a name of 900 kB E0147", "hostname: " + "x".repeat(900_000)),
            Map.entry("one long line E0131", "packages: [" + numbered(60_000, "a/b%d, ") + "c]"),
            Map.entry("anchors E0108", "let:\n" + numbered(30_000, "  a%1$d: &a%1$d [x]\n")),
            Map.entry("tags E0109", "use: [" + "!t x, ".repeat(LEVELS) + "]"),
            Map.entry("documents E0110", "---\na: b\n".repeat(LEVELS)),
            Map.entry(
                "parameters in parameters E0165",
                "description: \"" + "${{".repeat(LEVELS) + "x }}\""),
            Map.entry(
                "lets that double E0173",
                "let:\n  x0: [a, b]\n"
                    + doubled("  x%d: \"${{ x%d }}${{ x%d }}\"\n").replace("[a, b]", "ab")
                    + "description: \"${{ x60 }}\"\n"),
            Map.entry("a deep dark quote E0106", "description: \"" + "\\n".repeat(LEVELS)),
            Map.entry("no colon E0106", "x\n".repeat(LEVELS) + "- y"),
            Map.entry("tabs E0114", "\tuse: [x]\n".repeat(LEVELS)),
            Map.entry("11 million characters E0103", "# comment\n".repeat(1_100_000)))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> test(e.getKey(), "x.env.yaml", YAML + e.getValue()));
  }

  @TestFactory
  Stream<DynamicTest> envc() {
    return Map.ofEntries(
            Map.entry("blocks inside blocks E0111", "packages " + "{ ".repeat(LEVELS)),
            Map.entry("lists inside lists E0111", "packages " + "[".repeat(LEVELS)),
            Map.entry("parts inside parts E0111", "if a { ".repeat(LEVELS)),
            Map.entry(
                "closed blocks E0111", "use " + "{ ".repeat(LEVELS) + "} ".repeat(LEVELS) + "}"),
            Map.entry("brackets of a condition E0111", "if " + "(".repeat(LEVELS) + "a"),
            Map.entry("a long condition E0168", "if " + "a && ".repeat(LEVELS) + "a { } }"),
            Map.entry("nots E0111", "if " + "!".repeat(LEVELS) + "a { } }"),
            Map.entry("loops E0115", "use { x " + "for a in b ".repeat(LEVELS / 2) + "} }"),
            Map.entry(
                "a field a hundred thousand times E0107", "hostname x\n".repeat(LEVELS / 2) + "}"),
            Map.entry("trees E0122", numbered(30_000, "tree t%d from u\n") + "}"),
            Map.entry("one tree many times E0107", "tree a from b\n".repeat(LEVELS / 2) + "}"),
            Map.entry("lists that add up E0132", "use { x }\n".repeat(LEVELS / 2) + "use { _ } }"),
            Map.entry("unknown fields E0120", numbered(LEVELS / 2, "f%d x\n") + "}"),
            Map.entry(
                "packages without category E0131", "packages { " + "x ".repeat(LEVELS) + "} }"),
            Map.entry("a name of 900 kB E0147", "hostname " + "x".repeat(900_000) + " }"),
            Map.entry("quotes that stay open E0115", "description " + "\"".repeat(LEVELS - 1)),
            Map.entry("text that stays open E0115", "description \"\"\"" + "x\n".repeat(LEVELS)),
            Map.entry("strays E0115", "' ".repeat(LEVELS)),
            Map.entry("commas E0115", "packages " + ",".repeat(LEVELS)),
            Map.entry("labels E0115", "packages { " + "a: ".repeat(LEVELS) + "} }"),
            Map.entry("reasons E0115", "packages { a/b " + "because x ".repeat(LEVELS) + "} }"),
            Map.entry("escapes E0115", "description \"" + "\\x".repeat(LEVELS) + "\" }"),
            Map.entry("11 million characters E0103", "# comment\n".repeat(1_100_000)))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> test(e.getKey(), "x.envc", DSL + e.getValue()));
  }

  private DynamicTest test(String name, String file, String text) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Path manifest = directory.resolve(file);
          Files.writeString(manifest, text);
          expect(name.substring(name.length() - 5), manifest);
        });
  }

  /// Ten thousand files, of which each extends the next, the last one nothing or the first.
  @TestFactory
  Stream<DynamicTest> imports() {
    return Stream.of("a chain", "a cycle")
        .flatMap(
            shape ->
                Stream.of(".env.yaml", ".envc")
                    .map(
                        end ->
                            DynamicTest.dynamicTest(
                                shape + " of 10,000 " + end, () -> imports(shape, end))));
  }

  private void imports(String shape, String end) throws IOException, InterruptedException {
    int files = 10_000;
    for (int i = 0; i < files; i++) {
      int next = shape.equals("a cycle") ? (i + 1) % files : i + 1;
      String target = next == files ? "std:role/server" : "f" + next + end;
      Files.writeString(
          directory.resolve("f" + i + end),
          end.equals(".envc")
              ? "module { extends \"" + target + "\" }\n"
              : "extends: " + target + "\n");
    }
    expect("E0169", directory.resolve("f0" + end));
  }

  @TestFactory
  Stream<DynamicTest> manyImports() {
    String yaml = "extends: [" + numbered(LEVELS / 2, "f%d.envc, ") + "]\n";
    String dsl = "extends " + numbered(LEVELS / 2, "f%d.envc, ") + "g.envc }";
    return Stream.of(
        test("missing files E0161", "x.env.yaml", YAML + yaml),
        test("missing files in .envc E0161", "x.envc", DSL + dsl));
  }

  private static void expect(String code, Path manifest) throws InterruptedException {
    var diagnostics = new Diagnostics();
    onDefaultStack(
        () ->
            ManifestLoader.load(
                manifest,
                new ManifestLoader.Settings(
                    FileAccess.LOCAL, Map.of(), new TreeSet<>(List.of("oci"))),
                diagnostics));
    List<Diagnostic> all = diagnostics.toList();
    assertTrue(
        all.stream().anyMatch(d -> d.code().id().equals(code)),
        () -> "no " + code + " in " + all.stream().limit(5).map(Diagnostic::message).toList());
    int length = new TextRenderer(Colour.OFF).render(all).length();
    assertTrue(length + JsonRenderer.render(all).length() < 2_000_000, "an endless report");
  }

  private static void onDefaultStack(Runnable work) throws InterruptedException {
    var failure = new AtomicReference<Throwable>();
    var thread = new Thread(null, work, "default stack", DEFAULT_STACK);
    thread.setUncaughtExceptionHandler((_, e) -> failure.set(e));
    thread.setDaemon(true);
    thread.start();
    ThreadMXBean times = ManagementFactory.getThreadMXBean();
    while (!thread.join(Duration.ofMillis(100))) {
      // Processor time: a machine that has other things to do is no hang.
      assertTrue(
          times.getThreadCpuTime(thread.threadId()) < MOST_TIME.toNanos(),
          () -> "hangs at " + List.of(thread.getStackTrace()));
    }
    assertNull(
        failure.get(),
        () -> Stream.of(failure.get().getStackTrace()).limit(20).toList().toString());
  }

  private static String numbered(int count, String format) {
    return IntStream.range(0, count)
        .mapToObj(i -> format.replace("%1$d", "" + i).replace("%d", "" + i))
        .collect(Collectors.joining());
  }

  private static String doubled(String format) {
    return IntStream.rangeClosed(1, 60)
        .mapToObj(i -> format.formatted(i, i - 1, i - 1))
        .collect(Collectors.joining());
  }

  private static String indented(int levels) {
    return "outputs:\n"
        + IntStream.rangeClosed(1, levels)
            .mapToObj(i -> " ".repeat(i) + "a:\n")
            .collect(Collectors.joining());
  }

  @org.junit.jupiter.api.Test
  void theListIsShort() {
    var diagnostics = new Diagnostics();
    for (int i = 0; i < 10_000; i++) {
      diagnostics.add(
          Diagnostic.error(dev.envc.diagnostic.ManifestCode.EMPTY, "Problem " + i + "."));
    }
    assertEquals(Diagnostics.MOST, diagnostics.toList().size());
    assertEquals(
        "There are more problems; these are the first.",
        diagnostics.toList().getLast().notes().getFirst().message());
  }
}
