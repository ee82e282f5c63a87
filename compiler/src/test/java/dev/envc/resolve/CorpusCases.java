package dev.envc.resolve;

import dev.envc.Corpus;
import dev.envc.pms.Atom;
import dev.envc.pms.PackageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The resolver cases of the corpus: what was asked of Portage and what it answered.
final class CorpusCases {
  /// One case. `expected` is empty where Portage found no answer.
  record Case(
      String id, JsonNode playground, Request request, Optional<SortedSet<String>> expected) {}

  private final JsonNode playgrounds;
  private final Map<String, EffectiveUniverse> universes = new HashMap<>();

  CorpusCases() {
    this.playgrounds = Corpus.json("portage-tests/playgrounds.json");
  }

  EffectiveUniverse universe(String playground) {
    return universes.computeIfAbsent(
        playground,
        name -> {
          JsonNode effective = playgrounds.get(name).get("effective");
          var repositories = new TreeSet<String>();
          for (Map.Entry<String, JsonNode> entry : effective.get("packages").properties()) {
            repositories.add(entry.getKey().substring(entry.getKey().indexOf("::") + 2));
          }
          var order = new ArrayList<>(repositories);
          if (order.remove("test_repo")) {
            order.addFirst("test_repo");
          }
          return new EffectiveUniverse(effective, order);
        });
  }

  /// The request of a case: every wish, with sets expanded. `@world` is lenient in Portage: what
  /// has no candidate is passed over with a warning.
  Request request(String playground, List<String> texts) {
    JsonNode ground = playgrounds.get(playground);
    EffectiveUniverse universe = universe(playground);
    var wishes = new ArrayList<Wish>();
    for (String text : texts) {
      if (!text.startsWith("@")) {
        wishes.add(Wish.of(atom(text, universe)));
        continue;
      }
      List<String> lenient = text.equals("@world") ? world(ground) : List.of();
      for (String member : members(ground, text)) {
        Atom atom = atom(member, universe);
        if (!lenient.contains(member) || isThere(atom, universe)) {
          wishes.add(new Wish(atom, text, Optional.empty()));
        }
      }
    }
    return Request.build(wishes);
  }

  /// Why the answer of the corpus cannot be had from the data of the corpus; empty when it can.
  Optional<String> contradiction(String playground, Request request, SortedSet<String> expected) {
    EffectiveUniverse universe = universe(playground);
    List<Candidate> all =
        universe.names().stream().flatMap(name -> universe.candidates(name).stream()).toList();
    if (all.stream().anyMatch(c -> !c.masks().isEmpty() && expected.contains(line(c)))) {
      return Optional.of("the corpus calls a package masked that Portage chose");
    }
    List<String> known = all.stream().map(CorpusCases::line).toList();
    if (!known.containsAll(expected)) {
      return Optional.of("the corpus gives a package other USE than Portage's answer has");
    }
    boolean leavesOut =
        request.wishes().stream()
            .filter(wish -> wish.origin().equals("@world"))
            .anyMatch(
                wish ->
                    all.stream()
                        .noneMatch(c -> expected.contains(line(c)) && wish.atom().matches(c)));
    return leavesOut
        ? Optional.of("Portage leaves members of @world out, with a warning")
        : Optional.empty();
  }

  private static boolean isThere(Atom atom, EffectiveUniverse universe) {
    return universe.candidates(atom.name()).stream()
        .anyMatch(c -> c.masks().isEmpty() && atom.matches(c));
  }

  private static Atom atom(String text, EffectiveUniverse universe) {
    if (text.contains("/")) {
      // Portage reads some forms that PMS does not have; nothing fits them.
      return Atom.tryParse(text).toOptional().orElseGet(() -> Atom.parse("null/null"));
    }
    String name = text.replaceFirst("^[<>=~!]+", "");
    for (PackageName known : universe.names()) {
      if (name.equals(known.name()) || name.startsWith(known.name() + "-")) {
        return Atom.parse(
            text.substring(0, text.length() - name.length()) + known.category() + "/" + name);
      }
    }
    return Atom.parse("null/" + name);
  }

  private static List<String> members(JsonNode ground, String set) {
    var result = new ArrayList<String>();
    switch (set) {
      case "@world" -> {
        result.addAll(world(ground));
        addSystem(ground, result);
      }
      case "@system" -> addSystem(ground, result);
      case "@security", "@installed" -> {}
      default -> {
        JsonNode sets = ground.get("playground").get("sets");
        add(sets == null ? null : sets.get(set.substring(1)), result);
      }
    }
    return result;
  }

  /// The system set, with what a test adds to the profile's `packages` before it asks.
  private static void addSystem(JsonNode ground, List<String> result) {
    add(ground.get("effective").get("system_set"), result);
    JsonNode edits = ground.get("playground").get("edits");
    if (edits == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> edit : edits.properties()) {
      if (edit.getKey().endsWith("/packages")) {
        edit.getValue()
            .asString()
            .lines()
            .filter(line -> line.startsWith("*"))
            .map(line -> line.substring(1))
            .forEach(result::add);
      }
    }
  }

  private static List<String> world(JsonNode ground) {
    var result = new ArrayList<String>();
    add(ground.get("playground").get("world"), result);
    return result;
  }

  private static void add(@Nullable JsonNode list, List<String> result) {
    if (list != null) {
      list.forEach(item -> result.add(item.asString()));
    }
  }

  /// What Portage chose, one line for each package; empty when it failed.
  static Optional<SortedSet<String>> packages(JsonNode answer) {
    if (!answer.get("success").asBoolean()) {
      return Optional.empty();
    }
    var result = new TreeSet<String>();
    JsonNode resolved = answer.get("resolved");
    if (resolved != null) {
      for (JsonNode one : resolved) {
        result.add(
            one.get("cpv").asString()
                + ":"
                + one.get("slot").asString()
                + "/"
                + one.get("sub_slot").asString()
                + "::"
                + one.get("repo").asString()
                + use(one));
      }
    }
    return Optional.of(result);
  }

  private static SortedSet<String> use(JsonNode one) {
    var iuse = new TreeSet<String>();
    one.get("iuse").forEach(f -> iuse.add(f.asString()));
    var use = new TreeSet<String>();
    one.get("use").forEach(f -> use.add(f.asString()));
    use.retainAll(iuse);
    return use;
  }

  static SortedSet<String> packages(Resolution resolution) {
    var result = new TreeSet<String>();
    for (Resolution.Chosen chosen : resolution.packages()) {
      result.add(line(chosen.candidate()));
    }
    return result;
  }

  private static String line(Candidate c) {
    var use = new TreeSet<>(c.use());
    use.retainAll(c.iuse());
    return c.cpv() + ":" + c.slot().slot() + "/" + c.slot().subslot() + "::" + c.repository() + use;
  }
}
