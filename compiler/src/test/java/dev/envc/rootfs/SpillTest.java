package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.store.Content;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpillTest {
  @TempDir private Path directory;

  @Test
  void whatIsPutAsideReadsAsItWas() throws Exception {
    var spill = new Spill(Optional.of(directory.resolve("made")), 10);
    var texts = new ArrayList<byte[]>();
    var contents = new ArrayList<Content>();
    for (String text : new String[] {"first", "", "second, longer", "x".repeat(100_000), "4"}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      texts.add(bytes);
      contents.add(spill.keep(out -> out.write(bytes)));
    }
    for (int i = 0; i < texts.size(); i++) {
      Content content = contents.get(i);
      assertEquals(texts.get(i).length, content.size());
      assertEquals(BytesContent.of(texts.get(i)).digest(), content.digest());
      assertEquals(BytesContent.of(texts.get(i)).md5(), content.md5());
      try (InputStream in = content.open()) {
        assertArrayEquals(texts.get(i), in.readAllBytes());
      }
    }
    try (Stream<Path> left = Files.list(directory.resolve("made"))) {
      assertEquals(0, left.count(), "the file has no name");
    }
  }

  @Test
  void whatASourceWritesInPiecesIsKeptWhole() throws Exception {
    var spill = new Spill(Optional.of(directory), 100_000);
    byte[] piece = "0123456789".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    for (int pieces : new int[] {9, 30, 0, 1}) {
      Content content =
          spill.keep(
              out -> {
                for (int i = 0; i < pieces; i++) {
                  out.write(piece);
                }
                out.write('!');
              });
      byte[] expected =
          ("0123456789".repeat(1_000 * pieces) + "!").getBytes(StandardCharsets.UTF_8);
      try (InputStream in = content.open()) {
        assertArrayEquals(expected, in.readAllBytes());
      }
      assertEquals(BytesContent.of(expected).digest(), content.digest());
    }
  }

  @Test
  void whatIsSmallNeedsNoDirectory() throws Exception {
    new Spill(Optional.of(directory.resolve("made")), 10).keep(out -> out.write(new byte[10]));
    assertEquals(false, Files.exists(directory.resolve("made")));
    assertEquals(99, new Spill(Optional.empty(), 10).keep(out -> out.write(new byte[99])).size());
  }
}
