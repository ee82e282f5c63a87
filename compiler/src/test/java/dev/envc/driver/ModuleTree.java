package dev.envc.driver;

import dev.envc.model.Environment;
import dev.envc.model.PackageRequest;
import dev.envc.pms.PackageName;
import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.PackageFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/// A small Gentoo tree that has what a module asks for: one version of each package, without
/// dependencies, with every flag that is set for it.
final class ModuleTree {
  private static final String EMPTY_EBUILD = "d41d8cd98f00b204e9800998ecf8427e";

  private static final String UNIT = "[Install]\nWantedBy=multi-user.target\n";

  private ModuleTree() {}

  static void write(Path tree, Environment environment) throws IOException {
    var categories = new TreeSet<String>();
    categories.add("sys-apps");
    ebuild(tree, PackageName.parse("sys-apps/system"));
    for (PackageRequest p : environment.packages()) {
      categories.add(p.atom().name().category());
      ebuild(tree, p.atom().name());
    }
    file(
        tree,
        "metadata/layout.conf",
        "masters =\ncache-formats = md5-dict\nthin-manifests = true\n");
    file(tree, "profiles/repo_name", "gentoo\n");
    file(tree, "profiles/arch.list", "amd64\n");
    file(tree, "profiles/categories", String.join("\n", categories) + "\n");
    file(tree, "profiles/default/eapi", "8\n");
    file(tree, "profiles/default/packages", "*sys-apps/system\n");
    file(
        tree,
        "profiles/default/make.defaults",
        """
        ARCH="amd64"
        ACCEPT_KEYWORDS="amd64"
        CHOST="x86_64-pc-linux-gnu"
        ACCEPT_LICENSE="*"
        USE_EXPAND_IMPLICIT="ARCH"
        USE_EXPAND_UNPREFIXED="ARCH"
        USE_EXPAND_VALUES_ARCH="amd64"
        """);
    file(tree, "profiles/license_groups", "FREE GPL-2\n");
  }

  /// Binary packages of the tree; the system's brings time zone and accounts, the first of the
  /// manifest's own the services.
  static void writeBinhost(Path directory, Environment environment) throws IOException {
    var system = PackageFixture.of("sys-apps/system", "1").file("bin/sh", "a shell");
    system.file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
    system.file("etc/group", "root:x:0:\nwheel:x:10:root\n");
    environment.system().timezone().ifPresent(z -> system.file("usr/share/zoneinfo/" + z, "TZif"));
    var binhost = new BinhostFixture(directory).add(sound(system));
    for (PackageRequest p : environment.packages()) {
      var fixture = PackageFixture.of(p.atom().name().toString(), "1");
      fixture.file("usr/share/doc/" + p.atom().name().name(), "words");
      if (p.equals(environment.packages().getFirst())) {
        environment.system().services().forEach(s -> fixture.file(unit(s.name()), UNIT));
      }
      binhost.add(sound(fixture));
    }
    binhost.write();
  }

  private static String unit(String service) {
    return "usr/lib/systemd/system/" + service + ".service";
  }

  private static PackageFixture sound(PackageFixture p) {
    return p.metadata("repository", "gentoo").metadata("USE", "amd64");
  }

  private static void ebuild(Path tree, PackageName name) throws IOException {
    file(tree, name + "/" + name.name() + "-1.ebuild", "");
    file(
        tree,
        "metadata/md5-cache/" + name + "-1",
        "DEFINED_PHASES=-\nDESCRIPTION=x\nEAPI=8\nKEYWORDS=amd64\nLICENSE=GPL-2\nSLOT=0\n_md5_="
            + EMPTY_EBUILD
            + "\n");
  }

  private static void file(Path tree, String name, String text) throws IOException {
    Path file = tree.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
