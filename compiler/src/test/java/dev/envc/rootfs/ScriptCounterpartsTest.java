package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.model.Environment;
import dev.envc.model.Scripts;
import dev.envc.pms.AtomPattern;
import dev.envc.rootfs.FileTree.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

/// What is done, and what is said, of scripts that are not run.
final class ScriptCounterpartsTest {
  /// A self-signed certificate of /C=AT/O=Acme Line 3/CN=Ä Root; its hash is from `openssl x509
  /// -subject_hash` (OpenSSL 3.0).
  static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBxDCCAWmgAwIBAgIUcSVVMEyekPe6uWtvkiT0QV0A8bwwCgYIKoZIzj0EAwIw
      NjELMAkGA1UEBhMCQVQxFTATBgNVBAoMDEFjbWUgIExpbmUgMzEQMA4GA1UEAwwH
      w4QgUm9vdDAgFw0yNjExMjYxNTU1MDlaGA8yMTI2MTEwMjE1NTUwOVowNjELMAkG
      A1UEBhMCQVQxFTATBgNVBAoMDEFjbWUgIExpbmUgMzEQMA4GA1UEAwwHw4QgUm9v
      dDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHLvDhr1e2TgDHFPhCv+iqaLK5KG
      d261LSlLBgRO4qhwXP4zI6tlbl8MpkYeeR1qjwooknygMym9xRTwgjKrQlSjUzBR
      MB0GA1UdDgQWBBSf/DdbmcpcZ9q2dOXYWtn1Ngu6NDAfBgNVHSMEGDAWgBSf/Ddb
      mcpcZ9q2dOXYWtn1Ngu6NDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kA
      MEYCIQCIV+E6eyE96w5940rgrKy9Mn16LomQXjFA6fdD8f+JPwIhANoUrDa+mvvm
      y5AznqgbSXvTAGoZRe7DRpCmfu8Gku32
      -----END CERTIFICATE-----
      """;

  static FakePackage script(String cpv, String phase, String body) throws IOException {
    return FakePackage.of(cpv)
        .metadata("environment.bz2", bzip2(phase + " () \n{ \n    " + body + "\n}\n"));
  }

  static byte[] bzip2(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new BZip2CompressorOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  static Environment with(Scripts scripts) {
    Environment e = Fixture.environment();
    return new Environment(
        e.name(),
        e.description(),
        e.arch(),
        e.variant(),
        e.trees(),
        e.profile(),
        e.config(),
        e.packages(),
        e.systemSet(),
        e.closure(),
        scripts,
        e.binhosts(),
        e.system(),
        e.outputs(),
        e.policy(),
        e.span(),
        e.labels());
  }

  private static List<String> skipped(RootFs root) {
    return root.report().findings().stream()
        .filter(f -> f.kind().equals("script-skipped"))
        .map(RootFs.Finding::message)
        .toList();
  }

  private static String link(RootFs root, String path) {
    return root.tree().find(path).orElseThrow(() -> new AssertionError(path)).node()
            instanceof Node.Symlink(var target)
        ? target
        : "no link";
  }

  @Test
  void whatIsSkippedIsNamed() throws Exception {
    FakePackage p = script("a/p-1", "pkg_postinst", "mkdir /var/lib/p; elog hello");
    assertEquals(
        List.of("a/p-1 pkg_postinst was not run; it would call `mkdir /var/lib/p`."),
        skipped(Fixture.assemble(p)));
    assertEquals(List.of(), skipped(Fixture.assemble(script("a/p-1", "pkg_postinst", "elog hi"))));
  }

  @Test
  void strictMakesItAnErrorUnlessThePackageIsNamed() throws Exception {
    FakePackage p = script("a/p-1", "pkg_preinst", "mkdir /var/lib/p");
    var strict = new Scripts(Scripts.Mode.STRICT, List.of());
    List<Diagnostic> problems = Fixture.problems(with(strict), p);
    assertEquals(List.of("E0620"), problems.stream().map(d -> d.code().id()).toList());
    assertTrue(problems.getFirst().message().contains("pkg_preinst of a/p-1"));
    var named =
        new Scripts(
            Scripts.Mode.STRICT,
            List.of(new Scripts.Skipped(AtomPattern.parse("a/p"), Optional.empty(), Fixture.SPAN)));
    assertEquals(List.of(), skipped(Fixture.assemble(with(named), p)));
  }

  @Test
  void certificatesAreLinkedHashedAndBundled() throws Exception {
    FakePackage p =
        FakePackage.of("app-misc/ca-certificates-1")
            .dir("etc", "etc/ssl", "etc/ssl/certs", "usr", "usr/share")
            .file(
                "etc/ca-certificates.conf",
                "# list\nmozilla/Acme (3).crt\n!mozilla/Old.crt\nmozilla/gone.crt\n")
            .dir("usr/share/ca-certificates", "usr/share/ca-certificates/mozilla")
            .file("usr/share/ca-certificates/mozilla/Acme (3).crt", CERTIFICATE.strip())
            .link("etc/ssl/certs/Old.pem", "/usr/share/ca-certificates/mozilla/Old.crt")
            .link("etc/ssl/certs/01234567.0", "Old.pem");
    RootFs root = Fixture.assemble(p);
    assertEquals(
        "../../../usr/share/ca-certificates/mozilla/Acme (3).crt",
        link(root, "etc/ssl/certs/Acme_=3=.pem"));
    assertEquals("Acme_=3=.pem", link(root, "etc/ssl/certs/9c7ac746.0"));
    assertEquals(CERTIFICATE, Fixture.text(root, "etc/ssl/certs/ca-certificates.crt"));
    assertTrue(root.tree().find("etc/ssl/certs/Old.pem").isEmpty());
    assertTrue(root.tree().find("etc/ssl/certs/01234567.0").isEmpty());
    assertTrue(skipped(root).getFirst().contains("mozilla/gone.crt"), skipped(root).toString());
  }

  @Test
  void temporaryFilesThatOutliveABootAreMade() throws Exception {
    FakePackage p =
        script("a/p-1", "pkg_postinst", "tmpfiles_process p.conf")
            .dir("usr", "usr/lib", "usr/lib/tmpfiles.d")
            .file(
                "usr/lib/tmpfiles.d/p.conf",
                """
                # comment
                d /run/p 0755 root root -
                d /var/lib/p 0750 root 0 -
                f /var/lib/p/state 0600 - - - one\\ntwo
                L /var/lib/p/link - - - - ../q
                d /var/lib/%m
                """);
    FakePackage other =
        FakePackage.of("a/q-1")
            .dir("usr", "usr/lib", "usr/lib/tmpfiles.d")
            .file("usr/lib/tmpfiles.d/q.conf", "d /var/lib/q");
    RootFs root = Fixture.assemble(p, other);
    assertEquals(0750, root.tree().find("var/lib/p").orElseThrow().mode());
    assertEquals("one\ntwo", Fixture.text(root, "var/lib/p/state"));
    assertEquals("../q", link(root, "var/lib/p/link"));
    assertTrue(root.tree().find("run/p").isEmpty());
    assertTrue(root.tree().find("var/lib/q").isEmpty(), "nobody processes it");
    assertTrue(skipped(root).toString().contains("d /var/lib/%m"), skipped(root).toString());
  }

  @Test
  void theRunTimeLibrariesOfTheCompilerAreFound() throws Exception {
    String target = "x86_64-pc-linux-gnu";
    String bin = "usr/" + target + "/gcc-bin/13";
    FakePackage gcc =
        script("sys-devel/gcc-13", "pkg_postinst", "toolchain_pkg_postinst")
            .dir("etc", "etc/env.d", "etc/env.d/gcc", "usr", "usr/bin")
            .file(
                "etc/env.d/gcc/" + target + "-13",
                "GCC_PATH=\"/"
                    + bin
                    + "\"\nLDPATH=\"/usr/lib/gcc/"
                    + target
                    + "/13:/usr/lib/gcc/"
                    + target
                    + "/13/32\"\nMANPATH=\"/usr/share/gcc-data/man\"\nCTARGET=\""
                    + target
                    + "\"\n")
            .dir("usr/" + target, "usr/" + target + "/gcc-bin", bin)
            .file(bin + "/" + target + "-gcc", "gcc", 0755)
            .file(bin + "/" + target + "-cpp", "cpp", 0755);
    RootFs root = Fixture.assemble(gcc);
    assertEquals(
        "CURRENT=" + target + "-13\n", Fixture.text(root, "etc/env.d/gcc/config-" + target));
    assertTrue(Fixture.text(root, "etc/ld.so.conf").contains("/usr/lib/gcc/" + target + "/13\n"));
    assertEquals("/" + bin + "/" + target + "-gcc", link(root, "usr/bin/gcc"));
    assertEquals("/" + bin + "/" + target + "-gcc", link(root, "usr/bin/cc"));
    assertEquals("/" + bin + "/" + target + "-cpp", link(root, "usr/bin/" + target + "-cpp"));
    assertEquals(List.of(), skipped(root));
  }

  /// binutils-config(8) beside it: the profile of the first linker merged, and its programs.
  @Test
  void theProgramsOfTheLinkerAreFound() throws Exception {
    String target = "x86_64-pc-linux-gnu";
    RootFs root = Fixture.assemble(linker("2.40"), linker("2.44"));
    assertEquals("CURRENT=2.40\n", Fixture.text(root, "etc/env.d/binutils/config-" + target));
    String bin = "/usr/" + target + "/binutils-bin/2.40/";
    assertEquals(bin + "ld", link(root, "usr/bin/ld"));
    assertEquals(bin + "ld", link(root, "usr/bin/" + target + "-ld"));
    assertEquals(bin + "as", link(root, "usr/bin/as"));
    assertEquals(
        "MANPATH=\"/usr/share/binutils-data/2.40/man\"\n",
        Fixture.text(root, "etc/env.d/05binutils-" + target));
    assertEquals(List.of(), skipped(root));
  }

  private static FakePackage linker(String version) throws IOException {
    String target = "x86_64-pc-linux-gnu";
    String bin = "usr/" + target + "/binutils-bin/" + version;
    return FakePackage.of("sys-devel/binutils-" + version, version)
        .metadata(
            "environment.bz2",
            bzip2("pkg_postinst () \n{ \n    toolchain-binutils_pkg_postinst\n}\n"))
        .dir("etc", "etc/env.d", "etc/env.d/binutils", "usr", "usr/bin", "usr/" + target)
        .dir("usr/" + target + "/binutils-bin", bin)
        .file(
            "etc/env.d/binutils/" + target + "-" + version,
            """
            TARGET="%s"
            VER="%s"
            LIBPATH="/usr/lib/binutils/%s/%s"
            MANPATH="/usr/share/binutils-data/%s/man"
            """
                .formatted(target, version, target, version, version))
        .file(bin + "/ld", "ld", 0755)
        .file(bin + "/as", "as", 0755);
  }

  /// A package that asks for the caches of modules, as gnome2-utils.eclass does.
  private static FakePackage moduleCaches() throws IOException {
    return FakePackage.of("a/p-1")
        .metadata(
            "environment.bz2",
            bzip2(
                """
                pkg_postinst ()
                {
                    gnome2_gdk_pixbuf_update;
                    gnome2_giomodule_cache_update
                }
                gnome2_gdk_pixbuf_update ()
                {
                    rm -f x
                }
                """))
        .dir("usr", "usr/bin", "usr/lib64");
  }

  @Test
  void cachesWithoutACounterpartNameTheProgram() throws Exception {
    FakePackage p =
        moduleCaches()
            .dir("usr/lib64/gdk-pixbuf-2.0", "usr/lib64/gdk-pixbuf-2.0/2.10.0")
            .dir("usr/lib64/gdk-pixbuf-2.0/2.10.0/loaders", "usr/lib64/gio/modules")
            .file("usr/bin/x86_64-pc-linux-gnu-gdk-pixbuf-query-loaders", "program", 0755)
            .file("usr/lib64/gdk-pixbuf-2.0/2.10.0/loaders/svg.so", "module")
            .file("usr/bin/gio-querymodules", "program", 0755)
            .file("usr/lib64/gio/modules/tls.so", "module");
    assertEquals(
        List.of(
            "a/p-1 pkg_postinst was not run; it would call `gnome2_gdk_pixbuf_update`,"
                + " `gnome2_giomodule_cache_update` (by hand, in the root:"
                + " `gdk-pixbuf-query-loaders --update-cache`, `gio-querymodules"
                + " /usr/lib64/gio/modules`)."),
        skipped(Fixture.assemble(p)));
  }

  @Test
  void noCacheIsMadeWithoutTheProgramOrAModule() throws Exception {
    assertEquals(List.of(), skipped(Fixture.assemble(moduleCaches())));
    FakePackage loader =
        moduleCaches()
            .dir("usr/lib64/gdk-pixbuf-2.0", "usr/lib64/gdk-pixbuf-2.0/2.10.0")
            .dir("usr/lib64/gdk-pixbuf-2.0/2.10.0/loaders")
            .file("usr/lib64/gdk-pixbuf-2.0/2.10.0/loaders/svg.so", "module")
            .file("usr/bin/gio-querymodules", "program", 0755);
    assertEquals(List.of(), skipped(Fixture.assemble(loader)));
  }

  @Test
  void desktopFilesAreListedByMediaType() throws Exception {
    FakePackage p =
        script("a/p-1", "pkg_postinst", "xdg_desktop_database_update")
            .dir("usr", "usr/share", "usr/share/applications")
            .file(
                "usr/share/applications/b.desktop",
                """
                [Desktop Entry]
                MimeType=text/plain;image/png;
                [Desktop Action x]
                MimeType=a/b;
                """)
            .file("usr/share/applications/a.desktop", "[Desktop Entry]\nMimeType=text/plain;\n");
    assertEquals(
        "[MIME Cache]\nimage/png=b.desktop;\ntext/plain=a.desktop;b.desktop;\n",
        Fixture.text(Fixture.assemble(p), "usr/share/applications/mimeinfo.cache"));
  }

  @Test
  void schemasAreCompiledForPackagesThatCallForIt() throws Exception {
    String schema =
        "<schemalist><schema id='a.b'><key name='k' type='b'>%s</key></schema></schemalist>";
    FakePackage p =
        script("a/p-1", "pkg_postinst", "gnome2_schemas_update")
            .dir("usr", "usr/share", "usr/share/glib-2.0", "usr/share/glib-2.0/schemas")
            .file(
                "usr/share/glib-2.0/schemas/a.gschema.xml",
                schema.formatted("<default>true</default>"))
            .file("usr/share/glib-2.0/schemas/wrong.gschema.xml", schema.formatted(""));
    RootFs root = Fixture.assemble(p);
    assertTrue(
        Fixture.text(root, "usr/share/glib-2.0/schemas/gschemas.compiled").startsWith("GVariant"));
    assertEquals(
        List.of("gschemas.compiled: not done: wrong.gschema.xml: the schema `a.b` is there twice."),
        skipped(root));
    assertTrue(
        root.report().findings().stream()
            .anyMatch(f -> f.kind().equals("script-native") && f.path().endsWith("compiled")));
  }

  @Test
  void desktopCachesAreLeftToPackagesThatCallForThem() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1")
            .dir("usr", "usr/share", "usr/share/glib-2.0", "usr/share/glib-2.0/schemas")
            .file("usr/share/glib-2.0/schemas/a.gschema.xml", "<schemalist/>");
    assertTrue(
        Fixture.assemble(p).tree().find("usr/share/glib-2.0/schemas/gschemas.compiled").isEmpty());
  }
}
