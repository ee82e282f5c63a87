package dev.envc.pms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Package moves (PMS 4.4.4) on random updates and dependencies, beside a model that knows atoms
/// only as the parts they were written from.
class UpdatesPropertyTest {
  private static final int SEEDS = 500;
  private static final List<String> NAMES = List.of("a/b", "a/c", "a/bc", "x/b", "x/y-z");
  private static final List<String> SLOTS = List.of("0", "1", "2");

  /// An atom in parts; `rest` is a slot operator and USE dependencies.
  private record Parts(
      String before, String name, String version, String slot, String subslot, String rest) {
    @Override
    public String toString() {
      return before
          + name
          + version
          + (slot.isEmpty() ? "" : ":" + slot)
          + (subslot.isEmpty() ? "" : "/" + subslot)
          + rest;
    }
  }

  @Test
  void dependenciesFollowTheMoves() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      List<String> lines = lines(random);
      Optional<String> parent =
          random.nextInt(3) == 0 ? Optional.of(pick(random, NAMES)) : Optional.empty();
      var text = new StringBuilder();
      var expected = new StringBuilder();
      for (int i = random.nextInt(5); i >= 0; i--) {
        Parts atom = atom(random);
        String space = pick(random, List.of(" ", "  ", "\n\t", " || ( ", " flag? ( ", " ) "));
        text.append(space).append(atom);
        expected.append(space).append(moved(atom, lines, parent));
      }
      assertEquals(
          expected.toString(),
          updates(lines)
              .apply(
                  text.toString(),
                  Eapi.EAPI_8,
                  atom -> parent.filter(name -> atom.matches(Cpv.parse(name + "-1"))).isPresent()),
          "seed " + seed + ": " + lines);
    }
  }

  @Test
  void laterUpdatesApplyToWhatEarlierOnesMade() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      List<String> lines = lines(random);
      int cut = random.nextInt(lines.size() + 1);
      Atom atom = Atom.parse(atom(random).toString());
      assertEquals(
          updates(lines.subList(cut, lines.size()))
              .apply(updates(lines.subList(0, cut)).apply(atom)),
          updates(lines).apply(atom),
          "seed " + seed);
      PackageName name = atom.name();
      assertEquals(
          updates(lines).apply(Atom.of(name)).name(),
          updates(lines).newName(name).orElse(name),
          "seed " + seed);
    }
  }

  /// What stands in a line after the move has the new name; slots move where no version is asked.
  private static String moved(Parts atom, List<String> lines, Optional<String> parent) {
    Parts current = atom;
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      Parts next = current;
      if (!words[1].equals(current.name)) {
        continue;
      }
      if (words[0].equals("move")) {
        next =
            new Parts(
                current.before,
                words[2],
                current.version,
                current.slot,
                current.subslot,
                current.rest);
      } else if (current.slot.equals(words[2])) {
        String subslot = current.subslot.equals(words[2]) ? words[3] : current.subslot;
        next =
            new Parts(
                current.before, current.name, current.version, words[3], subslot, current.rest);
      }
      boolean blocks = current.before.startsWith("!");
      boolean turns =
          blocks && parent.isPresent() && parent.get().equals(next.name) && blocksVersionOne(next);
      current = turns ? current : next;
    }
    return current.toString();
  }

  /// Whether the blocker means version 1, of any slot, of its package.
  private static boolean blocksVersionOne(Parts atom) {
    String operator = atom.before.replace("!", "");
    return switch (operator + atom.version) {
      case "", "=-1", ">=-1", "~-1", "<=-2", "<-2" -> true;
      default -> false;
    };
  }

  private static List<String> lines(Random random) {
    var lines = new ArrayList<String>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      lines.add(
          random.nextInt(3) > 0
              ? "move " + pick(random, NAMES) + " " + pick(random, NAMES)
              : "slotmove "
                  + pick(random, NAMES)
                  + " "
                  + pick(random, SLOTS)
                  + " "
                  + pick(random, SLOTS));
    }
    return lines;
  }

  private static Parts atom(Random random) {
    String operator = pick(random, List.of("", "", "=", ">=", "~", "<"));
    String slot = pick(random, List.of("", "0", "1", "2"));
    String use = pick(random, List.of("", "", "[foo]", "[-foo,bar=]"));
    String slotOperator =
        slot.isEmpty() ? pick(random, List.of("", ":=", ":*")) : pick(random, List.of("", "="));
    return new Parts(
        pick(random, List.of("", "", "!", "!!")) + operator,
        pick(random, NAMES),
        operator.isEmpty() ? "" : "-" + pick(random, List.of("1", "2")),
        slot,
        slot.isEmpty() ? "" : pick(random, List.of("", "", "0", "1")),
        slotOperator + use);
  }

  private static PackageUpdates updates(List<String> lines) {
    return new PackageUpdates(
        lines.stream().map(line -> PackageUpdates.tryParseLine(line).orElseThrow()).toList());
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
