package dev.envc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
  /// Directories above a place are new ones, with what the root has there; a place within another
  /// one needs nothing of the root; symbolic links stay links.
  @Test
  void placesStandOnNewDirectories(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("usr/bin"));
    Files.createDirectories(root.resolve("var/lib"));
    Files.createDirectories(root.resolve("tmp/old"));
    Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
    List<String> arguments =
        new Layout(root)
            .place(Path.of("/tmp"), "--tmpfs")
            .place(Path.of("/tmp/work"), "--bind", "/tmp/work")
            .place(Path.of("/var/tmp"), "--tmpfs")
            .place(Path.of("/home/me/src"), "--bind", "/home/me/src")
            .arguments();
    assertEquals(
        List.of(
            "--symlink usr/bin /bin",
            "--dir /home",
            "--dir /home/me",
            "--bind /home/me/src /home/me/src",
            "--tmpfs /tmp",
            "--bind /tmp/work /tmp/work",
            "--ro-bind ROOT/usr /usr",
            "--dir /var",
            "--ro-bind ROOT/var/lib /var/lib",
            "--tmpfs /var/tmp"),
        List.of(String.join(" ", arguments).replace(root.toString(), "ROOT").split(" (?=--)", -1)));
  }

  /// A work directory below what is a link in the root is where it is outside.
  @Test
  void aPlaceBelowALinkIsWhereItIsOutside(@TempDir Path root) throws IOException {
    Files.createSymbolicLink(root.resolve("home"), Path.of("usr/home"));
    assertEquals(
        List.of("--dir", "/home", "--dir", "/home/me", "--bind", "/src", "/home/me/src"),
        new Layout(root).place(Path.of("/home/me/src"), "--bind", "/src").arguments());
  }
}
