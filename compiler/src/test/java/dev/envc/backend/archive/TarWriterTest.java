package dev.envc.backend.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.TestRoots;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PosixName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

final class TarWriterTest {
  static byte[] tar(List<Entry> entries) throws IOException {
    var out = new ByteArrayOutputStream();
    var tar = new TarWriter(out);
    for (Entry e : entries) {
      tar.write(e);
    }
    tar.finish();
    return out.toByteArray();
  }

  @Test
  void readBackByCommonsCompress() throws Exception {
    FileTree tree = TestRoots.odd().tree();
    var seen = new ArrayList<String>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar(tree.entries())))) {
      for (TarArchiveEntry t = in.getNextEntry(); t != null; t = in.getNextEntry()) {
        Entry e = tree.entries().get(seen.size());
        assertEquals(e.mode(), t.getMode() & 07777, e.path());
        assertEquals(e.uid(), t.getLongUserId());
        assertEquals(e.seconds(), t.getLastModifiedTime().toInstant().getEpochSecond());
        assertEquals("", t.getUserName());
        if (e.node() instanceof Node.Regular(var content)) {
          assertEquals(content.size(), t.getSize());
          assertArrayEquals(content.open().readAllBytes(), in.readAllBytes());
        }
        if (e.node() instanceof Node.Symlink(var target)) {
          assertEquals(target, t.getLinkName());
        }
        if (e.node() instanceof Node.Hardlink(var target)) {
          assertTrue(t.isLink());
          assertEquals(target, t.getLinkName());
        }
        seen.add(t.getName());
      }
    }
    assertEquals(tree.entries().size(), seen.size());
    assertEquals("./", seen.getFirst());
    assertTrue(seen.contains("usr/share/" + "d".repeat(120) + "/" + "n".repeat(200)));
  }

  @Test
  void paxOnlyWhereNeeded() throws Exception {
    byte[] plain = tar(List.of(file("usr/bin/x", 0, 0)));
    assertEquals(512 + 512 + 1024, plain.length, "header, one block, end");
    byte[] fraction = tar(List.of(file("usr/bin/x", 5, 120_000_000)));
    String records = new String(fraction, 512, 60, StandardCharsets.US_ASCII);
    assertTrue(records.startsWith("14 mtime=5.12\n"), records);
  }

  @Test
  void namesOfBytes() throws Exception {
    String name = PosixName.decode(new byte[] {'a', (byte) 0xe9, (byte) 0xff});
    byte[] bytes = tar(List.of(file(name, 0, 0)));
    assertEquals((byte) 0xe9, bytes[1]);
    byte[] pax = tar(List.of(file(name.repeat(120), 0, 0)));
    assertTrue(new String(pax, 512, 40, StandardCharsets.ISO_8859_1).contains("hdrcharset=BINARY"));
  }

  @Test
  void timesBefore1970() {
    assertEquals("-1", TarWriter.time(-1, 0));
    assertEquals("-0.5", TarWriter.time(-1, 500_000_000));
    assertEquals("-1.25", TarWriter.time(-2, 750_000_000));
    assertEquals("3.000000001", TarWriter.time(3, 1));
  }

  private static Entry file(String path, long seconds, int nanos) {
    var content = dev.envc.rootfs.BytesContent.of("content");
    return new Entry(
        path, new Node.Regular(content), 0644, 0, 0, seconds, nanos, new TreeMap<>(), "t");
  }
}
