package dev.envc.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every code is seen: in what a command or the compiler says of a fixture, word for word, or in a
/// test that is named here, with why no fixture can show it.
final class SeenCodesTest {
  private static final Path TESTS = Path.of("src/test/java/dev/envc");

  /// `warning[E0308]` in what was said, and `E0308 warning` in the language's golden corpus.
  private static final Pattern SAID =
      Pattern.compile("\\[(E\\d{4})]|^(E\\d{4}) ", Pattern.MULTILINE);

  /// A test that sees the code, and why it is no fixture.
  private record Elsewhere(String test, String why) {}

  private static final Map<String, Elsewhere> ELSEWHERE =
      new TreeMap<>(
          Map.ofEntries(
              elsewhere("E0203", "tree/git/GitTreesTest", "manifests say E0134 before"),
              elsewhere("E0204", "tree/git/GitTreesTest", "manifests say E0134 before"),
              elsewhere("E0217", "tree/load/TreeStoreTest", "the machine of the tests has bash"),
              elsewhere("E0221", "tree/directory/DirectoryTreeTest", "a race"),
              elsewhere("E0226", "lsp/TreeFeaturesTest", "only the language server says it"),
              elsewhere("E0302", "resolve/ConflictTest", "only builds from source have the order"),
              elsewhere("E0523", "store/signature/SignedPackagesToolTest", "needs gpg's keys"),
              elsewhere("E0525", "cli/BinhostTest", "needs gpg's keys"),
              elsewhere("E0526", "store/signature/SignedPackagesToolTest", "needs gpg's keys"),
              elsewhere("E0602", "rootfs/AssemblerTest", "the store refuses such packages before"),
              elsewhere("E0607", "rootfs/AssemblerTest", "no resolution has two in a slot"),
              elsewhere("E0530", "cli/StorePruneTest", "needs a second process"),
              elsewhere("E0621", "rootfs/ScriptRunTest", "needs a sandbox"),
              elsewhere("E0622", "rootfs/ScriptRunTest", "needs a machine without a sandbox"),
              elsewhere("E0623", "rootfs/ScriptRunTest", "needs a sandbox"),
              elsewhere("E0620", "rootfs/ScriptCounterpartsTest", "needs a package with scripts"),
              elsewhere("E0813", "cli/DiskDiagnosticsTest", "needs a program that fails"),
              elsewhere("E0821", "flash/FlasherTest", "needs a block device"),
              elsewhere("E0822", "flash/FlasherTest", "needs a block device"),
              elsewhere("E0823", "flash/FlasherTest", "needs a block device"),
              elsewhere("E0825", "flash/FlasherTest", "needs a block device"),
              elsewhere("E0906", "cli/RunToolTest", "needs a root of another architecture"),
              elsewhere("E0901", "cli/DiskDiagnosticsTest", "needs a full file system")));

  private static Map.Entry<String, Elsewhere> elsewhere(String code, String test, String why) {
    return Map.entry(code, new Elsewhere(test, why));
  }

  @Test
  void everyCodeIsSeen() throws IOException {
    Set<String> seen = fixtures();
    List<String> unseen =
        DiagnosticCodes.all().stream()
            .map(DiagnosticCode::id)
            .filter(id -> !seen.contains(id) && !ELSEWHERE.containsKey(id))
            .toList();
    assertEquals(List.of(), unseen, "add a folder to src/test/resources/sessions/codes");
  }

  @Test
  void whatHasAFixtureIsNotSeenElsewhere() throws IOException {
    Set<String> seen = fixtures();
    assertEquals(List.of(), ELSEWHERE.keySet().stream().filter(seen::contains).toList());
  }

  @Test
  void testsThatAreNamedSpeakOfTheirCodes() throws IOException {
    for (Map.Entry<String, Elsewhere> e : ELSEWHERE.entrySet()) {
      DiagnosticCode code = DiagnosticCodes.of(e.getKey()).orElseThrow();
      String source = Files.readString(TESTS.resolve(e.getValue().test() + ".java"));
      String constant = code.getClass().getSimpleName() + "." + ((Enum<?>) code).name();
      boolean named = source.contains(constant) || source.contains(e.getKey());
      assertTrue(named, () -> e.getKey() + " is not in " + e.getValue());
    }
  }

  private static Set<String> fixtures() throws IOException {
    var seen = new HashSet<String>();
    for (Path folder : List.of(Golden.RESOURCES, Path.of("../spec/conformance/output"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
          SAID.matcher(Files.readString(file))
              .results()
              .forEach(m -> seen.add(m.group(1) == null ? m.group(2) : m.group(1)));
        }
      }
    }
    return seen;
  }
}
