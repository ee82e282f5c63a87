package dev.envc.language;

import dev.envc.language.Shape.Leaf;
import dev.envc.language.Shape.ListOf;
import dev.envc.language.Shape.MapOf;
import dev.envc.language.Shape.Merge;
import dev.envc.language.Shape.Struct;
import java.util.List;

/// Trees, packages, and what /etc/portage would say about them.
final class PackageFields {
  private PackageFields() {}

  private static final Field BECAUSE =
      Field.of(
          "because",
          LeafType.TEXT,
          "Why; every report that meets this rule shows it.",
          "field units speak Modbus only");

  private static final ListOf FLAGS = new ListOf(new Leaf(LeafType.SIGNED_FLAG), Merge.SIGNED);
  private static final ListOf KEYWORDS = new ListOf(new Leaf(LeafType.KEYWORD), Merge.SIGNED);
  private static final ListOf LICENSES = new ListOf(new Leaf(LeafType.LICENSE), Merge.SIGNED);

  private static final Field ATOM =
      Field.of("atom", LeafType.ATOM, "The packages meant.", "\">=dev-libs/openssl-3\"");

  static final Struct RULE = Struct.shortBy("rule", ATOM, BECAUSE);

  private static final Struct TREE =
      Struct.shortBy(
              "tree",
              Field.of(
                  "directory",
                  LeafType.DIRECTORY,
                  "A plain directory, for local work; locked by its content.",
                  "../overlay"),
              Field.of(
                  "git",
                  LeafType.GIT,
                  "The repository's URL, or a path relative to the manifest.",
                  "https://github.com/gentoo-mirror/gentoo"),
              Field.of(
                  "commit",
                  LeafType.COMMIT,
                  "The commit, with all its 40 (or 64) hexadecimal digits.",
                  "b2bcc50fd17267e7baed91d9c248d5cafd10d14e"),
              Field.of(
                  "subdir",
                  LeafType.SUBDIRECTORY,
                  "Where in the repository or directory the tree is.",
                  "overlay"))
          .oneOf("git", "directory");

  private static final Struct PACKAGE =
      Struct.shortBy(
          "package",
          Field.of(
              "atom",
              LeafType.PACKAGE,
              "The package, or `@system` for the profile's system set.",
              "dev-libs/openssl:0/1.1"),
          Field.of("use", FLAGS, "USE flags for it alone.", "[modbus, -X]"),
          Field.of("keywords", KEYWORDS, "Keywords accepted for it alone.", "[\"~arm64\"]"),
          Field.of("licenses", LICENSES, "Licenses accepted for it alone.", "[acme-eula]"),
          BECAUSE);

  private static final Struct PACKAGE_USE =
      Struct.shortBy("rule", Field.of("use", FLAGS, "The USE flags.", "[ssl, -X]"), BECAUSE);
  private static final Struct PACKAGE_KEYWORDS =
      Struct.shortBy(
          "rule", Field.of("keywords", KEYWORDS, "The keywords.", "[\"~arm64\"]"), BECAUSE);
  private static final Struct PACKAGE_LICENSES =
      Struct.shortBy(
          "rule", Field.of("licenses", LICENSES, "The licenses.", "[acme-eula]"), BECAUSE);
  private static final Struct PROVIDED =
      Struct.shortBy(
          "package",
          Field.of(
              "package",
              LeafType.CPV,
              "The package with its version.",
              "sys-kernel/gentoo-kernel-6.1"),
          BECAUSE);
  private static final Struct BINHOST =
      Struct.shortBy(
          "binhost",
          Field.of(
              "url",
              LeafType.URL,
              "Where the index `Packages` is: a URL, or a directory relative to the manifest.",
              "https://packages.example.com/arm64"),
          Field.of(
              "keys",
              LeafType.SOURCE,
              "OpenPGP certificates beside the manifest: only packages that one of them signed"
                  + " are locked.",
              "keys/binhost.asc"));

  private static final Struct SCRIPTS =
      Struct.shortBy(
          "scripts",
          Field.of(
              "mode",
              LeafType.SCRIPTS,
              "`skip` and `strict` run none; `run` runs them, shut in.",
              "strict"),
          Field.of(
              "skip",
              new ListOf(RULE, Merge.ADD),
              "Packages whose scripts do not matter, in every mode.",
              "[{ atom: app-acme/controller, because: it prints a greeting }]"));

  static final List<Field> LIST =
      List.of(
          Field.of(
              "trees",
              new MapOf(LeafType.TREE, TREE),
              "The repositories of ebuilds; later ones take precedence.",
              "{ gentoo: { git: https://github.com/gentoo-mirror/gentoo, commit:"
                  + " b2bcc50fd17267e7baed91d9c248d5cafd10d14e } }"),
          Field.of(
              "profile",
              LeafType.PROFILE,
              "The profile: the tree it is in, and its path below `profiles/`.",
              "gentoo:default/linux/arm64/17.1"),
          Field.of(
              "use", FLAGS, "USE flags on top of the profile; `-x` switches x off.", "[ssl, -X]"),
          Field.of(
              "use-expand",
              new MapOf(
                  LeafType.USE_EXPAND, new ListOf(new Leaf(LeafType.SIGNED_FLAG), Merge.REPLACE)),
              "USE_EXPAND variables; a value replaces the profile's.",
              "{ python_targets: [python3_11] }"),
          Field.of(
              "packages",
              new ListOf(PACKAGE, Merge.ADD),
              "The packages to install, with what they need at run time.",
              "[\"@system\", dev-libs/openssl:0/1.1]"),
          Field.of(
              "package-use",
              new MapOf(LeafType.ATOM, PACKAGE_USE),
              "USE flags of packages, wherever they come from.",
              "{ dev-libs/openssl: [-bindist] }"),
          Field.of(
              "package-keywords",
              new MapOf(LeafType.ATOM, PACKAGE_KEYWORDS),
              "Keywords accepted for packages, wherever they come from.",
              "{ app-acme/controller: [\"~arm64\"] }"),
          Field.of(
              "package-licenses",
              new MapOf(LeafType.ATOM, PACKAGE_LICENSES),
              "Licenses accepted for packages, wherever they come from.",
              "{ app-acme/controller: [acme-eula] }"),
          Field.of("keywords", KEYWORDS, "Keywords accepted for every package.", "[\"~arm64\"]"),
          Field.of("licenses", LICENSES, "Licenses accepted for every package.", "[\"@FREE\"]"),
          Field.of(
              "mask",
              new ListOf(RULE, Merge.ADD),
              "Packages that must not be chosen.",
              "[{ atom: \">=dev-libs/openssl-3\", because: firmware links libssl 1.1 }]"),
          Field.of(
              "unmask",
              new ListOf(RULE, Merge.ADD),
              "Packages that may be chosen although the profile masks them.",
              "[app-acme/controller]"),
          Field.of(
              "provided",
              new ListOf(PROVIDED, Merge.ADD),
              "Packages that count as installed although nothing installs them.",
              "[sys-kernel/gentoo-kernel-6.1]"),
          Field.of(
              "install-mask",
              new ListOf(new Leaf(LeafType.INSTALL_MASK), Merge.SIGNED),
              "Files that no package brings, after the profile's INSTALL_MASK; `-x` keeps x.",
              "[/usr/share/man, \"*.la\", -/usr/share/man/man1]"),
          Field.of(
              "install-deps",
              LeafType.BOOLEAN,
              "Whether install-time dependencies (IDEPEND) belong to the environment.",
              "true"),
          Field.of(
              "build-deps",
              LeafType.BOOLEAN,
              "Whether build-time dependencies (DEPEND, BDEPEND) belong to the environment.",
              "true"),
          Field.of(
              "scripts",
              SCRIPTS,
              "What becomes of pkg_setup, pkg_preinst and pkg_postinst: `skip`, `strict` or `run`.",
              "run"),
          Field.of(
              "binhosts",
              new MapOf(LeafType.NAME, BINHOST),
              "Where binary packages come from: the latest build, and of equal ones that of the"
                  + " earlier binhost.",
              "{ acme: https://packages.example.com/arm64 }"));
}
