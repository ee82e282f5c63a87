package dev.envc.pms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Corpus;
import dev.envc.Corpus.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Versions: validity, order, ranges and the version commands.
class CorpusVersionsTest {
  private static final String FAILS = "fails";

  @Test
  void versionVectors() {
    var tally = new Tally("vectors/versions.json");
    int index = 0;
    for (JsonNode vector : Corpus.json("vectors/versions.json")) {
      String function = vector.get("function").asString();
      String id = index++ + " " + function + " " + vector.path("args");
      String expected = expected(vector);
      String actual = orFails(() -> actual(function, vector));
      Optional<String> rule = explanation(function, vector);
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
    if (function.equals("pkgcraft.version.invalid") && vector.path("portage").asBoolean()) {
      return Optional.of("valid by PMS and in Portage");
    }
    boolean revisionGlob =
        function.equals("pkgcraft.version.intersects")
            && Stream.of(0, 1)
                .anyMatch(i -> vector.get("args").path(i).asString("").matches("=.*-r\\d+\\*"));
    return revisionGlob
        ? Optional.of("a revision is one component (PMS 8.3.1): =1-r1* has no 1-r12")
        : Optional.empty();
  }

  private static String expected(JsonNode vector) {
    if (vector.has("raises") || vector.path("kwargs").path("checks").asString("").equals("fail")) {
      return FAILS;
    }
    JsonNode result = vector.get("result");
    return switch (vector.get("function").asString()) {
      case "version_order" -> "ascending";
      default -> result.isString() ? result.asString() : result.toString();
    };
  }

  private static String actual(String function, JsonNode vector) {
    JsonNode args = vector.get("args");
    return switch (function) {
      case "shell" -> shell(args.get(0).asString());
      case "vercmp" -> order(args.get(0).asString(), args.get(1).asString());
      case "version_order" -> versionOrder(vector.get("result"));
      case "catpkgsplit" -> split(args.get(0).asString());
      case "cpv_sort_key" -> sortPackages(strings(args.get(0)));
      case "pkgcraft.version.valid", "pkgcraft.version.invalid" ->
          String.valueOf(isVersion(args.get(0).asString()));
      case "pkgcraft.version.compare" -> compare(strings(args));
      case "pkgcraft.version.intersects" -> intersect(strings(args));
      case "pkgcraft.version.sort" -> sort(strings(args.get(0)));
      case "pkgcraft.version.hash_equal" -> hashEqual(strings(args.get(0)));
      default -> "unknown function";
    };
  }

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private static String shell(String command) {
    var words = new ArrayList<String>();
    for (Matcher m = WORD.matcher(command); m.find(); ) {
      words.add(Stream.of(1, 2, 3).map(m::group).filter(g -> g != null).findFirst().orElse(""));
    }
    List<String> args = words.subList(1, words.size());
    Parsed<String> answer =
        switch (words.getFirst()) {
          case "ver_cut" -> VersionFunctions.cut(args.get(0), args.get(1));
          case "ver_rs" ->
              VersionFunctions.replaceSeparators(args.subList(0, args.size() - 1), args.getLast());
          case "ver_test" ->
              VersionFunctions.test(args.get(0), args.get(1), args.get(2))
                  .map(holds -> holds ? "0" : "1");
          default -> new Parsed.Bad<>("unknown command", 0);
        };
    return answer.toOptional().orElse(FAILS);
  }

  private static String order(String a, String b) {
    Optional<Version> left = Version.tryParse(a).toOptional();
    Optional<Version> right = Version.tryParse(b).toOptional();
    return left.isEmpty() || right.isEmpty()
        ? "null"
        : String.valueOf(Integer.signum(left.get().compareTo(right.get())));
  }

  private static String versionOrder(JsonNode groups) {
    Optional<Version> last = Optional.empty();
    for (JsonNode group : groups) {
      Version first = Version.parse(group.get(0).asString());
      if (last.isPresent() && last.get().compareTo(first) >= 0) {
        return last.get() + " is not before " + first;
      }
      for (JsonNode member : group) {
        if (!Version.parse(member.asString()).equals(first)) {
          return member + " does not equal " + first;
        }
      }
      last = Optional.of(first);
    }
    return "ascending";
  }

  private static String split(String text) {
    return Cpv.tryParse(text)
        .map(
            cpv ->
                "[\"%s\",\"%s\",\"%s\",\"%s\"]"
                    .formatted(
                        cpv.name().category(),
                        cpv.name().name(),
                        cpv.version().upstream(),
                        revision(cpv.version())))
        .toOptional()
        .orElse("null");
  }

  /// The revision as it is written; `r0` where there is none.
  private static String revision(Version version) {
    String written = version.toString().substring(version.upstream().length());
    return written.isEmpty() ? "r0" : written.substring(1);
  }

  private static String sortPackages(List<String> names) {
    Comparator<String> order =
        Comparator.comparing(
                (String text) ->
                    Cpv.tryParse(text).map(cpv -> cpv.name().toString()).toOptional().orElse(text))
            .thenComparing(
                text -> Cpv.tryParse(text).map(Cpv::version).toOptional().orElse(null),
                Comparator.nullsFirst(Comparator.naturalOrder()));
    return quoted(names.stream().sorted(order).toList());
  }

  private static boolean isVersion(String text) {
    return Version.tryParse(text).isOk() || VersionRestriction.tryParse(text).isOk();
  }

  private static String compare(List<String> args) {
    int order = Version.parse(args.get(0)).compareTo(Version.parse(args.get(2)));
    return String.valueOf(
        switch (args.get(1)) {
          case "==" -> order == 0;
          case "!=" -> order != 0;
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          case ">=" -> order >= 0;
          default -> throw new IllegalArgumentException(args.get(1));
        });
  }

  private static String intersect(List<String> args) {
    List<VersionRestriction> all =
        args.stream()
            .map(
                text ->
                    VersionRestriction.tryParse(text)
                        .toOptional()
                        .orElseGet(
                            () ->
                                new VersionRestriction(VersionOperator.EQUAL, Version.parse(text))))
            .toList();
    boolean every = true;
    for (VersionRestriction a : all) {
      for (VersionRestriction b : all) {
        every &= a.intersects(b);
      }
    }
    return String.valueOf(every);
  }

  private static String sort(List<String> texts) {
    boolean restrictions = texts.stream().anyMatch(t -> VersionRestriction.tryParse(t).isOk());
    List<String> sorted =
        restrictions
            ? texts.stream().map(VersionRestriction::parse).sorted().map(String::valueOf).toList()
            : texts.stream().map(Version::parse).sorted().map(String::valueOf).toList();
    boolean equal = !restrictions && texts.stream().map(Version::parse).distinct().count() == 1;
    return "{\"all_equal\":" + equal + ",\"sorted\":" + quoted(sorted) + "}";
  }

  private static String hashEqual(List<String> texts) {
    var distinct = new HashSet<Version>();
    texts.forEach(text -> distinct.add(Version.parse(text)));
    return String.valueOf(distinct.size() == 1);
  }

  /// What a vector's text that cannot be read means.
  static String orFails(Supplier<String> answer) {
    try {
      return answer.get();
    } catch (PmsSyntaxException | IndexOutOfBoundsException e) {
      return FAILS;
    }
  }

  static List<String> strings(JsonNode list) {
    var strings = new ArrayList<String>();
    list.forEach(item -> strings.add(item.asString()));
    return strings;
  }

  static String quoted(List<String> texts) {
    return "[" + String.join(",", texts.stream().map(t -> '"' + t + '"').toList()) + "]";
  }
}
