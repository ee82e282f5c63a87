package dev.envc.tree.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Random profile stacks, beside a model that folds the words of the files one by one (PMS 5.2,
/// 5.3).
class ProfileStackPropertyTest {
  private static final int STACKS = 400;
  private static final List<String> FLAGS = List.of("a", "b", "c", "d", "vc_x", "vc_y");

  @Test
  void flagsAreThoseOfTheModel() throws IOException {
    for (int seed = 0; seed < STACKS; seed++) {
      var stack = new Stack(new Random(seed));
      for (boolean stable : List.of(true, false)) {
        PackageUse use = stack.config().use(stack.pkg(stable));
        SortedSet<String> masked = stack.fold("mask", stable);
        SortedSet<String> forced = stack.fold("force", stable);
        String where = "seed " + seed + ", stable " + stable + ": " + stack.files;
        assertEquals(masked, use.masked(), where);
        assertEquals(forced, use.forced(), where);
        var on = new TreeSet<String>(stack.fold("", stable));
        on.addAll(forced);
        on.removeAll(masked);
        on.retainAll(FLAGS);
        assertEquals(on, new TreeSet<>(use.enabled()), where);
      }
    }
  }

  @Test
  void everyFlagIsExplainedByItsLastSetting() throws IOException {
    for (int seed = 0; seed < STACKS; seed++) {
      var stack = new Stack(new Random(seed));
      PackageUse use = stack.config().use(stack.pkg(true));
      for (String flag : FLAGS) {
        FlagExplanation explanation = use.explain(flag);
        assertEquals(use.isEnabled(flag), explanation.enabled(), "seed " + seed + " " + flag);
        boolean last = !explanation.steps().isEmpty() && explanation.steps().getLast().enabled();
        assertEquals(explanation.enabled(), last, "seed " + seed + " " + flag);
      }
    }
  }

  @Test
  void masksAndKeywordsAreThoseOfTheModel() throws IOException {
    for (int seed = 0; seed < STACKS; seed++) {
      var stack = new Stack(new Random(seed));
      EffectiveConfig config = stack.config();
      var masks = new TreeSet<String>();
      var keywords = new TreeSet<String>();
      for (String node : stack.order) {
        apply(stack.words(node, "package.mask"), masks);
        apply(stack.assigned(node, "ACCEPT_KEYWORDS"), keywords);
      }
      String where = "seed " + seed + ": " + stack.files;
      assertEquals(String.join(" ", keywords), config.variables().get("ACCEPT_KEYWORDS"), where);
      boolean masked = masks.stream().anyMatch(ATOMS::contains);
      assertEquals(
          masked,
          config.masks(stack.pkg(true)).stream().anyMatch(MaskReason.Masked.class::isInstance),
          where);
    }
  }

  /// What matches `a/b-1`, the least specific first.
  private static final List<String> ATOMS = List.of("a/b", "<a/b-2", "~a/b-1", "=a/b-1");

  private static void apply(List<String> words, SortedSet<String> set) {
    for (String word : words) {
      if (word.equals("-*")) {
        set.clear();
      } else if (word.startsWith("-")) {
        set.remove(word.substring(1));
      } else {
        set.add(word);
      }
    }
  }

  /// Profiles n0 to n4, each with any of the later ones as parents, often the same on several ways.
  private static final class Stack {
    private static final int NODES = 5;

    final Map<String, String> files = new HashMap<>();
    final List<String> order = new ArrayList<>();
    private final Random random;

    Stack(Random random) {
      this.random = random;
      for (int i = 0; i < NODES; i++) {
        String node = "profiles/n" + i + "/";
        files.put(node + "eapi", "9\n");
        for (int parent = i + 1; parent < NODES; parent++) {
          if (random.nextInt(3) == 0) {
            files.merge(node + "parent", "../n" + parent + "\n", String::concat);
          }
        }
        variables(node, i);
        for (String kind : List.of("", ".mask", ".force")) {
          for (String when : List.of("", ".stable")) {
            if (!kind.isEmpty() || !when.isEmpty()) {
              maybe(node + "use" + when + kind, () -> signed() + "\n" + signed() + "\n");
            }
            maybe(node + "package.use" + when + kind, this::entries);
          }
        }
        maybe(node + "package.mask", () -> (random.nextBoolean() ? "-" : "") + atom() + "\n");
      }
      visit(0);
    }

    private void variables(String node, int index) {
      var text = new StringBuilder("USE=\"" + signed() + " " + signed() + "\"\n");
      if (random.nextInt(4) == 0) {
        text.append("VC=\"").append(random.nextBoolean() ? "x" : "-x").append(" y\"\n");
      }
      if (random.nextInt(6) == 0) {
        text.append("USE=\"-* ").append(signed()).append("\"\n");
      }
      text.append(random.nextInt(4) == 0 ? "ACCEPT_KEYWORDS=\"-amd64 ~arm\"\n" : "");
      if (index == 0) {
        text.append("ARCH=amd64\nACCEPT_KEYWORDS=\"amd64\"\nUSE_EXPAND=\"VC\"\n");
      }
      files.put(node + "make.defaults", text.toString());
    }

    private void maybe(String file, Supplier<String> text) {
      if (random.nextInt(4) == 0) {
        files.put(file, "# a comment\n\n" + text.get());
      }
    }

    /// Lines for different atoms, in any order.
    private String entries() {
      var text = new StringBuilder();
      for (String atom : List.of("=a/b-1", "a/b", ">a/b-1", "~a/b-1", "a/c", "<a/b-2")) {
        if (random.nextInt(3) == 0) {
          text.append(atom).append(' ').append(signed()).append(' ').append(signed()).append('\n');
        }
      }
      return text.toString();
    }

    private String atom() {
      List<String> all = List.of("a/b", "=a/b-1", ">a/b-1", "a/c");
      return all.get(random.nextInt(all.size()));
    }

    private String signed() {
      return (random.nextInt(3) == 0 ? "-" : "") + FLAGS.get(random.nextInt(FLAGS.size()));
    }

    private void visit(int node) {
      for (String parent : words("profiles/n" + node + "/", "parent")) {
        visit(parent.charAt(4) - '0');
      }
      order.add("profiles/n" + node + "/");
    }

    List<String> words(String node, String file) {
      var words = new ArrayList<String>();
      for (String line : files.getOrDefault(node + file, "").split("\n", -1)) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          words.add(line);
        }
      }
      return words;
    }

    /// The words of the last assignment to a variable.
    List<String> assigned(String node, String variable) {
      List<String> result = List.of();
      for (String line : words(node, "make.defaults")) {
        if (line.startsWith(variable + "=")) {
          result = List.of(line.substring(variable.length() + 1).replace("\"", "").split(" ", -1));
        }
      }
      return result;
    }

    /// USE of the profiles, or with a kind what use.mask or use.force and their relatives say.
    SortedSet<String> fold(String kind, boolean stable) {
      var set = new TreeSet<String>();
      String end = kind.isEmpty() ? "" : "." + kind;
      for (String node : order) {
        if (kind.isEmpty()) {
          assigned(node, "VC")
              .forEach(
                  w ->
                      apply(List.of(w.startsWith("-") ? "-vc_" + w.substring(1) : "vc_" + w), set));
          apply(assigned(node, "USE"), set);
        } else {
          apply(words(node, "use" + end), set);
        }
        if (stable) {
          apply(words(node, "use.stable" + end), set);
        }
        entries(node, "package.use" + end, set);
        if (stable) {
          entries(node, "package.use.stable" + end, set);
        }
      }
      return set;
    }

    private void entries(String node, String file, SortedSet<String> set) {
      for (String atom : ATOMS) {
        for (String line : words(node, file)) {
          List<String> words = List.of(line.split(" ", -1));
          if (words.getFirst().equals(atom)) {
            apply(words.subList(1, words.size()), set);
          }
        }
      }
    }

    EffectiveConfig config() throws IOException {
      return EffectiveConfigReader.read(
          List.of(ProfileRepository.read("main", new MapFiles(files), List.of())),
          "main",
          "n0",
          PortageConfig.read(Map.of("make.conf", "ACCEPT_KEYWORDS=\"\"\n"), new ArrayList<>()));
    }

    PackageInfo pkg(boolean stable) {
      return EffectiveConfigTest.pkg(
          "a/b-1", stable ? "amd64" : "~arm", FLAGS.toArray(new String[0]));
    }
  }
}
