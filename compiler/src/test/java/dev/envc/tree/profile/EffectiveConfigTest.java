package dev.envc.tree.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.pms.Cpv;
import dev.envc.pms.Eapi;
import dev.envc.pms.Slot;
import dev.envc.tree.profile.FlagExplanation.Layer;
import dev.envc.tree.profile.ProfileProblem.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EffectiveConfigTest {
  private final Map<String, String> main = new TreeMap<>();
  private final Map<String, String> overlay = new TreeMap<>();
  private final Map<String, String> user = new HashMap<>();

  private record Pkg(
      Cpv cpv,
      String repository,
      Eapi eapi,
      List<String> iuse,
      List<String> keywords,
      String license)
      implements PackageInfo {
    @Override
    public Slot slot() {
      return Slot.ZERO;
    }

    @Override
    public String properties() {
      return "";
    }

    @Override
    public String restrict() {
      return "";
    }

    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }
  }

  static PackageInfo pkg(String cpv, String keywords, String... iuse) {
    return new Pkg(
        Cpv.parse(cpv), "main", Eapi.EAPI_8, List.of(iuse), ProfileWords.of(keywords), "GPL-2");
  }

  private EffectiveConfig config(String repository, String profile) throws IOException {
    return EffectiveConfigReader.read(
        List.of(
            ProfileRepository.read("main", new MapFiles(main), List.of()),
            ProfileRepository.read("over", new MapFiles(overlay), List.of("main"))),
        repository,
        profile,
        PortageConfig.read(user, new ArrayList<>()));
  }

  private void base() {
    main.put("profiles/base/eapi", "8\n");
    main.put(
        "profiles/base/make.defaults",
        """
        # the base
        ARCH="amd64"
        ACCEPT_KEYWORDS="amd64"
        USE_EXPAND="PYTHON_TARGETS ELIBC"
        USE_EXPAND_IMPLICIT="ELIBC"
        USE_EXPAND_VALUES_ELIBC="glibc musl"
        ELIBC=glibc
        USE="ssl \\
          ipv6"
        PYTHON_TARGETS="python3_13"
        """);
    overlay.put("metadata/layout.conf", "masters = main\nprofile-formats = portage-2\n");
    overlay.put("profiles/server/parent", "main:base\n");
    overlay.put("profiles/server/eapi", "8\n");
  }

  @Test
  void profilesOfOtherRepositoriesAreInherited() throws IOException {
    base();
    overlay.put("profiles/server/make.defaults", "USE=\"${USE} -ipv6\"\n");
    EffectiveConfig config = config("over", "server");
    assertEquals(List.of("main:profiles/base", "over:profiles/server"), config.profiles());
    assertEquals(List.of(), config.problems());
    assertEquals("amd64", config.architecture());
    PackageUse use =
        config.use(pkg("a/b-1", "amd64", "ssl", "ipv6", "+doc", "python_targets_python3_13"));
    assertEquals(
        List.of("doc", "python_targets_python3_13", "ssl"),
        use.enabled().stream().sorted().toList());
    assertTrue(use.isEnabled("elibc_glibc"));
    assertTrue(use.hasFlag("elibc_musl"));
    assertFalse(use.hasFlag("nothing"));
  }

  /// As Portage's getconfig reads a directory: file by file, later assignments replace earlier ones
  /// and may name them.
  @Test
  void makeDefaultsMayBeADirectory() throws IOException {
    base();
    overlay.put("profiles/server/make.defaults/00-base", "USE=\"-ipv6 doc\"\nCHOST=a\n");
    overlay.put("profiles/server/make.defaults/10-more/x", "USE=\"${USE} -doc\"\n");
    overlay.put("profiles/server/make.defaults/20-chost", "CHOST=${CHOST}-b\n");
    overlay.put("profiles/server/make.defaults/20-chost~", "CHOST=c\n");
    EffectiveConfig config = config("over", "server");
    assertEquals("a-b", config.variables().get("CHOST"));
    FlagExplanation doc = config.use(pkg("a/b-1", "amd64", "+doc")).explain("doc");
    assertFalse(doc.enabled());
    assertEquals(
        "over:profiles/server/make.defaults/10-more/x:1",
        doc.steps().getLast().origin().toString());
    overlay.put("metadata/layout.conf", "masters = main\nprofile-formats = pms\n");
    overlay.put("profiles/server/eapi", "6\n");
    assertNull(config("over", "server").variables().get("CHOST"));
  }

  @Test
  void everyFlagKnowsWhereItComesFrom() throws IOException {
    base();
    overlay.put("profiles/server/package.use.mask", "# broken\na/b doc\n");
    user.put("package.use", "a/b -ssl\n");
    PackageUse use = config("over", "server").use(pkg("a/b-1", "amd64", "ssl", "+doc"));
    FlagExplanation ssl = use.explain("ssl");
    assertFalse(ssl.enabled());
    assertEquals(
        List.of(Layer.PROFILE, Layer.USER_PACKAGE),
        ssl.steps().stream().map(FlagExplanation.Step::layer).toList());
    assertEquals("main:profiles/base/make.defaults:8", ssl.steps().getFirst().origin().toString());
    assertEquals("package.use:1", ssl.steps().getLast().origin().toString());
    assertEquals(
        "over:profiles/server/package.use.mask:2",
        use.explain("doc").steps().getLast().origin().toString());
    assertTrue(use.isMasked("doc"));
  }

  @Test
  void stableFilesConcernStablePackages() throws IOException {
    base();
    main.put("profiles/base/use.stable.mask", "doc\n");
    main.put("profiles/base/package.use.stable.force", "a/b ssh\n");
    user.put("package.accept_keywords", "=a/b-2\n");
    EffectiveConfig config = config("main", "base");
    PackageUse stable = config.use(pkg("a/b-1", "amd64", "+doc", "ssh"));
    assertTrue(stable.isStable());
    assertEquals(List.of("ssh"), List.copyOf(stable.enabled()));
    PackageUse testing = config.use(pkg("a/b-2", "~amd64", "+doc", "ssh"));
    assertFalse(testing.isStable());
    assertEquals(List.of("doc"), List.copyOf(testing.enabled()));
  }

  @Test
  void useStableIsOfEapi9() throws IOException {
    base();
    main.put("profiles/eapi", "9\n");
    main.put("profiles/nine/parent", "../base\n");
    main.put("profiles/nine/use.stable", "fast\n");
    main.put("profiles/nine/package.use.stable", "a/b -fast slow\n");
    EffectiveConfig config = config("main", "nine");
    assertEquals(List.of(), config.problems());
    assertTrue(config.use(pkg("a/c-1", "amd64", "fast")).isEnabled("fast"));
    assertEquals(
        List.of("slow"), List.copyOf(config.use(pkg("a/b-1", "amd64", "fast", "slow")).enabled()));
    main.put("profiles/nine/eapi", "8\n");
    EffectiveConfig older = config("main", "nine");
    assertFalse(older.use(pkg("a/c-1", "amd64", "fast")).isEnabled("fast"));
    assertEquals(Kind.EAPI, older.problems().getFirst().kind());
  }

  @Test
  void masksKeepTheirComment() throws IOException {
    base();
    main.put("profiles/package.mask", "# Old.\n\n# Jane <j@example.org>\n# unsafe\n<a/b-2\n");
    MaskReason reason = config("main", "base").masks(pkg("a/b-1", "amd64")).getFirst();
    var masked = assertInstanceOf(MaskReason.Masked.class, reason);
    assertEquals("Jane <j@example.org>\nunsafe", masked.comment());
    assertEquals("main:profiles/package.mask:5", masked.origin().toString());
    user.put("package.unmask", "=a/b-1\n");
    assertEquals(List.of(), config("main", "base").masks(pkg("a/b-1", "amd64")));
  }

  @Test
  void keywordsAreAccepted() throws IOException {
    base();
    EffectiveConfig config = config("main", "base");
    assertEquals(List.of(), config.masks(pkg("a/b-1", "amd64 ~arm64")));
    assertEquals(
        List.of(new MaskReason.Keyword(List.of("~amd64"), "~amd64")),
        config.masks(pkg("a/b-1", "~amd64")));
    assertEquals(
        List.of(new MaskReason.Keyword(List.of("arm64"), "**")),
        config.masks(pkg("a/b-1", "arm64")));
    user.put("package.accept_keywords", "=a/b-1 **\na/c *\na/d ~*\na/e -amd64\n");
    config = config("main", "base");
    assertEquals(List.of(), config.masks(pkg("a/b-1", "")));
    assertEquals(List.of(), config.masks(pkg("a/c-1", "arm64")));
    assertEquals(List.of(), config.masks(pkg("a/d-1", "~arm64")));
    assertFalse(config.masks(pkg("a/e-1", "amd64")).isEmpty());
  }

  /// Portage reads package.license of a profile only where its repository has the format.
  @Test
  void profilesAcceptLicensesWithTheFormat() throws IOException {
    base();
    main.put("profiles/license_groups", "VENDOR acme-EULA\n");
    main.put("profiles/base/package.license", "a/b @VENDOR\na/c acme-EULA\n*/* other\n");
    user.put("make.conf", "ACCEPT_LICENSE=\"MIT\"\n");
    assertFalse(licensed("a/b-1", "acme-EULA"));
    main.put("metadata/layout.conf", "masters =\nprofile-formats = portage-2 profile-license\n");
    assertTrue(licensed("a/b-1", "acme-EULA"));
    assertTrue(licensed("a/c-1", "acme-EULA"));
    assertTrue(licensed("a/d-1", "other"));
    assertFalse(licensed("a/d-1", "acme-EULA"));
    // The user's line for the same atom replaces the profile's.
    user.put("package.license", "a/c -*\n");
    assertFalse(licensed("a/c-1", "acme-EULA"));
    assertTrue(licensed("a/b-1", "acme-EULA"));
    assertTrue(licensed("a/d-1", "other"));
    user.put("package.license", "*/* acme-EULA\n");
    assertTrue(licensed("a/d-1", "acme-EULA"));
    assertFalse(licensed("a/d-1", "other"));
  }

  /// What `*/*` accepts is a part of ACCEPT_LICENSE: without a value of it nothing else is
  /// accepted.
  @Test
  void licensesForAllPackagesArePartOfTheVariable() throws IOException {
    base();
    assertTrue(licensed("a/b-1", "any"));
    user.put("package.license", "*/* MIT\n");
    assertTrue(licensed("a/b-1", "MIT"));
    assertFalse(licensed("a/b-1", "any"));
    assertEquals("MIT", config("main", "base").variables().get("ACCEPT_LICENSE"));
  }

  @Test
  void theArchitecturesFlagIsOnUnlessMasked() throws IOException {
    base();
    user.put("make.conf", "USE=\"-* -amd64\"\n");
    PackageUse use = config("main", "base").use(pkg("a/b-1", "amd64", "amd64", "ssl"));
    assertEquals(List.of("amd64"), List.copyOf(use.enabled()));
    assertEquals(Layer.ARCHITECTURE, use.explain("amd64").steps().getLast().layer());
    main.put("profiles/base/use.mask", "amd64\n");
    use = config("main", "base").use(pkg("a/b-1", "amd64", "amd64"));
    assertEquals(List.of(), List.copyOf(use.enabled()));
  }

  /// Only users may write `-*`, and a line of use.mask is one flag.
  @Test
  void wordsThatAreNoFlagsAreLeftOut() throws IOException {
    base();
    main.put("profiles/base/package.use", "a/b doc -*\n");
    main.put("profiles/base/use.mask", "zstd lzma\n-*\n");
    EffectiveConfig config = config("main", "base");
    PackageUse use = config.use(pkg("a/b-1", "amd64", "doc", "ssl", "zstd"));
    assertEquals(List.of("doc", "ssl"), use.enabled().stream().sorted().toList());
    assertEquals(List.of(), List.copyOf(use.masked()));
    assertEquals(
        List.of(
            "`-*` is not a USE flag.", "`-*` is not a USE flag.", "`zstd lzma` is not a USE flag."),
        config.problems().stream().map(ProfileProblem::message).sorted().toList());
    user.put("package.use", "a/b -* zstd\n");
    use = config("main", "base").use(pkg("a/b-1", "amd64", "doc", "ssl", "zstd"));
    assertEquals(List.of("zstd"), List.copyOf(use.enabled()));
  }

  /// package.unmask of a profile is Portage's own: repositories that declare a format of PMS have
  /// none before profiles may be directories.
  @Test
  void profilesUnmaskWhereTheFormatAllowsIt() throws IOException {
    base();
    main.put("profiles/base/eapi", "6\n");
    main.put("profiles/base/package.mask", "a/b\n");
    main.put("profiles/base/package.unmask", "a/b\n");
    assertEquals(List.of(), config("main", "base").masks(pkg("a/b-1", "amd64")));
    main.put("metadata/layout.conf", "masters =\nprofile-formats = pms\n");
    assertEquals(1, config("main", "base").masks(pkg("a/b-1", "amd64")).size());
    main.put("profiles/base/eapi", "7\n");
    assertEquals(List.of(), config("main", "base").masks(pkg("a/b-1", "amd64")));
  }

  @Test
  void entriesWithoutKeywordsAcceptWhatTheProfileAcceptsAsTesting() throws IOException {
    base();
    user.put("make.conf", "ACCEPT_KEYWORDS=\"x86\"\n");
    user.put("package.accept_keywords", "a/b\n");
    EffectiveConfig config = config("main", "base");
    assertEquals(List.of(), config.masks(pkg("a/b-1", "~amd64")));
    assertEquals(1, config.masks(pkg("a/b-1", "~x86")).size());
    assertEquals(List.of(), config.masks(pkg("a/b-1", "-* x86")));
  }

  /// Before EAPI 5 the flags that use.mask and use.force name are implicit, those that
  /// package.use.force names are not.
  @Test
  void forcedFlagsAreImplicitBeforeEapi5() throws IOException {
    base();
    main.put("profiles/base/use.force", "threads\n");
    main.put("profiles/base/package.use.force", "a/b static\n");
    Pkg old =
        new Pkg(Cpv.parse("a/b-1"), "main", Eapi.EAPI_4, List.of(), List.of("amd64"), "GPL-2");
    PackageUse use = config("main", "base").use(old);
    assertTrue(use.isEnabled("threads"));
    assertFalse(use.hasFlag("static"));
    assertEquals(List.of("amd64", "threads"), List.copyOf(use.effective()));
  }

  private boolean licensed(String cpv, String license) throws IOException {
    Pkg pkg = new Pkg(Cpv.parse(cpv), "main", Eapi.EAPI_8, List.of(), List.of("amd64"), license);
    return config("main", "base").masks(pkg).isEmpty();
  }

  @Test
  void badProfilesAreReported() throws IOException {
    base();
    main.put("profiles/loop/parent", "../base\n../loop2\n");
    main.put("profiles/loop2/parent", "../loop\n../nowhere\n../../../etc\n");
    main.put("profiles/loop2/deprecated", "base\n\nMove on.\n");
    main.put("profiles/loop2/make.defaults", "USE=\"unclosed\n");
    List<Kind> kinds =
        config("main", "loop").problems().stream().map(ProfileProblem::kind).sorted().toList();
    assertEquals(List.of(Kind.SYNTAX, Kind.MISSING, Kind.MISSING, Kind.CYCLE), kinds);
    assertTrue(
        config("main", "loop2").problems().stream().anyMatch(p -> p.kind() == Kind.DEPRECATED));
    assertEquals(Kind.MISSING, config("main", "nothing").problems().getFirst().kind());
  }

  @Test
  void assignmentsAreReadAsBashReadsThem() {
    var problems = new ArrayList<ProfileProblem>();
    var environment = new HashMap<String, String>(Map.of("A", "a"));
    var values =
        Assignments.read(
            "make.conf",
            """
            export B="x $A ${A}y" # comment
            C='$A'"\\"q\\""
            D=${MISSING}z;E=1
            junk line
            F="two
            lines" G=\\
            joined
            """,
            environment,
            problems);
    assertEquals("x a ay", Objects.requireNonNull(values.get("B")).text());
    assertEquals("$A\"q\"", Objects.requireNonNull(values.get("C")).text());
    assertEquals("z", Objects.requireNonNull(values.get("D")).text());
    assertEquals("1", Objects.requireNonNull(values.get("E")).text());
    assertEquals("two\nlines", Objects.requireNonNull(values.get("F")).text());
    assertEquals("joined", Objects.requireNonNull(values.get("G")).text());
    assertEquals(6, Objects.requireNonNull(values.get("G")).origin().line());
    assertEquals(4, problems.getFirst().origin().line());
    assertEquals(1, problems.size());
  }

  /// An entry without keywords: in a profile for all of ACCEPT_KEYWORDS, in the user's own for what
  /// the profile accepts, as in Portage.
  @Test
  void entriesWithoutKeywordsAcceptTestingOnes() throws IOException {
    base();
    main.put("profiles/base/package.accept_keywords", "a/b\n");
    user.put("package.accept_keywords", "a/c\n");
    user.put("make.conf", "ACCEPT_KEYWORDS=\"arm64\"\n");
    EffectiveConfig config = config("main", "base");
    assertEquals(List.of(), config.masks(pkg("a/b-1", "~arm64")));
    assertEquals(List.of(), config.masks(pkg("a/b-1", "~amd64")));
    assertEquals(1, config.masks(pkg("a/c-1", "~arm64")).size());
    assertEquals(List.of(), config.masks(pkg("a/c-1", "~amd64")));
  }

  @Test
  void theDefaultEapiCountsForTheTopLevelToo() throws IOException {
    base();
    main.put("profiles/package.mask", "a/b\n");
    main.put("profiles/package.unmask", "a/b\n");
    main.put("metadata/layout.conf", "masters =\nprofile-formats = profile-default-eapi\n");
    assertEquals(1, config("main", "base").masks(pkg("a/b-1", "amd64")).size());
    main.merge("metadata/layout.conf", "profile_eapi_when_unspecified = 8\n", String::concat);
    assertEquals(List.of(), config("main", "base").masks(pkg("a/b-1", "amd64")));
  }

  @Test
  void masksThatCannotBeReadAreTold() throws IOException {
    base();
    main.put("profiles/package.mask", "# all of it\na/*\n");
    main.put("profiles/base/package.use", "a/* ssl\n");
    EffectiveConfig config = config("main", "base");
    assertEquals(List.of(), config.masks(pkg("a/b-1", "amd64")));
    assertEquals(
        List.of("main:profiles/package.mask:2"),
        config.problems().stream()
            .filter(ProfileProblem::isOfMasks)
            .map(problem -> problem.origin().toString())
            .toList());
  }
}
