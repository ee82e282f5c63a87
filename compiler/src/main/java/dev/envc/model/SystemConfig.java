package dev.envc.model;

import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;

/// What a manifest puts into the root file system besides packages.
public record SystemConfig(
    List<AddedFile> files,
    List<User> users,
    List<Group> groups,
    List<Service> services,
    Optional<String> hostname,
    Optional<String> locale,
    Optional<String> timezone,
    List<String> locales) {

  public SystemConfig {
    files = List.copyOf(files);
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    services = List.copyOf(services);
    locales = List.copyOf(locales);
  }

  public static SystemConfig empty() {
    return new SystemConfig(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /// A file, directory or link to add: `path` is absolute in the image; `owner` and `group` are
  /// names or numbers.
  public record AddedFile(
      String path, FileContent content, int mode, String owner, String group, Span span) {}

  /// What an added file is.
  public sealed interface FileContent {
    /// A regular file with this text.
    record Text(String text) implements FileContent {}

    /// A regular file with the bytes of the local file `path` (`written` in the manifest). `digest`
    /// (`sha256:…`) was taken when the manifest was read; a file that changed since is an error.
    record Local(String written, java.nio.file.Path path, long size, String digest)
        implements FileContent {}

    record Directory() implements FileContent {}

    record Symlink(String target) implements FileContent {}

    /// A device node; only where the manifest writes one.
    record Device(boolean block, int major, int minor) implements FileContent {}
  }

  /// A user account. `password` is a crypt(5) hash or empty for a locked account; `uid` empty: GLEP
  /// 81's id of the acct-user package, else the first free system id. `subordinateIds` is the first
  /// of 65,536 ids for the user's own namespaces (subuid(5)).
  public record User(
      String name,
      Optional<Integer> uid,
      String group,
      List<String> groups,
      String home,
      String shell,
      String comment,
      Optional<String> passwordHash,
      Optional<Integer> subordinateIds,
      Span span) {}

  public record Group(String name, Optional<Integer> gid, List<String> members, Span span) {}

  /// A service to enable or disable at boot; `runlevel` is OpenRC's (`default`), ignored by
  /// systemd.
  public record Service(String name, boolean enabled, String runlevel, Span span) {}
}
