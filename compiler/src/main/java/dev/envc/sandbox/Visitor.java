package dev.envc.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who starts the environment, and from where: the same user, in the same directory, is found
/// inside.
///
/// @param home the user's home directory; inside it is empty unless the work directory lies in it
/// @param work the directory that is the same inside, and can be written to
public record Visitor(String name, int uid, int gid, Path home, Path work) {
  /// The user who runs this program.
  public static Visitor current() throws IOException {
    Path self = Path.of("/proc/self");
    return new Visitor(
        System.getProperty("user.name", "user"),
        (Integer) Files.getAttribute(self, "unix:uid"),
        (Integer) Files.getAttribute(self, "unix:gid"),
        Path.of(System.getProperty("user.home", "/")).toAbsolutePath().normalize(),
        Path.of("").toRealPath());
  }

  /// The same, as root of the environment: files of the user are root's there.
  public Visitor asRoot() {
    return new Visitor("root", 0, 0, Path.of("/root"), work);
  }
}
