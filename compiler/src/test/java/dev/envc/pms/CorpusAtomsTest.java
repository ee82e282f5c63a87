package dev.envc.pms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Corpus;
import dev.envc.Corpus.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Atoms: validity per EAPI, parts, matching, USE dependencies.
class CorpusAtomsTest {
  private static final String FAILS = "fails";

  @Test
  void atomVectors() {
    var tally = new Tally("vectors/atoms.json");
    int index = 0;
    for (JsonNode vector : Corpus.json("vectors/atoms.json")) {
      String function = vector.get("function").asString();
      String id = index++ + " " + function + " " + vector.path("self") + " " + vector.path("args");
      String expected = expected(function, vector);
      String actual = CorpusVersionsTest.orFails(() -> actual(function, vector));
      Optional<String> rule =
          explanation(function, vector).or(() -> comparedAsText(function, vector, actual));
      if (actual.equals(expected)) {
        tally.equal();
      } else if (rule.isPresent()) {
        tally.explained(id, rule.get());
      } else if (actual.equals(FAILS) || expected.equals(FAILS)) {
        tally.wrongSuccess(id, expected + " but " + actual);
      } else {
        tally.different(id, expected + " but " + actual);
      }
    }
    tally.print();
    assertEquals(0, tally.unexplained());
  }

  /// Where the references disagree (spec/portage-differences.md).
  private static Optional<String> explanation(String function, JsonNode vector) {
    String raises = vector.path("raises").asString("");
    if (raises.equals("MemoryError")) {
      return Optional.of("Portage's test of running out of memory");
    }
    boolean portageDisagrees =
        vector.has("portage") && vector.get("portage").asBoolean() == function.endsWith(".invalid");
    if (function.startsWith("pkgcraft.dep.") && portageDisagrees) {
      return Optional.of("Portage disagrees with pkgcraft here, and PMS does not forbid it");
    }
    if (function.equals("Atom")
        && raises.equals("InvalidAtom")
        && vector.path("kwargs").path("is_valid_flag").path("$always").asBoolean(false)) {
      return Optional.of("the vector says that every flag is valid, and that one is not");
    }
    return Optional.empty();
  }

  /// Portage compares the text for `~` and `=…*`, PMS 8.3.1 components: more versions match.
  private static Optional<String> comparedAsText(String function, JsonNode vector, String actual) {
    if (!function.equals("match_from_list") || vector.has("raises")) {
      return Optional.empty();
    }
    String atom = vector.get("args").get(0).asString();
    if (!(atom.startsWith("~") || atom.endsWith("*"))) {
      return Optional.empty();
    }
    if (vector.get("args").get(1).valueStream().anyMatch(candidate -> !candidate.isString())) {
      return Optional.empty();
    }
    List<String> portage = strings(vector.get("result"));
    var more = new ArrayList<String>(strings(vector.get("args").get(1)));
    more.removeIf(candidate -> portage.contains(candidate) || !actual.contains(quoted(candidate)));
    boolean all = portage.stream().allMatch(candidate -> actual.contains(quoted(candidate)));
    return all && more.stream().noneMatch(candidate -> sameText(atom, candidate))
        ? Optional.of("components are compared, not texts")
        : Optional.empty();
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /// Whether the texts of an atom with `~` or `=…*` and of a candidate agree, so that Portage has
  /// another reason to leave it out.
  private static boolean sameText(String atom, String candidate) {
    String cpv = candidate.replaceFirst("[:\\[].*", "");
    return atom.startsWith("~")
        ? cpv.replaceFirst("-r[0-9]+$", "").equals(atom.substring(1).replaceFirst("[:\\[].*", ""))
        : cpv.startsWith(atom.substring(1, atom.length() - 1));
  }

  private static String expected(String function, JsonNode vector) {
    if (vector.has("raises")) {
      return FAILS;
    }
    JsonNode result = vector.get("result");
    return switch (function) {
      case "pkgcraft.dep.valid" -> validResult(result);
      case "Atom" -> AtomFields.ofPortage(result);
      case "dep_getusedeps" -> String.join(",", strings(result));
      default -> result.isString() ? result.asString() : result.toString();
    };
  }

  private static String actual(String function, JsonNode vector) {
    JsonNode args = vector.get("args");
    String first = args.path(0).asString("");
    return switch (function) {
      case "Atom" ->
          pattern(first, vector.path("kwargs")).map(AtomFields::of).toOptional().orElse(FAILS);
      case "isvalidatom", "is_valid_package_atom" -> valid(function, first, vector);
      case "Atom.evaluate_conditionals" ->
          atom(vector).evaluate(Set.copyOf(strings(args.get(0)))::contains).toString();
      case "Atom._eval_qa_conditionals" -> qaConditionals(vector);
      case "Atom.violated_conditionals" -> violated(vector);
      case "Atom.intersects" -> String.valueOf(atom(vector).intersects(Atom.parse(first)));
      case "best_match_to_list" -> bestMatch(first, strings(args.get(1)));
      case "match_from_list" -> matches(first, args.get(1));
      case "dep_getcpv" -> part(first, AtomFields::cpv);
      case "dep_getrepo" -> part(first, Atom::repository);
      case "dep_getslot" ->
          part(first, a -> a.slotDep() instanceof SlotDep.Named n ? n.slot() : null);
      case "get_operator" -> part(first, a -> a.operator().toString());
      case "dep_getusedeps" -> useDeps(first);
      case "isjustname" -> String.valueOf(Cpv.versionStart(first) < 0);
      case "cpvequal" -> cpvEqual(first, args.path(1).asString(""));
      case "pkgcraft.dep.valid" -> validResult(first);
      case "pkgcraft.dep.invalid" -> String.valueOf(validIn(first).findAny().isPresent());
      case "pkgcraft.dep.compare" -> compare(strings(args));
      case "pkgcraft.dep.intersects" -> intersect(strings(args));
      case "pkgcraft.dep.sort" -> sort(strings(args.get(0)));
      default -> "unknown function";
    };
  }

  private static Atom atom(JsonNode vector) {
    return Atom.parse(vector.get("self").asString());
  }

  /// Portage's constructor arguments: without EAPI everything but what is switched off is allowed.
  private static Parsed<AtomPattern> pattern(String text, JsonNode kwargs) {
    Optional<Eapi> eapi =
        kwargs.path("eapi").isString() ? Eapi.of(kwargs.get("eapi").asString()) : Optional.empty();
    boolean repository = flag(kwargs, "allow_repo", eapi.isEmpty());
    Parsed<Atom> parsed =
        repository
            ? Atom.tryParseWithRepository(text, eapi.orElse(Eapi.LATEST))
            : Atom.tryParse(text, eapi.orElse(Eapi.LATEST));
    if (parsed instanceof Parsed.Ok<Atom>(var atom)) {
      boolean conditionsKnown =
          !kwargs.path("is_valid_flag").isObject()
              || atom.useDeps().stream()
                  .filter(dep -> dep.kind().isConditional())
                  .allMatch(dep -> predicate(kwargs.get("is_valid_flag")).test(dep.flag()));
      return conditionsKnown
          ? new Parsed.Ok<>(new AtomPattern.Exact(atom))
          : new Parsed.Bad<>("unknown flag", 0);
    }
    if (flag(kwargs, "allow_build_id", eapi.isEmpty()) && AtomPattern.tryParseBuild(text).isOk()) {
      return AtomPattern.tryParseBuild(text);
    }
    Parsed<AtomPattern> wild = AtomPattern.tryParse(text);
    return flag(kwargs, "allow_wildcard", false)
            && wild instanceof Parsed.Ok<AtomPattern>(AtomPattern.Wildcard w)
            && (repository || w.repository() == null)
        ? wild
        : parsed.map(AtomPattern.Exact::new);
  }

  private static boolean flag(JsonNode kwargs, String key, boolean missing) {
    JsonNode value = kwargs.path(key);
    return value.isBoolean() ? value.asBoolean() : missing;
  }

  private static String valid(String function, String text, JsonNode vector) {
    if (function.equals("isvalidatom")) {
      boolean blocker =
          text.startsWith("!") && !flag(vector.path("kwargs"), "allow_blockers", false);
      return String.valueOf(!blocker && pattern(text, vector.path("kwargs")).isOk());
    }
    // emerge adds a category to a bare name, and then allows wildcards.
    String named = text.contains("/") ? text : text.replaceFirst("([<>=~]*)", "$1cat/");
    Parsed<AtomPattern> parsed = AtomPattern.tryParse(named);
    boolean repository = flag(vector.path("kwargs"), "allow_repo", true);
    return String.valueOf(
        parsed instanceof Parsed.Ok<AtomPattern>(var ok)
            && !ok.toString().startsWith("!")
            && (repository || !ok.toString().contains("::")));
  }

  private static String qaConditionals(JsonNode vector) {
    Set<String> masked = Set.copyOf(strings(vector.get("args").get(0)));
    Set<String> forced = Set.copyOf(strings(vector.get("args").get(1)));
    Atom atom = atom(vector);
    var deps = new ArrayList<UseDep>();
    for (UseDep dep : atom.useDeps()) {
      if (!dep.kind().isConditional()) {
        deps.add(dep);
        continue;
      }
      Stream.of(true, false)
          .filter(on -> on ? !masked.contains(dep.flag()) : !forced.contains(dep.flag()))
          .flatMap(on -> dep.evaluate(_ -> on).stream())
          .sorted((a, b) -> a.kind().compareTo(b.kind()))
          .forEach(deps::add);
    }
    return atom.withUse(deps).toString();
  }

  private static String violated(JsonNode vector) {
    JsonNode args = vector.get("args");
    Atom atom = atom(vector);
    if (!args.get(2).isArray() && atom.hasConditionalUse()) {
      return FAILS;
    }
    Set<String> parent = args.get(2).isArray() ? Set.copyOf(strings(args.get(2))) : Set.of();
    var candidate =
        new Candidate(
            Cpv.parse("a/b-1"),
            Slot.ZERO,
            "",
            Set.copyOf(strings(args.get(0))),
            predicate(args.get(1)));
    return atom.withUse(atom.unsatisfiedUse(candidate, parent::contains)).toString();
  }

  private static String bestMatch(String pkg, List<String> atoms) {
    List<AtomPattern> patterns = atoms.stream().map(AtomPattern::parse).toList();
    return AtomSpecificity.best(patterns, candidate(pkg)).map(String::valueOf).orElse("null");
  }

  private static String matches(String text, JsonNode candidates) {
    UnaryOperator<String> plain = t -> t.replaceFirst("^!+", "");
    AtomPattern pattern = AtomPattern.parse(plain.apply(text));
    var matched = new ArrayList<String>();
    for (JsonNode node : candidates) {
      PackageFacts candidate =
          node.isObject()
              ? new Candidate(
                  Cpv.parse(node.get("cpv").asString()),
                  new Slot(node.get("slot").asString(), node.get("sub_slot").asString()),
                  node.path("repo").asString(""),
                  Set.copyOf(strings(node.get("use"))),
                  Set.copyOf(strings(node.get("use")))::contains)
              : candidate(node.asString());
      if (pattern.matches(candidate)) {
        matched.add(node.toString());
      }
    }
    return "[" + String.join(",", matched) + "]";
  }

  private static Candidate candidate(String text) {
    int colon = text.indexOf(':');
    Slot slot = colon < 0 ? Slot.ZERO : Slot.parse(text.substring(colon + 1));
    String cpv = colon < 0 ? text : text.substring(0, colon);
    return new Candidate(Cpv.parse(cpv), slot, "", Set.of(), _ -> true);
  }

  private record Candidate(
      Cpv cpv, Slot slot, String repository, Set<String> use, Predicate<String> iuse)
      implements PackageFacts {
    @Override
    public boolean hasFlag(String flag) {
      return iuse.test(flag);
    }

    @Override
    public boolean isEnabled(String flag) {
      return use.contains(flag);
    }
  }

  private interface Part {
    @Nullable Object of(Atom atom);
  }

  private static String part(String text, Part part) {
    return Atom.tryParse(text)
        .map(atom -> String.valueOf(part.of(atom)))
        .toOptional()
        .orElse(FAILS);
  }

  /// Portage looks at the brackets alone.
  private static String useDeps(String text) {
    String use = text.substring(Math.max(text.indexOf('['), 0));
    return Atom.tryParse("a/b" + use)
        .map(atom -> String.join(",", atom.useDeps().stream().map(String::valueOf).toList()))
        .toOptional()
        .orElse(FAILS);
  }

  /// Portage gives a name without category one of its own.
  private static String cpvEqual(String a, String b) {
    UnaryOperator<String> qualified = t -> t.contains("/") ? t : "null/" + t;
    Optional<Cpv> left = Cpv.tryParse(qualified.apply(a)).toOptional();
    Optional<Cpv> right = Cpv.tryParse(qualified.apply(b)).toOptional();
    return left.isEmpty() || right.isEmpty() ? FAILS : String.valueOf(left.equals(right));
  }

  private static Stream<Eapi> validIn(String text) {
    return Stream.of(Eapi.values()).filter(eapi -> Atom.tryParse(text, eapi).isOk());
  }

  /// The parts that pkgcraft lists; the first EAPI that allows the atom, `U` for those that only
  /// users may write. Weak blockers are in all EAPIs (PMS table 8.8), pkgcraft has them from 2.
  private static String validResult(String text) {
    Optional<Eapi> since = validIn(text).findFirst();
    Parsed<Atom> parsed = Atom.tryParse(text);
    return parsed instanceof Parsed.Ok<Atom>(var atom) ? AtomFields.pkgcraft(atom, since) : FAILS;
  }

  private static String validResult(JsonNode result) {
    return AtomFields.ofPkgcraft(result);
  }

  private static String compare(List<String> args) {
    Optional<Atom> left = Atom.tryParse(args.get(0)).toOptional();
    Optional<Atom> right = Atom.tryParse(args.get(2)).toOptional();
    boolean equal = left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
    return String.valueOf(equal == args.get(1).equals("=="));
  }

  private static String intersect(List<String> args) {
    boolean every = true;
    for (String a : args) {
      for (String b : args) {
        every &= Atom.parse(a).intersects(Atom.parse(b));
      }
    }
    return String.valueOf(every);
  }

  private static String sort(List<String> texts) {
    List<Atom> sorted = texts.stream().map(Atom::parse).sorted().toList();
    boolean equal = sorted.getFirst().compareTo(sorted.getLast()) == 0;
    return "{\"all_equal\":"
        + equal
        + ",\"sorted\":"
        + CorpusVersionsTest.quoted(sorted.stream().map(Atom::toString).toList())
        + "}";
  }

  private static Predicate<String> predicate(JsonNode node) {
    return CorpusRequiredUseTest.predicate(Objects.requireNonNull(node));
  }

  private static List<String> strings(JsonNode list) {
    return CorpusVersionsTest.strings(list);
  }
}
