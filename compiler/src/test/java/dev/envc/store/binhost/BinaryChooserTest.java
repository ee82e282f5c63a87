package dev.envc.store.binhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import dev.envc.store.fetch.BinhostLocation;
import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.InstalledPackage;
import dev.envc.store.testing.PackageFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinaryChooserTest {
  @TempDir Path scratch;

  private static PackageFixture curl(int build) {
    return PackageFixture.of("net-misc/curl", "8.1")
        .iuse("+ssl debug")
        .use("ssl")
        .metadata("RDEPEND", "dev-libs/openssl:0/1.1= || ( a/b:0/1= a/c:0/2= )")
        .metadata("BUILD_ID", String.valueOf(build));
  }

  private BinhostFixture binhost(String name) {
    return new BinhostFixture(scratch.resolve(name));
  }

  private static BinhostIndex index(String name, BinhostFixture fixture) throws Exception {
    return IndexParser.parse(
        BinhostLocation.of(name, name, fixture.directory()),
        fixture.index().getBytes(StandardCharsets.UTF_8));
  }

  /// The package itself, and each of these in version 1.1; a/c has flags.
  private static Present environment(String... atoms) {
    var installed = new ArrayList<>(List.of(InstalledPackage.of("net-misc/curl-8.1:0")));
    for (String atom : atoms) {
      String[] use = atom.startsWith("a/c:") ? new String[] {"flag", "-off"} : new String[0];
      installed.add(InstalledPackage.of(atom.replace(":", "-1.1:"), use));
    }
    return Present.of(installed, List.of(Cpv.parse("dev-libs/provided-3")));
  }

  private static Wanted wanted(String on, String off) {
    return wanted(on, off, "dev-libs/openssl:0/1.1", "a/c:0/2");
  }

  private static Wanted wanted(String on, String off, String... environment) {
    return new Wanted(
        Cpv.parse("net-misc/curl-8.1"),
        Slot.parse("0"),
        "test",
        IndexParser.flags(on),
        IndexParser.flags(off),
        "amd64",
        Optional.of("x86_64-pc-linux-gnu"),
        environment(environment));
  }

  private static BinaryChooser chooser(BinhostIndex... binhosts) {
    return new BinaryChooser(List.of(binhosts), PresentNames.AS_BUILT);
  }

  private static String reason(BinhostFixture fixture, Wanted wanted) throws Exception {
    Choice choice = chooser(index("main", fixture)).choose(wanted);
    assertTrue(choice instanceof Choice.None, choice.toString());
    return choice.rejected().getFirst().reason();
  }

  private String found(List<PackageFixture> first, List<PackageFixture> second) throws Exception {
    BinhostFixture a = binhost("a" + first.size() + second.size());
    BinhostFixture b = binhost("b" + first.size() + second.size());
    for (PackageFixture p : first) {
      a.add(p);
    }
    for (PackageFixture p : second) {
      b.add(p);
    }
    Choice choice = chooser(index("first", a), index("second", b)).choose(wanted("ssl", "debug"));
    return ((Choice.Found) choice).candidate().label();
  }

  private static PackageFixture made(int build, long time) {
    return curl(build).metadata("BUILD_TIME", String.valueOf(time));
  }

  /// As real Portage chooses from two hosts of binrepos.conf, whatever their priorities.
  @Test
  void theBuildMadeLastOfAllBinhostsWins() throws Exception {
    assertEquals(
        "second: net-misc/curl-8.1-2", found(List.of(made(1, 100)), List.of(made(2, 200))));
    assertEquals(
        "first: net-misc/curl-8.1-1",
        found(List.of(made(1, 300)), List.of(made(3, 200), made(2, 100))));
    assertEquals(
        "second: net-misc/curl-8.1-2",
        found(
            List.of(made(7, 100), made(1, 50)), List.of(made(2, 200).use("debug"), made(2, 150))));
  }

  @Test
  void theFirstBinhostAndItsHighestIdWinWhereTimesAreEqual() throws Exception {
    assertEquals(
        "first: net-misc/curl-8.1-3", found(List.of(curl(1), curl(3), curl(2)), List.of(curl(9))));
  }

  @Test
  void theBuildMadeLastWinsWhateverItsId() throws Exception {
    BinhostIndex index =
        index(
            "main",
            binhost("a")
                .add(curl(2).metadata("BUILD_TIME", "1700000000"))
                .add(curl(1).metadata("BUILD_TIME", "1700000001")));
    Choice choice = chooser(index).choose(wanted("ssl", "debug"));
    assertEquals(1, ((Choice.Found) choice).candidate().buildId());
  }

  @Test
  void aBuildThatFitsIsFoundBehindThoseThatDoNot() throws Exception {
    BinhostIndex first = index("first", binhost("a").add(curl(2).use("")).add(curl(1)));
    Choice choice = chooser(first).choose(wanted("ssl", "debug"));
    assertTrue(choice instanceof Choice.Found);
    assertEquals(1, ((Choice.Found) choice).candidate().buildId());
    assertEquals("built with USE=\"-ssl\"", choice.rejected().getFirst().reason());
  }

  @Test
  void eachReasonIsSaidInPlainWords() throws Exception {
    assertEquals(
        "built with USE=\"debug -ssl\"",
        reason(binhost("a").add(curl(1).use("debug")), wanted("ssl", "debug")));
    assertEquals(
        "slot 0/3, wanted 0/0", reason(binhost("a").add(curl(1).slot("0/3")), wanted("ssl", "")));
    assertEquals(
        "built for arm64, wanted amd64",
        reason(binhost("a").add(curl(1).metadata("USE", "ssl arm64")), wanted("ssl", "")));
    assertEquals(
        "built for CHOST i686-pc-linux-gnu, wanted x86_64-pc-linux-gnu",
        reason(
            binhost("a").add(curl(1).metadata("CHOST", "i686-pc-linux-gnu")), wanted("ssl", "")));
    assertEquals(
        "built from the tree overlay, wanted test",
        reason(binhost("a").add(curl(1).metadata("repository", "overlay")), wanted("ssl", "")));
    assertEquals(
        "built with EAPI 99, which envc does not know",
        reason(binhost("a").add(curl(1).metadata("EAPI", "99")), wanted("ssl", "")));
    assertEquals(
        "its path ../x.gpkg.tar lies outside the binhost",
        reason(binhost("a").add(curl(1)).say("PATH", "../x.gpkg.tar"), wanted("ssl", "")));
    assertEquals(
        "its path https://elsewhere.example.org/x lies outside the binhost",
        reason(
            binhost("a").add(curl(1)).say("PATH", "https://elsewhere.example.org/x"),
            wanted("ssl", "")));
    assertEquals(
        "built against dev-libs/openssl:0/3, the environment has 0/1.1",
        reason(
            binhost("a").add(curl(1).metadata("RDEPEND", "dev-libs/openssl:0/3=")),
            wanted("ssl", "")));
    assertEquals(
        "built against dev-libs/libressl:0/1, which the environment does not have",
        reason(
            binhost("a").add(curl(1).metadata("RDEPEND", "dev-libs/libressl:0/1=")),
            wanted("ssl", "")));
  }

  /// The ebuild may need less than the package that was built of an earlier state of it.
  @Test
  void whatItNeedsAtRunTimeIsThere() throws Exception {
    for (String need :
        List.of(
            "dev-libs/openssl >=a/c-1:0 <a/c-2",
            "a/c[flag,-off] a/c:0[none(+),-other(-)] a/c[debug(-)?] a/c[!ssl(-)?]",
            "dev-libs/provided[any]",
            "|| ( a/b a/c )",
            "|| ( ( a/b a/c ) ( a/c dev-libs/openssl ) )",
            "dev-libs/provided:7",
            "debug? ( a/none !a/c ) !a/none !!>a/c-2 !a/c:1 !a/c[-flag]",
            "!net-misc/curl !!<net-misc/curl-8",
            "|| ( debug? ( a/none ) a/c )",
            "|| ( debug? ( a/none ) )",
            "a/c:*")) {
      BinhostIndex index = index("main", binhost("a").add(curl(1).metadata("RDEPEND", need)));
      assertTrue(chooser(index).choose(wanted("ssl", "debug")) instanceof Choice.Found, need);
    }
    for (String need :
        List.of(
            "a/none",
            "a/c:1",
            ">=a/c-2",
            "|| ( a/none >a/c-1.1 )",
            "a/c[-flag]",
            "a/c[off]",
            "a/c[other]",
            "a/c[other(-)]",
            "a/c[ssl(-)?]",
            "|| ( a/none a/c[off] )")) {
      for (String key : List.of("RDEPEND", "PDEPEND")) {
        assertEquals(
            "it needs " + need + " at run time, which the environment does not have",
            reason(
                binhost("a").add(curl(1).metadata("RDEPEND", "").metadata(key, need)),
                wanted("ssl", "debug")));
      }
    }
    assertEquals(
        "it needs a/none at run time, which the environment does not have",
        reason(
            binhost("a").add(curl(1).metadata("RDEPEND", "a/c ssl? ( a/none )")),
            wanted("ssl", "debug")));
    assertEquals(
        "it needs || ( debug? ( a/c ) a/none ) at run time, which the environment does not have",
        reason(
            binhost("a").add(curl(1).metadata("RDEPEND", "|| ( debug? ( a/c ) a/none )")),
            wanted("ssl", "debug")));
  }

  @Test
  void whatItBlocksIsNotThere() throws Exception {
    for (String need : List.of("!a/c", "!!<a/c-2", "!a/c:0[flag]", "!!net-misc/curl")) {
      assertEquals(
          "it must not be beside "
              + (need.contains("curl") ? "net-misc/curl-8.1" : "a/c-1.1")
              + ": its dependencies say `"
              + need
              + "`",
          reason(
              binhost("a").add(curl(1).metadata("RDEPEND", "ssl? ( " + need + " )")),
              wanted("ssl", "debug")));
    }
  }

  @Test
  void whatItWasBuiltAgainstMayHaveAnotherNameNow() throws Exception {
    BinhostIndex binhost = index("main", binhost("a").add(curl(1)));
    Wanted wanted = wanted("ssl", "debug", "dev-libs/tls:0/1.1", "a/c:0/2");
    assertTrue(chooser(binhost).choose(wanted) instanceof Choice.None);
    PresentNames moved = (c, key) -> c.field(key).replace("dev-libs/openssl", "dev-libs/tls");
    Choice choice = new BinaryChooser(List.of(binhost), moved).choose(wanted);
    assertTrue(choice instanceof Choice.Found);
  }

  @Test
  void aFlagThatIsNewInTheEbuildCountsAsOff() throws Exception {
    BinhostIndex binhost = index("main", binhost("a").add(curl(1)));
    var chooser = chooser(binhost);
    assertTrue(chooser.choose(wanted("ssl", "debug newflag")) instanceof Choice.Found);
    assertTrue(chooser.choose(wanted("ssl newflag", "debug")) instanceof Choice.None);
  }

  @Test
  void withoutTheVersionTheNearestAreNamed() throws Exception {
    BinhostFixture fixture = binhost("a");
    for (String version : List.of("7.9", "8.0", "8.2", "8.10", "9", "10")) {
      fixture.add(PackageFixture.of("net-misc/curl", version));
    }
    Choice choice = chooser(index("main", fixture)).choose(wanted("ssl", "debug"));
    assertTrue(choice instanceof Choice.None);
    assertEquals(
        List.of(
            "There is net-misc/curl-9 on main.",
            "There is net-misc/curl-8.10 on main.",
            "There is net-misc/curl-8.2 on main.",
            "There is net-misc/curl-8.0 on main.",
            "There is net-misc/curl-7.9 on main."),
        ((Choice.None) choice)
            .diagnostic().notes().stream().map(Diagnostic.Note::message).toList());
  }

  @Test
  void oddIndexes() throws Exception {
    String text =
        """
        VERSION: 0
        CHOST: aarch64-unknown-linux-gnu
        repository: gentoo
        TIMESTAMP: 1

        CPV: a/b-1
        SIZE: 12
        FUTURE: whatever: it is

        CPV: not a package
        SIZE: 1

        CPV: a/c-1
        SIZE: many

        CPV: a/d-1
        SIZE: 3
        SHA256: xyz
        """;
    BinhostIndex index =
        IndexParser.parse(
            BinhostLocation.of("main", "m", scratch),
            text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    assertEquals(1, index.size());
    BinaryCandidate only = index.builds(Cpv.parse("a/b-1")).getFirst();
    assertEquals("aarch64-unknown-linux-gnu", only.chost());
    assertEquals("gentoo", only.repository());
    assertEquals("a/b-1.tbz2", only.path());
    assertEquals("whatever: it is", only.field("FUTURE"));
    assertEquals(
        List.of(
            "not a package: no package version in CPV.",
            "a/c-1: no size in SIZE.",
            "a/d-1: a digest that is none."),
        index.warnings().getFirst().notes().stream().map(Diagnostic.Note::message).toList());
  }
}
