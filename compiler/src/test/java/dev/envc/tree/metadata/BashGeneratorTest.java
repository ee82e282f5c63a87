package dev.envc.tree.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.envc.Tool;
import dev.envc.pms.Cpv;
import dev.envc.tree.IndexedEbuild;
import dev.envc.tree.IndexedEbuild.Origin;
import dev.envc.tree.MetadataKey;
import dev.envc.tree.testing.MapTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small ebuilds of our own; what Portage makes of real ones is compared in bench/README.md.
final class BashGeneratorTest {
  private static final String PATH = System.getenv("PATH");

  @TempDir Path dir;

  private final MapTree tree = new MapTree();
  private final Map<String, String> ebuilds = new TreeMap<>();

  @BeforeEach
  void bashIsThere() throws IOException {
    Tool.require("bash");
  }

  @Test
  void eclassesAddUpAndExport() throws Exception {
    tree.put(
        "eclass/outer.eclass",
        """
        # an eclass
        inherit inner
        IUSE="outer +both"
        DEPEND="dev-libs/outer"
        RDEPEND="${DEPEND}"
        PROPERTIES="live"
        RESTRICT="mirror"
        OUTER_SAW=${IUSE-}:${INHERITED# }
        EXPORT_FUNCTIONS src_compile
        outer_src_compile() { :; }
        outer_src_unpack() { :; }
        """);
    tree.put(
        "eclass/inner.eclass",
        """
        IUSE="inner"
        RESTRICT="test"
        EXPORT_FUNCTIONS src_unpack pkg_postinst
        inner_src_unpack() { :; }
        inner_pkg_postinst() { :; }
        """);
    String body =
        """

        inherit outer
        DESCRIPTION="It  says	${OUTER_SAW}; ${P} ${PF} ${PR} ${ECLASS-none}"
        SLOT=0
        KEYWORDS="amd64   ~arm64"
        IUSE="own"
        DEPEND="dev-libs/own"
        RESTRICT="fetch"
        PROPERTIES="set"
        pkg_setup() { :; }
        src_configure() { :; }
        pkg_pretend() { :; }
        """;
    ebuilds.put("app-misc/a-1.2-r3", "EAPI=8" + body);
    ebuilds.put("app-misc/b-1", "# head\n\nEAPI=\"7\" # seven" + body);
    ebuilds.put("app-misc/c-1", "# none" + body);
    Map<String, IndexedEbuild> made = generate();
    Map<MetadataKey, String> eight = values(made, "app-misc/a-1.2-r3");
    assertEquals("own inner outer +both", eight.get(MetadataKey.IUSE));
    assertEquals("dev-libs/own dev-libs/outer", eight.get(MetadataKey.DEPEND));
    assertEquals("dev-libs/outer", eight.get(MetadataKey.RDEPEND));
    assertEquals("fetch test mirror", eight.get(MetadataKey.RESTRICT));
    assertEquals("set live", eight.get(MetadataKey.PROPERTIES));
    assertEquals("inner outer", eight.get(MetadataKey.INHERITED));
    assertEquals("outer", eight.get(MetadataKey.INHERIT));
    assertEquals(
        "compile configure postinst pretend setup unpack", eight.get(MetadataKey.DEFINED_PHASES));
    assertEquals(
        "It says outer +both:inner; a-1.2 a-1.2-r3 r3 none", eight.get(MetadataKey.DESCRIPTION));
    Map<MetadataKey, String> seven = values(made, "app-misc/b-1");
    assertEquals("fetch", seven.get(MetadataKey.RESTRICT));
    assertEquals("set", seven.get(MetadataKey.PROPERTIES));
    Map<MetadataKey, String> zero = values(made, "app-misc/c-1");
    assertEquals("0", zero.get(MetadataKey.EAPI));
    assertEquals("dev-libs/own dev-libs/outer", zero.get(MetadataKey.RDEPEND));
    assertEquals("compile postinst setup unpack", zero.get(MetadataKey.DEFINED_PHASES));
  }

  @Test
  void versionFunctions() throws Exception {
    ebuild(
        "app-misc/a-1.2.3b_alpha4-r2",
        """
        SLOT=$(ver_cut 1-2)
        DESCRIPTION="$(ver_cut 4) $(ver_cut 3-) $(ver_cut 0-1 x1.2) $(ver_rs 1 - 2 _) $(ver_rs 1- . 1-2.3a)"
        ver_test -gt 1.2.3 && HOMEPAGE+="1 "
        ver_test 1.2_rc1 -lt 1.2 && HOMEPAGE+="2 "
        ver_test 1.2_p -gt 1.2 && HOMEPAGE+="3 "
        ver_test 1.10 -gt 1.9 && HOMEPAGE+="4 "
        ver_test 1.010 -lt 1.1 && HOMEPAGE+="5 "
        ver_test 1-r1 -ne 1 && HOMEPAGE+="6 "
        ver_test 1-r0 -eq 1 && HOMEPAGE+="7 "
        ver_test 99999999999999999999 -gt 9 && HOMEPAGE+="8"
        """);
    Map<MetadataKey, String> values = values(generate(), "app-misc/a-1.2.3b_alpha4-r2");
    assertEquals("1.2", values.get(MetadataKey.SLOT));
    assertEquals("b 3b_alpha4 x 1-2_3b_alpha4 1.2.3.a", values.get(MetadataKey.DESCRIPTION));
    assertEquals("1 2 3 4 5 6 7 8", values.get(MetadataKey.HOMEPAGE));
  }

  @Test
  void failuresNameTheLineAndStopNothing() throws Exception {
    tree.put(
        "eclass/fails.eclass", "# one\n\nfails_check() {\n\tdie \"no good\"\n}\nfails_check\n");
    ebuild("app-misc/a-1", "SLOT=0\n");
    ebuild("app-misc/dies-1", "SLOT=0\ndie 'out of order'\n");
    ebuild("app-misc/eclass-1", "inherit fails\n");
    ebuild("app-misc/external-1", "SLOT=$(frobnicate)\n");
    ebuild("app-misc/missing-1", "inherit nowhere\n");
    ebuild("app-misc/subshell-1", "SLOT=$(ver_cut x)\nDESCRIPTION=on\n");
    ebuild("app-misc/syntax-1", "SLOT=0\nif then\n");
    ebuild("app-misc/use-1", "use foo && SLOT=0\n");
    ebuild("app-misc/pipe-1", "SLOT=0\nfrobnicate | frobnicate | frobnicate\n");
    ebuild("app-misc/exits-1", "exit 0\n");
    ebuild("app-misc/other-1", "EAPI=7\nSLOT=0\n");
    ebuilds.put("app-misc/empty-1", "EAPI=\n");
    ebuild("app-misc/z-1", "SLOT=1\n");
    Map<String, IndexedEbuild> made = generate();
    assertEquals("0", values(made, "app-misc/a-1").get(MetadataKey.SLOT));
    assertEquals("1", values(made, "app-misc/z-1").get(MetadataKey.SLOT));
    assertEquals("test:app-misc/dies-1:3: out of order", problem(made, "app-misc/dies-1"));
    assertEquals("test:eclass/fails.eclass:4: no good", problem(made, "app-misc/eclass-1"));
    assertEquals(
        "test:app-misc/external-1:2: the external command frobnicate must not be called in global"
            + " scope",
        problem(made, "app-misc/external-1"));
    assertEquals(
        "test:app-misc/missing-1:2: there is no eclass nowhere",
        problem(made, "app-misc/missing-1"));
    assertEquals(
        "test:app-misc/subshell-1:2: ver_cut: x is not a range",
        problem(made, "app-misc/subshell-1"));
    assertTrue(
        problem(made, "app-misc/syntax-1").startsWith("test:app-misc/syntax-1:3: syntax error"),
        problem(made, "app-misc/syntax-1"));
    assertEquals(
        "test:app-misc/use-1:2: use must not be called in global scope",
        problem(made, "app-misc/use-1"));
    assertEquals(
        "test:app-misc/pipe-1:3: the external command frobnicate must not be called in global"
            + " scope",
        problem(made, "app-misc/pipe-1"));
    assertEquals(
        "test:app-misc/exits-1: sourcing it ended the shell; it calls exit, or uses too much time.",
        problem(made, "app-misc/exits-1"));
    assertTrue(problem(made, "app-misc/other-1").contains("EAPI"));
    assertTrue(problem(made, "app-misc/empty-1").contains("EAPI"));
  }

  @Test
  void hostileEbuildsHarmOnlyThemselves() throws Exception {
    Path prey = Files.createDirectory(dir.resolve("prey"));
    ebuild("app-misc/a-1", "SLOT=0\n");
    ebuild("app-misc/exits-1", "exit 0\n");
    ebuild("app-misc/forges-1", "printf 'ok\\nSLOT=9\\n' >&8\nexit 0\n");
    ebuild("app-misc/kills-1", "kill -9 $PPID $$\n");
    ebuild("app-misc/shouts-1", "SLOT=0\nfor i in {1..20000}; do echo \"$i$i$i$i$i\"; done\n");
    ebuild("app-misc/swallows-1", "x=x; while :; do x+=$x; done\n");
    ebuild("app-misc/writes-1", "SLOT=0\n: > " + prey + "/written\n");
    ebuild("app-misc/zzz-1", "SLOT=1\n");
    Map<String, IndexedEbuild> made = generate();
    assertEquals("0", values(made, "app-misc/a-1").get(MetadataKey.SLOT));
    assertEquals("1", values(made, "app-misc/zzz-1").get(MetadataKey.SLOT));
    assertEquals("0", values(made, "app-misc/shouts-1").get(MetadataKey.SLOT));
    for (String name : List.of("exits", "forges", "kills", "swallows")) {
      assertEquals(Origin.BROKEN, one(made, "app-misc/" + name + "-1").origin(), name);
    }
    Bash bash = Bash.find(PATH).orElseThrow();
    Tool.requireThat(
        Sandbox.find(bash, PATH, dir) != Sandbox.NONE, "neither bwrap nor unshare can start bash");
    assertFalse(Files.exists(prey.resolve("written")));
  }

  @Test
  void everySandboxThatStartsKeepsItsWord() throws Exception {
    Bash bash = Bash.find(PATH).orElseThrow();
    Path files = Files.createDirectory(dir.resolve("files"));
    Path scratch = Files.createDirectory(files.resolve("scratch"));
    String script =
        "[[ -e /etc/passwd || -e /usr/bin/env ]] && echo sees; : > \"$0/w\" && echo writes;"
            + " : 2>/dev/null < /dev/tcp/127.0.0.1/9 && echo connects; : > "
            + files
            + "/w && echo harms; exit 0";
    for (Sandbox sandbox : List.of(Sandbox.BUBBLEWRAP, Sandbox.UNSHARE)) {
      if (!sandbox.works(bash, PATH, files)) {
        continue;
      }
      List<String> command = sandbox.command(bash, PATH, files, scratch, List.of("-c", script));
      Process process = new ProcessBuilder(command).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("writes\n", said, sandbox.toString());
      process.waitFor();
    }
  }

  @Test
  void unknownEapisAreNotSourced() throws Exception {
    ebuilds.put("app-misc/a-1", "EAPI=99\ndie\n");
    IndexedEbuild made = one(generate(), "app-misc/a-1");
    assertEquals(Map.of(MetadataKey.EAPI, "99"), made.values());
  }

  @Test
  void anOldBashIsNamed() throws Exception {
    Bash bash = Bash.find(PATH).orElseThrow();
    assumeTrue(!bash.runs(dev.envc.pms.Eapi.EAPI_9), "needs a bash older than 5.3");
    ebuilds.put("app-misc/a-1", "EAPI=9\nSLOT=0\n");
    IndexedEbuild made = one(generate(), "app-misc/a-1");
    assertEquals(Origin.UNREADABLE_HERE, made.origin());
    assertTrue(made.problem().orElseThrow().contains("5.3"));
  }

  @Test
  void whatWasGeneratedIsKeptUntilAnEclassChanges() throws Exception {
    tree.put("eclass/e.eclass", "IUSE=one\n");
    ebuild("app-misc/a-1", "inherit e\nSLOT=0\n");
    generate();
    Path cache = dir.resolve("cache");
    try (var run = run(cache, Eclasses.none().with("test", tree))) {
      run.all(texts());
      assertEquals(0, run.sourced());
    }
    MapTree changed = MapTree.of(Map.of("other/e.eclass", ""));
    changed.put("eclass/e.eclass", "IUSE=two\n");
    var other = new dev.envc.tree.testing.RenamedIds(changed, "new-");
    try (var run = run(cache, Eclasses.none().with("test", other))) {
      assertEquals("two", run.all(texts()).getFirst().values().get(MetadataKey.IUSE));
      assertEquals(1, run.sourced());
    }
  }

  private static GenerationRun run(Path cache, Eclasses eclasses) throws IOException {
    Bash bash = Bash.find(PATH).orElseThrow();
    byte[] script = BashGenerator.script();
    var kept = new GeneratedCache(cache, Md5.of(script) + " " + bash.version());
    return new GenerationRun(bash, PATH, cache, script, eclasses, kept);
  }

  private void ebuild(String cpv, String body) {
    ebuilds.put(cpv, "EAPI=8\n" + body);
  }

  private List<EbuildText> texts() {
    var texts = new ArrayList<EbuildText>();
    ebuilds.forEach(
        (cpv, text) ->
            texts.add(
                new EbuildText(
                    Cpv.parse(cpv), "test:" + cpv, () -> text.getBytes(StandardCharsets.UTF_8))));
    return texts;
  }

  private Map<String, IndexedEbuild> generate() throws IOException {
    var generator = new BashGenerator(dir.resolve("cache"), PATH);
    List<IndexedEbuild> made = generator.generate(texts(), Eclasses.none().with("test", tree));
    var byName = new TreeMap<String, IndexedEbuild>();
    int i = 0;
    for (String cpv : ebuilds.keySet()) {
      byName.put(cpv, made.get(i++));
    }
    return byName;
  }

  private static IndexedEbuild one(Map<String, IndexedEbuild> made, String cpv) {
    return Objects.requireNonNull(made.get(cpv), cpv);
  }

  private static Map<MetadataKey, String> values(Map<String, IndexedEbuild> made, String cpv) {
    assertEquals("", one(made, cpv).problem().orElse(""));
    return one(made, cpv).values();
  }

  private static String problem(Map<String, IndexedEbuild> made, String cpv) {
    return one(made, cpv).problem().orElse("");
  }
}
