package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.Tool;
import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.PackageFixture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every environment of examples/prod-line3 becomes an image, in both forms. Its trees and binhosts
/// are on the network: a small tree with the same names and packages that say what Gentoo's say of
/// themselves stand for them, the overlay and everything else is the example's own.
final class ProductionLinesTest {
  private static final String EMPTY = "d41d8cd98f00b204e9800998ecf8427e";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @BeforeEach
  void offline() throws IOException {
    Tool.require("bash"); // the overlay has no metadata cache
    EnvcProcess.copyTree(Path.of("../examples/prod-line3"), directory.resolve("lines"));
    try (Stream<Path> files = Files.walk(directory.resolve("lines"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(envc|env\\.yaml)")).toList()) {
        Files.writeString(file, local(Files.readString(file)));
      }
    }
    gentoo();
    packages();
  }

  private static String local(String text) {
    return text.replaceAll("git: https:\\S+\\s+commit: \\S+", "directory: ../gentoo")
        .replaceAll("from https:\\S+ at \\S+", "in ../gentoo")
        .replaceAll("https://(distfiles.gentoo.org|packages.acme.example)/\\S+", "../../binhost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"env.yaml", "envc"})
  void everyLineAndVariant(String form) throws IOException {
    String three = directory.resolve("lines/prod-line3." + form).toString();
    String four = directory.resolve("lines/prod-line4." + form).toString();
    run("lock", three, four);
    String lock = Files.readString(directory.resolve("lines/prod-line3.env.lock"));
    assertTrue(lock.contains("- package: dev-libs/openssl-1.1.1\n"), lock);
    assertTrue(lock.contains("  variant: dev\n"), lock);
    assertTrue(
        Files.readString(directory.resolve("lines/prod-line4.env.lock"))
            .contains("- package: dev-libs/openssl-3.0.8\n"));
    String out = directory.resolve("out").toString();
    run("compile", three, four, "--frozen", "-b", "oci", "-o", out);
    run("compile", three, "--frozen", "-b", "oci", "-o", out, "--variant", "dev");
    run("compile", three, "--frozen", "-b", "nspawn", "-o", out);
    try (Stream<Path> made = Files.list(directory.resolve("out"))) {
      assertEquals(
          List.of(
              "prod-line3-amd64.nspawn",
              "prod-line3-amd64.tar.xz",
              "prod-line3-dev.oci",
              "prod-line3.oci",
              "prod-line4.oci"),
          made.map(p -> p.getFileName().toString())
              .filter(n -> !n.contains(".json"))
              .sorted()
              .toList());
    }
  }

  private void run(String... arguments) {
    var err = new StringWriter();
    var all =
        Stream.concat(
                Stream.of(arguments),
                Stream.of("--quiet", "--cache-dir", directory.resolve("cache").toString()))
            .toArray(String[]::new);
    int exit =
        Main.run(
            all,
            new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), Terminal.NONE),
            Map.of("PATH", "/usr/bin:/bin"));
    assertEquals(0, exit, err.toString());
  }

  private void gentoo() throws IOException {
    put("metadata/layout.conf", "masters =\ncache-formats = md5-dict\nthin-manifests = true\n");
    put("profiles/repo_name", "gentoo\n");
    put("profiles/arch.list", "amd64\narm64\n");
    put("profiles/use.desc", "X - x\nnls - n\nssl - s\nsystemd - s\n");
    put(
        "profiles/categories",
        "acct-group\nacct-user\ndev-libs\ndev-vcs\nsys-apps\nsys-devel\nsys-libs\n");
    put("profiles/license_groups", "FREE Apache-2.0 GPL-2\n");
    put(
        "profiles/default/linux/amd64/17.1/make.defaults",
        """
        ARCH="amd64"
        ACCEPT_KEYWORDS="amd64"
        CHOST="x86_64-pc-linux-gnu"
        USE_EXPAND_IMPLICIT="ARCH"
        USE_EXPAND_UNPREFIXED="ARCH"
        USE_EXPAND_VALUES_ARCH="amd64"
        """);
    put("profiles/default/linux/amd64/17.1/eapi", "8\n");
    put("profiles/default/linux/amd64/17.1/systemd/merged-usr/parent", "../..\n");
    put("profiles/default/linux/amd64/17.1/systemd/merged-usr/eapi", "8\n");
    for (String kind : List.of("user", "group")) {
      put(
          "eclass/acct-" + kind + ".eclass",
          "SLOT=0\nKEYWORDS=amd64\nacct-"
              + kind
              + "_add_deps() { RDEPEND=acct-group/controller; }\n");
    }
    ebuild("dev-libs/openssl-1.1.1", "0/1.1");
    ebuild("dev-libs/openssl-3.0.8", "0/3");
    ebuild("sys-libs/zlib-1.2.13", "0/1");
    ebuild("dev-vcs/git-2.39", "0");
    ebuild("sys-devel/gdb-12.1", "0");
  }

  private void ebuild(String cpv, String slot) throws IOException {
    String name = cpv.replaceFirst("-[0-9].*", "");
    put(name + cpv.substring(cpv.indexOf('/')) + ".ebuild", "");
    put(
        "metadata/md5-cache/" + cpv,
        "DEFINED_PHASES=-\nDESCRIPTION=x\nEAPI=8\nKEYWORDS=amd64\nLICENSE=GPL-2\nSLOT="
            + slot
            + "\n_md5_="
            + EMPTY
            + "\n");
  }

  private void packages() throws IOException {
    var binhost = new BinhostFixture(directory.resolve("binhost"));
    for (String openssl : List.of("1.1.1", "3.0.8")) {
      binhost.add(
          gentoo("dev-libs/openssl", openssl).slot(openssl.startsWith("1") ? "0/1.1" : "0/3"));
    }
    binhost.add(
        gentoo("sys-libs/zlib", "1.2.13")
            .slot("0/1")
            .file("usr/share/zoneinfo/Europe/Berlin", "TZif")
            .file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")
            .file("etc/group", "root:x:0:\n"));
    binhost.add(gentoo("dev-vcs/git", "2.39")).add(gentoo("sys-devel/gdb", "12.1"));
    binhost.add(acme("acct-group/controller", "0")).add(acme("acct-user/controller", "0"));
    PackageFixture three = acme("app-acme/controller", "3.2").iuse("+modbus tls").use("modbus");
    three.metadata("RDEPEND", "acct-user/controller sys-libs/zlib:0/1=");
    PackageFixture four = acme("app-acme/controller", "3.2").iuse("+modbus tls").use("modbus tls");
    four.metadata("RDEPEND", "acct-user/controller sys-libs/zlib:0/1= dev-libs/openssl:0/3=");
    binhost.add(three).add(four.metadata("BUILD_ID", "2")).write();
  }

  private static PackageFixture gentoo(String name, String version) {
    return PackageFixture.of(name, version)
        .metadata("repository", "gentoo")
        .file("usr/share/doc/" + name, "words");
  }

  private static PackageFixture acme(String name, String version) {
    return gentoo(name, version).metadata("repository", "acme");
  }

  private void put(String name, String text) throws IOException {
    Path file = directory.resolve("gentoo").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
