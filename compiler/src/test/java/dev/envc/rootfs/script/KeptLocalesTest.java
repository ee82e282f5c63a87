package dev.envc.rootfs.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptLocalesTest {
  private static final Map<String, byte[]> FILES =
      Map.of("LC_CTYPE", new byte[] {1, 2, 3}, "LC_MESSAGES/SYS_LC_MESSAGES", new byte[70_000]);

  @TempDir Path temp;

  private KeptLocales of(int sources) {
    return new KeptLocales(temp.resolve("locales"), new byte[] {(byte) sources});
  }

  @Test
  void whatIsKeptIsFoundForTheSameLocaleAndSources() throws Exception {
    assertEquals(Optional.empty(), of(1).find("de_DE"));
    of(1).keep("de_DE", FILES);
    Map<String, byte[]> found = of(1).find("de_DE").orElseThrow();
    assertEquals(FILES.keySet(), found.keySet());
    FILES.forEach((path, bytes) -> assertArrayEquals(bytes, found.get(path)));
    assertEquals(Optional.empty(), of(2).find("de_DE"));
    assertEquals(Optional.empty(), of(1).find("de_AT"));
  }

  @Test
  void aDamagedFileCountsAsAbsent() throws Exception {
    of(1).keep("de_DE", FILES);
    List<Path> kept;
    try (var files = Files.list(temp.resolve("locales"))) {
      kept = files.toList();
    }
    assertEquals(1, kept.size());
    byte[] bytes = Files.readAllBytes(kept.getFirst());
    bytes[40] ^= 1;
    Files.write(kept.getFirst(), bytes);
    assertEquals(Optional.empty(), of(1).find("de_DE"));
    Files.write(kept.getFirst(), new byte[3]);
    assertEquals(Optional.empty(), of(1).find("de_DE"));
  }
}
