package dev.envc.backend.dir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Artifact;
import dev.envc.backend.Program;
import dev.envc.backend.TestRoots;
import dev.envc.model.Arch;
import dev.envc.model.Environment;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.rootfs.RootFs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirToolTest {
  @TempDir Path temp;

  @Test
  void theDirectoryIsTheTree() throws Exception {
    Environment environment = TestRoots.environment("tree", Arch.AMD64, Map.of());
    RootFs root = TestRoots.odd();
    Artifact artifact =
        new DirBackend()
            .build(TestRoots.request(temp, TestRoots.image(environment, root)))
            .getFirst();
    assertEquals(temp.resolve("out/tree-amd64"), artifact.path());
    String listing =
        Program.run("find", artifact.path().toString(), "-printf", "%P %y %m %T@ %n\\n");
    assertEquals(root.tree().entries().size(), listing.lines().count());
    assertTrue(listing.contains("usr/bin/suid f 4755 1600000000.0000000000 1\n"), listing);
    assertTrue(listing.contains("usr/bin/even f 755 1600000000.0000000000 2\n"), listing);
    assertTrue(listing.contains("usr/bin/link l 777 1600000000.0000000000 1\n"), listing);
    assertTrue(listing.contains("var/private d 750 1.0000000000"), listing);
    assertTrue(listing.contains("usr/share/fifo p 644"), listing);
    for (var e : root.tree().entries()) {
      boolean plain = e.path().chars().allMatch(c -> c < 0x80);
      if (plain && e.node() instanceof Node.Regular(var content)) {
        assertEquals(content.size(), Files.size(artifact.path().resolve(e.path())));
      }
    }
    String mtree = Files.readString(temp.resolve("out/tree-amd64.mtree"));
    assertTrue(mtree.contains("./usr/share/\\351\\377 type=file mode=0644"), mtree);
    assertTrue(mtree.contains("./usr/bin/odd type=file mode=0755 uid=0"), mtree);
    new DirBackend().build(TestRoots.request(temp, TestRoots.image(environment, root)));
    assertTrue(Files.exists(artifact.path()), "a second run replaces the first");
  }
}
