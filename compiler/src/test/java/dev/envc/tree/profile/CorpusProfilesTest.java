package dev.envc.tree.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Corpus;
import dev.envc.Corpus.Tally;
import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageFacts;
import dev.envc.pms.Parsed;
import dev.envc.pms.PmsSyntaxException;
import dev.envc.pms.Slot;
import dev.envc.tree.profile.Playground.Repositories;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Effective configurations, as Portage computes them from its tests' trees.
class CorpusProfilesTest {
  /// The variables that profiles and users decide. FEATURES are Portage's own switches.
  private static final Set<String> NOT_COMPARED = Set.of("FEATURES");

  @Test
  void profileVectors() throws IOException {
    var tally = new Tally("vectors/profiles.json");
    int index = 0;
    for (JsonNode vector : Corpus.json("vectors/profiles.json")) {
      String function = vector.get("function").asString();
      String id = index++ + " " + function;
      switch (function) {
        case "effective_config" ->
            compare(
                id + " " + vector.get("playground").asString(),
                vector.get("input"),
                vector.get("result"),
                tally);
        case "LicenseManager.getMissingLicenses" -> licenses(id, vector, tally);
        default -> tally.different(id, "this function is not known here");
      }
    }
    tally.print();
    assertEquals(0, tally.unexplained());
  }

  @Test
  void playgrounds() throws IOException {
    var tally = new Tally("portage-tests/playgrounds.json (effective configuration)");
    for (Map.Entry<String, JsonNode> entry :
        Corpus.json("portage-tests/playgrounds.json").properties()) {
      JsonNode playground = entry.getValue();
      compare(entry.getKey(), playground.get("playground"), playground.get("effective"), tally);
    }
    tally.print();
    assertEquals(0, tally.unexplained());
  }

  private static void compare(String id, JsonNode input, JsonNode expected, Tally tally)
      throws IOException {
    List<String> differences;
    try {
      differences = differences(input, expected, Repositories.KEPT);
    } catch (PmsSyntaxException e) {
      tally.wrongSuccess(id, "the playground cannot be read: " + e.getMessage());
      return;
    }
    if (!differences.isEmpty() && differences(input, expected, Repositories.DROPPED).isEmpty()) {
      tally.explained(id, "the flags were recorded without the package's repository");
    } else if (!differences.isEmpty()
        && differences.stream().allMatch(text -> unexplainable(text, input))) {
      tally.explained(id, "nothing in the input can have set these flags: " + differences);
    } else if (!differences.isEmpty()
        && differences.stream().allMatch(text -> wronglyWorded(text, input))) {
      tally.explained(id, "Portage words `*` as missing keyword, and does not mask");
    } else if (!differences.isEmpty()) {
      tally.different(id, String.join("; ", differences));
    } else if (lateSystemSet(input, expected)) {
      tally.explained(id, "`packages` was written after Portage had read the configuration");
    } else {
      tally.equal();
    }
  }

  private static List<String> differences(
      JsonNode input, JsonNode expected, Repositories packageUse) throws IOException {
    var playground = new Playground(input);
    EffectiveConfig config = playground.config(packageUse);
    var differences = new ArrayList<String>();
    global(config, expected, differences);
    if (!lateSystemSet(input, expected)) {
      equal("system_set", strings(expected.get("system_set")), systemSet(config), differences);
    }
    JsonNode packages = expected.get("packages");
    var missing = new TreeSet<String>(packages.propertyNames());
    for (Playground.Ebuild ebuild : playground.ebuilds()) {
      JsonNode wanted = packages.get(ebuild.id());
      if (!missing.remove(ebuild.id())) {
        differences.add("no package " + ebuild.id() + " in the corpus");
      } else {
        ebuild(config, ebuild, wanted, differences);
      }
    }
    missing.forEach(name -> differences.add("package " + name + " was not computed"));
    return differences;
  }

  /// Flags that are on in the corpus although no file of the input names them: the test kept them
  /// in a file that the corpus does not have (package.env).
  private static boolean unexplainable(String difference, JsonNode input) {
    Matcher flags = FLAGS.matcher(difference);
    if (!flags.find()) {
      return false;
    }
    var more = new TreeSet<String>(Set.of(flags.group(1).split(", ", -1)));
    more.removeAll(Set.of(flags.group(2).split(", ", -1)));
    String files = input.path("user_config") + " " + input.path("profile") + input.path("edits");
    return !more.isEmpty() && more.stream().noneMatch(files::contains);
  }

  private static final Pattern FLAGS =
      Pattern.compile(" use(?:_all)?: \\[([^]]*)\\] but \\[([^]]*)\\]$");

  /// Portage's wording of masks does not know `*` and `~*` in ACCEPT_KEYWORDS; its visibility does.
  private static boolean wronglyWorded(String difference, JsonNode input) {
    String keywords =
        input.path("user_config").path("package.accept_keywords")
            + " "
            + input.path("profile").path("package.accept_keywords");
    return KEYWORD_ONLY.matcher(difference).find() && WILD_KEYWORD.matcher(keywords).find();
  }

  private static final Pattern WILD_KEYWORD = Pattern.compile(" ~?\\*[\" ]");
  private static final Pattern KEYWORD_ONLY =
      Pattern.compile(" masked: \\[\\S+ keyword\\] but \\[\\]$");

  /// The corpus has the system set of a moment before the test wrote the file.
  private static boolean lateSystemSet(JsonNode input, JsonNode expected) {
    JsonNode edits = input.get("edits");
    return edits != null
        && expected.get("system_set").isEmpty()
        && edits.propertyNames().stream().anyMatch(path -> path.endsWith("/packages"));
  }

  private static void global(EffectiveConfig config, JsonNode expected, List<String> differences) {
    equal(
        "profiles",
        strings(expected.get("profiles")).stream()
            .map(path -> path.replaceFirst("^.*/repositories/([^/]+)/", "$1:"))
            .toList(),
        config.profiles(),
        differences);
    for (Map.Entry<String, JsonNode> variable : expected.get("variables").properties()) {
      if (!NOT_COMPARED.contains(variable.getKey())) {
        equal(
            variable.getKey(),
            variable.getValue().asString(),
            config.variables().getOrDefault(variable.getKey(), ""),
            differences);
      }
    }
    var provided = new TreeMap<String, List<String>>();
    config
        .provided()
        .forEach(
            (name, entries) ->
                provided.put(
                    name.toString(), entries.stream().map(e -> e.cpv().toString()).toList()));
    var wanted = new TreeMap<String, List<String>>();
    if (expected.get("package_provided") != null) {
      expected
          .get("package_provided")
          .properties()
          .forEach(e -> wanted.put(e.getKey(), strings(e.getValue())));
    }
    equal("package_provided", wanted, provided, differences);
  }

  private static List<String> systemSet(EffectiveConfig config) {
    return config.systemSet().values().stream().map(e -> e.atom().toString()).toList();
  }

  private static void ebuild(
      EffectiveConfig config,
      Playground.Ebuild ebuild,
      JsonNode expected,
      List<String> differences) {
    PackageUse use = config.use(ebuild);
    String id = ebuild.id() + " ";
    equal(id + "use", strings(expected.get("use")), sorted(use.enabled()), differences);
    equal(id + "use_all", strings(expected.get("use_all")), sorted(use.effective()), differences);
    equal(id + "use_force", strings(expected.get("use_force")), sorted(use.forced()), differences);
    equal(id + "use_mask", strings(expected.get("use_mask")), sorted(use.masked()), differences);
    equal(
        id + "masked",
        strings(expected.get("masked")),
        config.masks(ebuild).stream().map(CorpusProfilesTest::portageWords).toList(),
        differences);
  }

  /// The reason as Portage words it.
  private static String portageWords(MaskReason reason) {
    return switch (reason) {
      case MaskReason.Masked _ -> "package.mask";
      case MaskReason.Keyword(_, var missing) ->
          (missing.equals("**") ? "missing" : missing) + " keyword";
      case MaskReason.License(var missing, var license, _) ->
          ProfileWords.of(license).stream()
                  .filter(w -> missing.contains(w) || Set.of("||", "(", ")").contains(w))
                  .reduce("", (a, b) -> a + b + " ")
              + "license(s)";
      case MaskReason.Properties(var missing) -> String.join(" ", missing) + " properties";
      case MaskReason.Restrict(var missing) -> String.join(" ", missing) + " in RESTRICT";
      case MaskReason.Unusable(var problem) -> problem;
    };
  }

  /// The corpus keeps the packages of package.license, but not the licenses it gives them: those of
  /// the test the vectors come from are filled in.
  private static final Map<String, List<String>> PACKAGE_LICENSE =
      Map.of(
          "dev-libs/*", List.of("TEST"),
          "dev-libs/A", List.of("-TEST2"),
          "=dev-libs/A-2", List.of("TEST3", "@TEST"),
          "*/*", List.of("@EULA", "TEST2"),
          "=dev-libs/C-1", List.of("*"),
          "=dev-libs/C-2", List.of("-*"));

  private static void licenses(String id, JsonNode vector, Tally tally) {
    JsonNode self = vector.get("self");
    JsonNode args = vector.get("args");
    var groups = new TreeMap<String, List<String>>();
    self.get("_license_groups")
        .properties()
        .forEach(group -> groups.put(group.getKey(), strings(group.getValue())));
    var entries = new ArrayList<UserConfig.Entry>();
    PACKAGE_LICENSE.forEach(
        (atom, licenses) ->
            entries.add(
                new UserConfig.Entry(AtomPattern.parse(atom), licenses, new Origin("", 0))));
    var rules =
        new LicenseRules(
            groups, strings(self.get("_accept_license")), EffectiveConfigReader.entries(entries));
    String license = args.get(2).asString();
    var use = Set.copyOf(strings(args.get(1)));
    var pkg = new LicensedPackage(Cpv.parse(args.get(0).asString()));
    List<String> wanted = strings(vector.get("result"));
    switch (rules.missing(pkg, license, use::contains)) {
      case Parsed.Ok<List<String>>(var missing) -> {
        if (missing.equals(wanted)) {
          tally.equal();
        } else {
          tally.different(id, license + ": " + wanted + " but " + missing);
        }
      }
      case Parsed.Bad<List<String>> bad -> {
        if (license.startsWith("-")) {
          tally.explained(id, "a license name does not begin with a hyphen (PMS 3.1.7)");
        } else {
          tally.wrongSuccess(id, bad.message());
        }
      }
    }
  }

  private record LicensedPackage(Cpv cpv) implements PackageFacts {
    @Override
    public Slot slot() {
      return Slot.ZERO;
    }

    @Override
    public String repository() {
      return "test_repo";
    }

    @Override
    public boolean hasFlag(String flag) {
      return false;
    }

    @Override
    public boolean isEnabled(String flag) {
      return false;
    }
  }

  private static void equal(String what, Object expected, Object actual, List<String> differences) {
    if (!expected.equals(actual)) {
      differences.add(what + ": " + expected + " but " + actual);
    }
  }

  private static List<String> sorted(Set<String> set) {
    return List.copyOf(new TreeSet<>(set));
  }

  private static List<String> strings(@Nullable JsonNode list) {
    var strings = new ArrayList<String>();
    if (list != null) {
      list.forEach(item -> strings.add(item.asString()));
    }
    return strings;
  }
}
