package dev.envc.tree.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs: what was written is found again, whatever the paths are made of, and nothing else.
final class FilePackTest {
  private static final List<String> PATHS =
      List.of(
          "profiles/arch/amd64/use.mask",
          "profiles/arch/amd64-fbsd",
          "profiles/arch.list",
          "profiles/arch/é",
          "profiles/arch/\udcff",
          "profiles/arch/\uff5e",
          "profiles/arch/\ud83d\ude00",
          "metadata/layout.conf",
          "z");

  @TempDir Path directory;

  @Test
  void whatWasWrittenIsFound() throws Exception {
    FilePack pack = FilePack.open(file(written())).orElseThrow();
    for (String path : PATHS) {
      byte[] content = path.getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(content, pack.read(path).orElseThrow(), path);
      assertEquals(Optional.empty(), pack.read(path + "x").map(String::new));
      assertEquals(
          Optional.empty(), pack.read(path.substring(0, path.length() - 1)).map(String::new));
    }
    assertEquals(Optional.empty(), pack.read("x".repeat(100_000)).map(String::new));
    assertEquals("2026", pack.facts().get("date"));
    pack.close();
  }

  @Test
  void directoriesAreListed() throws Exception {
    FilePack pack = FilePack.open(file(written())).orElseThrow();
    assertEquals(List.of("metadata/", "profiles/", "z"), pack.list(""));
    assertEquals(List.of("arch.list", "arch/"), pack.list("profiles"));
    assertEquals(
        List.of("amd64-fbsd", "amd64/", "é", "\ud83d\ude00", "\udcff", "\uff5e"),
        pack.list("profiles/arch"));
    assertEquals(List.of(), pack.list("profiles/none"));
    assertEquals(List.of(), pack.list("x".repeat(100_000)));
    pack.close();
  }

  @Test
  void whatIsNotWholeIsNoPack() throws Exception {
    byte[] whole = written();
    for (int length = 0; length < whole.length; length++) {
      assertTrue(FilePack.open(file(Arrays.copyOf(whole, length))).isEmpty());
    }
  }

  @Test
  void aTableThatDoesNotFitIsNone() {
    byte[] entry = new byte[2 + 1 + 16];
    entry[1] = 1;
    assertTrue(PackDirectory.of(entry, 0, 1).isPresent());
    for (int count : new int[] {-1, 0, 2, Integer.MAX_VALUE}) {
      assertTrue(PackDirectory.of(entry, 0, count).isEmpty());
    }
    entry[0] = 1;
    assertTrue(PackDirectory.of(entry, 0, 1).isEmpty());
  }

  private static byte[] written() throws Exception {
    var files = new TreeMap<String, byte[]>();
    PATHS.forEach(path -> files.put(path, path.getBytes(StandardCharsets.UTF_8)));
    var facts = new TreeMap<String, String>();
    facts.put("date", "2026");
    var out = new ByteArrayOutputStream();
    FilePack.write(out, facts, files);
    return out.toByteArray();
  }

  private Path file(byte[] bytes) throws Exception {
    return Files.write(directory.resolve("pack"), bytes);
  }
}
