package dev.envc.lsp;

import dev.envc.tree.testing.MapTree;
import dev.envc.tree.testing.SmallTrees;
import java.io.IOException;
import java.nio.file.Path;

/// A tree as a directory, with descriptions of packages, flags and profiles.
final class SmallGentoo {
  private SmallGentoo() {}

  static void write(Path directory) throws IOException {
    var tree =
        new MapTree()
            .put("profiles/repo_name", "gentoo\n")
            .put("profiles/categories", "app-misc\ndev-libs\n")
            .put("profiles/arch.list", "amd64\narm64\n")
            .put(
                "profiles/profiles.desc",
                """
                amd64 default/linux/amd64 stable
                amd64 default/linux/amd64/systemd dev
                arm64 default/linux/arm64 stable
                """)
            .put(
                "profiles/default/linux/amd64/make.defaults", "ARCH=amd64\nACCEPT_KEYWORDS=amd64\n")
            .put("profiles/default/linux/amd64/eapi", "8\n")
            .put(
                "profiles/default/linux/amd64/systemd/make.defaults",
                "ARCH=amd64\nACCEPT_KEYWORDS=amd64\n")
            .put("profiles/use.desc", "# global\nssl - Secures connections\nnls - Translations\n")
            .put("profiles/use.local.desc", "dev-libs/openssl:bindist - Leaves patents out\n")
            .put("profiles/desc/python_targets.desc", "python3_11 - Build with Python 3.11\n")
            .put("profiles/license_groups", "FREE MIT\n")
            .put("licenses/MIT", "text\n")
            .put("metadata/layout.conf", "masters =\nthin-manifests = true\n")
            .put(
                "app-misc/hello/metadata.xml",
                """
                <?xml version="1.0"?>
                <!DOCTYPE pkgmetadata SYSTEM "file:///etc/passwd" [
                  <!ENTITY secret SYSTEM "file:///etc/passwd">
                ]>
                <pkgmetadata>
                  <use lang="de"><flag name="nls">Gruss</flag></use>
                  <use>
                    <flag name="nls">Greets in
                      <pkg>dev-libs/openssl</pkg>'s language</flag>
                    <flag name="late">before &secret; after</flag>
                  </use>
                </pkgmetadata>
                """);
    ebuild(tree, "app-misc", "hello", "2.9", "SLOT=0\nIUSE=nls\n");
    ebuild(
        tree,
        "app-misc",
        "hello",
        "2.10",
        "SLOT=0\nIUSE=+nls late python_targets_python3_11\nRDEPEND=dev-libs/openssl\n");
    ebuild(tree, "dev-libs", "openssl", "1.1.1", "SLOT=0/1.1\nIUSE=bindist ssl\n");
    ebuild(tree, "dev-libs", "openssl", "3.0.8", "SLOT=0/3\nIUSE=bindist ssl\n");
    ebuild(tree, "dev-libs", "legacy", "1", "SLOT=compat\nKEYWORDS=~amd64\n");
    SmallTrees.write(tree, directory);
  }

  private static void ebuild(
      MapTree tree, String category, String name, String version, String more) {
    String keywords = more.contains("KEYWORDS") ? "" : "KEYWORDS=amd64 arm64\n";
    SmallTrees.ebuild(
        tree,
        category,
        name,
        version,
        "EAPI=8\nDESCRIPTION=The "
            + name
            + " of tests\nHOMEPAGE=https://"
            + name
            + ".example/\nLICENSE=MIT\n"
            + keywords
            + more);
  }
}
