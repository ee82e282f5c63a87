package dev.envc.backend.nspawn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the backend makes of a root: a tar, or a read-only file system in a file, of the root or of
/// what a service of systemd takes from it.
enum NspawnForm {
  TAR,
  EROFS,
  SQUASHFS,
  /// systemd-sysext(8).
  SYSEXT,
  /// portablectl(1).
  PORTABLE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether systemd-nspawn starts it, and a `.nspawn` file says how.
  boolean isMachine() {
    return this == TAR || this == EROFS || this == SQUASHFS;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(NspawnForm::word).toList();
  }

  static Optional<NspawnForm> of(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
  }
}
