package dev.envc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The corpus of real data that stands outside the repository: `../shared/corpus` beside the
/// checkout, or where the system property `envc.corpus` points. Tests are skipped where it is not.
public final class Corpus {
  private static final JsonMapper JSON = new JsonMapper();

  private Corpus() {}

  /// The corpus's folder.
  public static Path root() {
    String given = System.getProperty("envc.corpus");
    Path root = given != null ? Path.of(given) : besideCheckout();
    assumeTrue(Files.isDirectory(root), "no corpus at " + root + ": give one with -Denvc.corpus=");
    return root;
  }

  /// A file or folder of the corpus; the test is skipped if the corpus has none of that name.
  public static Path path(String relative) {
    Path path = root().resolve(relative);
    assumeTrue(Files.exists(path), "the corpus has no " + relative);
    return path;
  }

  /// A JSON file of the corpus.
  public static JsonNode json(String relative) {
    return JSON.readTree(path(relative));
  }

  private static Path besideCheckout() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.isDirectory(directory.resolve("shared/corpus"))) {
      directory = directory.getParent();
    }
    return directory == null ? Path.of("../shared/corpus") : directory.resolve("shared/corpus");
  }

  /// Counts the outcomes of one corpus file and prints the summary line.
  public static final class Tally {
    private final String file;
    private final List<String> different = new ArrayList<>();
    private final List<String> wrongSuccess = new ArrayList<>();
    private final List<String> explained = new ArrayList<>();
    private final List<String> notAsked = new ArrayList<>();
    private int cases;

    /// A tally for the corpus file of that name.
    public Tally(String file) {
      this.file = file;
    }

    /// The case is as the corpus says.
    public void equal() {
      cases++;
    }

    /// The answer differs.
    public void different(String id, String what) {
      cases++;
      different.add(id + ": " + what);
    }

    /// There is an answer where the corpus has a failure, or the other way round.
    public void wrongSuccess(String id, String what) {
      cases++;
      wrongSuccess.add(id + ": " + what);
    }

    /// The answer differs by a rule that spec/portage-differences.md explains; counts as equal.
    public void explained(String id, String rule) {
      cases++;
      explained.add(id + ": " + rule);
    }

    /// The case asks for something that envc does not have; it is listed and not counted.
    public void notAsked(String id, String what) {
      notAsked.add(id + ": " + what);
    }

    /// How many cases differ without an explanation, wrong successes and failures included.
    public int unexplained() {
      return different.size() + wrongSuccess.size();
    }

    /// The summary line, then one line for each case that differs.
    public void print() {
      int equal = cases - unexplained();
      System.out.printf(
          // Other output may have left its last line open.
          "%ncorpus %s: cases %d, equal %d, different %d, wrong success/failure %d%n",
          file, cases, equal, different.size(), wrongSuccess.size());
      different.forEach(line -> System.out.println("  different " + line));
      wrongSuccess.forEach(line -> System.out.println("  wrong success/failure " + line));
      notAsked.forEach(line -> System.out.println("  not asked " + line));
      explained.forEach(line -> System.out.println("  explained " + line));
    }
  }
}
