package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.ast.Document.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every manifest of the repository with a few of its lines changed, as an editor leaves them in
/// the middle of work: what holds of any bytes holds of these too. One seed gives one result;
/// `-Denvc.mutations.seed` and `-Denvc.mutations` try others and more.
final class MutatedManifestsTest {
  private static final long SEED = Long.getLong("envc.mutations.seed", 1);
  private static final int MUTATIONS = Integer.getInteger("envc.mutations", 2000);

  @Test
  void onlyDiagnostics() throws IOException {
    var random = new Random(SEED);
    List<Path> manifests = ManifestFormsTest.all();
    assertTrue(manifests.size() > 100);
    int meant = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Path manifest = manifests.get(random.nextInt(manifests.size()));
      Path other = manifests.get(random.nextInt(manifests.size()));
      var lines = lines(manifest);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        change(lines, lines(other), random);
      }
      meant += check(manifest, String.join("\n", lines)) ? 1 : 0;
    }
    // Otherwise nothing was compared.
    assertTrue(meant > MUTATIONS / 20, meant + " of " + MUTATIONS + " mean something");
  }

  private static boolean check(Path manifest, String text) {
    Form form = manifest.toString().endsWith(".envc") ? Form.DSL : Form.YAML;
    try {
      return FormsFuzz.check(form, text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw new AssertionError("of " + manifest + "\n" + text, e);
    }
  }

  /// Bytes as characters: what is no UTF-8 stays as it is.
  private static List<String> lines(Path manifest) throws IOException {
    String text = Files.readString(manifest, StandardCharsets.ISO_8859_1);
    return new ArrayList<>(List.of(text.split("\n", -1)));
  }

  private static void change(List<String> lines, List<String> others, Random random) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    int column = random.nextInt(line.length() + 1);
    switch (random.nextInt(9)) {
      case 0 -> {
        if (lines.size() > 1) {
          lines.remove(at);
        }
      }
      case 1 -> lines.add(at, line);
      case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      case 3 -> lines.add(at, others.get(random.nextInt(others.size())));
      case 4 -> lines.set(at, "  " + line);
      case 5 -> lines.set(at, line.startsWith("  ") ? line.substring(2) : line.strip());
      case 6 -> lines.set(at, line.substring(0, column));
      case 7 -> lines.set(at, line.substring(0, column) + " # a comment " + at);
      default -> lines.set(at, line.substring(0, column) + line);
    }
  }
}
