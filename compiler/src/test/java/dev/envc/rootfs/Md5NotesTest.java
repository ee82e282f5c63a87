package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Md5NotesTest {
  private static final Digest BINARY = Digest.sha256("b".repeat(64));

  @TempDir Path temp;

  private record Unreadable(long size, Digest digest) implements Content {
    @Override
    public InputStream open() throws IOException {
      throw new IOException("read again");
    }
  }

  private static List<PackageEntry> entries(Content content) {
    return List.of(FakePackage.entry("x", new Kind.Regular(content), 0644));
  }

  @Test
  void whatIsNotedIsNotReadAgain() throws Exception {
    var content = BytesContent.of("abc");
    var unreadable = new Unreadable(3, content.digest());
    var notes = new Md5Notes(Optional.of(temp.resolve("md5")));
    assertThrows(IOException.class, () -> notes.of(BINARY, entries(unreadable)));
    Map<Digest, String> taken = notes.of(BINARY, entries(content));
    assertEquals("900150983cd24fb0d6963f7d28e17f72", taken.get(content.digest()));
    assertEquals(taken, notes.of(BINARY, entries(unreadable)));
  }
}
