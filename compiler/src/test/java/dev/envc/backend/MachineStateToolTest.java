package dev.envc.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.backend.dir.DirBackend;
import dev.envc.backend.disk.TestImages;
import dev.envc.backend.nspawn.NspawnBackend;
import dev.envc.backend.oci.OciBackend;
import dev.envc.model.Arch;
import dev.envc.model.Environment;
import dev.envc.rootfs.FakePackage;
import dev.envc.rootfs.Fixture;
import dev.envc.rootfs.RootFs;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What belongs to one machine is in no artefact of any backend, as other programs unpack them;
/// what is beside it stays.
final class MachineStateToolTest {
  private static final List<String> THEIRS =
      List.of(
          "etc/ssh/ssh_host_ed25519_key",
          "etc/ssh/ssh_host_ed25519_key.pub",
          "etc/resolv.conf",
          "etc/shadow-",
          "etc/.pwd.lock",
          "var/lib/systemd/random-seed",
          "var/lib/dbus/machine-id",
          "var/log/emerge.log",
          "var/db/pkg/.portage_lockfile",
          "root/.bash_history");

  private static final List<String> KEPT =
      List.of("etc/ssh/ssh_config", "var/log/.keep", "etc/machine-id");

  @TempDir Path temp;

  private static RootFs root(Environment environment) throws Exception {
    FakePackage p = FakePackage.of("a/machine-1");
    var parents = new TreeSet<String>();
    var files = new ArrayList<>(THEIRS);
    files.addAll(KEPT);
    for (String file : files) {
      for (int at = file.indexOf('/'); at > 0; at = file.indexOf('/', at + 1)) {
        parents.add(file.substring(0, at));
      }
    }
    parents.forEach(p::dir);
    files.forEach(f -> p.file(f, f.endsWith(".keep") ? "" : "of one machine\n"));
    return Fixture.assemble(environment, p);
  }

  private Image image(String name) throws Exception {
    Environment environment = TestRoots.environment(name, Arch.AMD64, Map.of());
    return TestRoots.image(environment, root(environment));
  }

  private static void holdsNothingOfAMachine(Path unpacked) throws Exception {
    for (String path : THEIRS) {
      assertFalse(Files.exists(unpacked.resolve(path), LinkOption.NOFOLLOW_LINKS), path);
    }
    for (String path : KEPT) {
      assertTrue(Files.exists(unpacked.resolve(path)), path);
    }
    assertEquals("", Files.readString(unpacked.resolve("etc/machine-id")));
  }

  @Test
  void oci() throws Exception {
    Program.requireRoot();
    Tool.require("umoci");
    Artifact made = new OciBackend().build(TestRoots.request(temp, image("box"))).getFirst();
    Path bundle = temp.resolve("bundle");
    Program.run("umoci", "unpack", "--image", made.path() + ":latest", bundle.toString());
    holdsNothingOfAMachine(bundle.resolve("rootfs"));
  }

  @Test
  void nspawn() throws Exception {
    Artifact made = new NspawnBackend().build(TestRoots.request(temp, image("box"))).getFirst();
    Path unpacked = Files.createDirectory(temp.resolve("unpacked"));
    Program.run("tar", "-C", unpacked.toString(), "-xf", made.path().toString());
    holdsNothingOfAMachine(unpacked);
  }

  @Test
  void dir() throws Exception {
    Artifact made = new DirBackend().build(TestRoots.request(temp, image("box"))).getFirst();
    holdsNothingOfAMachine(made.path());
  }

  @Test
  void disk() throws Exception {
    Tool.require("debugfs");
    String settings =
        "partitions: [{ name: root, type: root, filesystem: ext4, mount: /, size: 16M }]";
    Environment environment = TestImages.environment("box", Arch.AMD64, settings);
    Path image =
        TestImages.build(
            temp.resolve("disk"), TestImages.image(environment, root(environment).tree()));
    String table = Program.run("sfdisk", "--json", image.toString());
    String start = table.replaceAll("(?s).*?\"start\": *([0-9]+).*", "$1");
    Path partition = temp.resolve("partition");
    Program.run("dd", "if=" + image, "of=" + partition, "bs=512", "skip=" + start, "status=none");
    Path unpacked = Files.createDirectory(temp.resolve("unpacked"));
    Program.run("debugfs", "-R", "rdump / " + unpacked, partition.toString());
    holdsNothingOfAMachine(unpacked);
  }
}
