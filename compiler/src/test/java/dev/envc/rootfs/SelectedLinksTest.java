package dev.envc.rootfs;

import static dev.envc.rootfs.ScriptCounterpartsTest.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.rootfs.FileTree.Node;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Links that pkg_postinst asks eselect for: they are there, as the module would have set them.
final class SelectedLinksTest {
  private static List<String> skipped(RootFs root) {
    return root.report().findings().stream()
        .filter(f -> f.kind().equals("script-skipped"))
        .map(RootFs.Finding::message)
        .toList();
  }

  private static String link(RootFs root, String path) {
    return root.tree().find(path).map(FileTree.Entry::node).orElse(new Node.Fifo())
            instanceof Node.Symlink(var target)
        ? target
        : "no link";
  }

  private static FakePackage programs(String cpv, String postinst, String directory, String... p)
      throws IOException {
    FakePackage made = script(cpv, "pkg_postinst", postinst).dir("usr", "usr/bin", "sbin");
    List.of(p).forEach(n -> made.file(directory + "/" + n, "x", 0755));
    return made;
  }

  private static FakePackage iptables(String... programs) throws IOException {
    return programs(
        "net-firewall/iptables-1.8",
        "local default=xtables-legacy-multi; if ! eselect iptables show &> /dev/null; then"
            + " eselect iptables set \"${default}\"; fi; for tables in arptables ebtables;"
            + " do eselect ${tables} set xtables-nft-multi; done",
        "sbin",
        programs);
  }

  private static FakePackage ebtables() throws IOException {
    return programs(
        "net-firewall/ebtables-2",
        "if ! eselect ebtables show &> /dev/null; then eselect ebtables set ebtables-legacy; fi",
        "sbin",
        "ebtables-legacy",
        "ebtables-legacy-save");
  }

  @Test
  void tables() throws Exception {
    RootFs root = Fixture.assemble(iptables("xtables-legacy-multi", "xtables-nft-multi"));
    assertEquals("xtables-legacy-multi", link(root, "sbin/iptables"));
    assertEquals("xtables-legacy-multi", link(root, "sbin/ip6tables-restore"));
    assertEquals("/sbin/xtables-legacy-multi", link(root, "usr/bin/iptables-xml"));
    assertEquals("xtables-nft-multi", link(root, "sbin/arptables-save"));
    assertEquals(List.of(), skipped(root));
  }

  /// `if ! eselect ebtables show`: the package that is merged first sets it.
  @Test
  void theTableOfTwoPackagesIsThatOfTheFirst() throws Exception {
    FakePackage both = iptables("xtables-legacy-multi", "xtables-nft-multi");
    RootFs nft = Fixture.assemble(both, ebtables());
    assertEquals("xtables-nft-multi", link(nft, "sbin/ebtables"));
    RootFs legacy = Fixture.assemble(ebtables(), both);
    assertEquals("ebtables-legacy", link(legacy, "sbin/ebtables"));
    assertEquals("ebtables-legacy-save", link(legacy, "sbin/ebtables-save"));
    assertEquals("no link", link(legacy, "sbin/ebtables-restore"), "the package has none");
    assertEquals("xtables-nft-multi", link(legacy, "sbin/arptables"));
  }

  @Test
  void pinentryIsTheBestThereIs() throws Exception {
    String update = "eselect pinentry update ifunset";
    RootFs root =
        Fixture.assemble(
            programs("app-crypt/pinentry-1", update, "usr/bin", "pinentry-tty", "pinentry-curses"));
    assertEquals("pinentry-curses", link(root, "usr/bin/pinentry"));
    RootFs set =
        Fixture.assemble(
            programs("app-crypt/pinentry-1", update, "usr/bin", "pinentry-tty", "pinentry-curses")
                .link("usr/bin/pinentry", "pinentry-tty"));
    assertEquals("pinentry-tty", link(set, "usr/bin/pinentry"), "it is set");
    RootFs dangling =
        Fixture.assemble(
            programs("app-crypt/pinentry-1", update, "usr/bin", "pinentry-fuzzel")
                .link("usr/bin/pinentry", "pinentry-gtk-2"));
    assertEquals("pinentry-fuzzel", link(dangling, "usr/bin/pinentry"), "it led nowhere");
  }

  @Test
  void viIsTheOneEditor() throws Exception {
    String update = "eselect vi update --if-unset";
    RootFs root = Fixture.assemble(programs("app-editors/vim-9", update, "usr/bin", "vim"));
    for (String name : List.of("vi", "ex", "view")) {
      assertEquals("vim", link(root, "usr/bin/" + name), name);
    }
    RootFs two =
        Fixture.assemble(
            programs("app-editors/vim-9", update, "usr/bin", "vim"),
            programs("app-editors/nvi-1", update, "usr/bin", "nvi"));
    assertEquals("no link", link(two, "usr/bin/vi"));
    assertTrue(skipped(two).toString().contains("any of nvi, vim"), skipped(two).toString());
  }

  private static FakePackage java(String version) throws IOException {
    String handle = "openjdk-bin-" + version;
    return script(
            "dev-java/openjdk-bin-" + version,
            "pkg_postinst",
            "eselect java-vm set system \"${VMHANDLE}\"")
        .metadata("SLOT", version + "\n")
        .dir("usr", "usr/lib", "usr/lib/jvm", "usr/share", "usr/share/java-config-2")
        .dir("usr/share/java-config-2/vm", "opt", "opt/" + handle)
        .file("usr/share/java-config-2/vm/" + handle, "VMHANDLE=" + handle + "\n")
        .link("usr/lib/jvm/" + handle, "/opt/" + handle);
  }

  @Test
  void theFirstJavaIsThatOfTheSystem() throws Exception {
    String link = "etc/java-config-2/current-system-vm";
    RootFs root = Fixture.assemble(java("21"));
    assertEquals("/usr/lib/jvm/openjdk-bin-21", link(root, link));
    assertEquals(List.of(), skipped(root));
    FakePackage set = java("21").dir("etc", "etc/java-config-2").link(link, "/opt");
    assertEquals("/opt", link(Fixture.assemble(set.dir("opt")), link));
  }

  @Test
  void theCompilerOfRust() throws Exception {
    FakePackage rust =
        programs("dev-lang/rust-bin-1", "eselect rust update", "usr/bin", "rustc-bin-1.93.0")
            .file("usr/bin/cargo-bin-1.93.0", "x", 0755)
            .dir("etc", "etc/env.d", "etc/env.d/rust", "usr/lib", "usr/lib/rustlib-bin-1.93.0")
            .file(
                "etc/env.d/rust/provider-rust-bin-1.93.0",
                "/usr/bin/cargo\n/usr/bin/rustdoc\n/usr/lib/rustlib\n");
    RootFs root = Fixture.assemble(rust);
    assertEquals("rustc-bin-1.93.0", link(root, "usr/bin/rustc"));
    assertEquals("cargo-bin-1.93.0", link(root, "usr/bin/cargo"));
    assertEquals("rustlib-bin-1.93.0", link(root, "usr/lib/rustlib"));
    assertEquals("no link", link(root, "usr/bin/rustdoc"), "the package has none");
    rust.file("etc/env.d/rust/provider-rust-1.90.0", "");
    RootFs two = Fixture.assemble(rust);
    assertEquals("no link", link(two, "usr/bin/rustc"));
    assertTrue(
        skipped(two).toString().contains("any of rust-1.90.0, rust-bin-1.93.0"),
        skipped(two).toString());
  }

  @Test
  void otherModulesAreFindings() throws Exception {
    FakePackage other = script("a/p-1", "pkg_postinst", "eselect php set cli php8.4");
    assertEquals(
        List.of("a/p-1 pkg_postinst was not run; it would call `eselect php set cli php8.4`."),
        skipped(Fixture.assemble(other)));
  }
}
