package dev.envc.rootfs.script;

import dev.envc.rootfs.script.TargetRoot.Attributes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Mode and owner that a line asks for.
///
/// @param mode empty when it asks for none
/// @param masked whether bits are given only to what has bits of that kind (`~`)
/// @param whenMade which of them are for what is made only (`:`)
record TemporaryAccess(
    Optional<Integer> mode,
    boolean masked,
    Optional<Long> uid,
    Optional<Long> gid,
    Set<Part> whenMade) {
  private enum Part {
    MODE,
    USER,
    GROUP
  }

  private static final Pattern MODE = Pattern.compile("([~:]*)([0-7]{1,5})");

  /// Empty when there is no such user or group, or no such mode.
  static Optional<TemporaryAccess> of(TargetRoot root, TemporaryLine line) {
    var matcher = MODE.matcher(line.mode());
    boolean hasMode = matcher.matches();
    int bits = hasMode ? Integer.parseInt(matcher.group(2), 8) : 0;
    Optional<Long> uid = line.user().isEmpty() ? Optional.of(0L) : root.uid(plain(line.user()));
    Optional<Long> gid = line.group().isEmpty() ? Optional.of(0L) : root.gid(plain(line.group()));
    if (uid.isEmpty() || gid.isEmpty() || bits > 07777 || (!hasMode && !line.mode().isEmpty())) {
      return Optional.empty();
    }
    String prefix = hasMode ? matcher.group(1) : "";
    var whenMade = EnumSet.noneOf(Part.class);
    if (prefix.contains(":")) {
      whenMade.add(Part.MODE);
    }
    if (line.user().startsWith(":")) {
      whenMade.add(Part.USER);
    }
    if (line.group().startsWith(":")) {
      whenMade.add(Part.GROUP);
    }
    return Optional.of(
        new TemporaryAccess(
            hasMode ? Optional.of(bits) : Optional.empty(),
            prefix.contains("~"),
            line.user().isEmpty() ? Optional.empty() : uid,
            line.group().isEmpty() ? Optional.empty() : gid,
            whenMade));
  }

  private static String plain(String name) {
    return name.startsWith(":") ? name.substring(1) : name;
  }

  int mode(int otherwise) {
    return mode.orElse(otherwise);
  }

  long uid(long otherwise) {
    return uid.orElse(otherwise);
  }

  long gid(long otherwise) {
    return gid.orElse(otherwise);
  }

  /// The same for what has just been made, or copied over.
  TemporaryAccess whole() {
    return new TemporaryAccess(mode, masked, uid, gid, Set.of());
  }

  /// Gives what is there the mode and owner that are asked for.
  void change(TargetRoot root, String path) {
    Attributes there = root.attributes(path).orElseThrow();
    int bits = whenMade.contains(Part.MODE) ? there.mode() : mode(there.mode());
    if (masked && mode.isPresent() && !whenMade.contains(Part.MODE)) {
      bits = masked(bits, there);
    }
    long user = whenMade.contains(Part.USER) ? there.uid() : uid(there.uid());
    long owners = whenMade.contains(Part.GROUP) ? there.gid() : gid(there.gid());
    if (bits != there.mode() || user != there.uid() || owners != there.gid()) {
      root.change(path, bits, user, owners);
    }
  }

  /// Gives what is there the owner that is asked for.
  void own(TargetRoot root, String path) {
    Attributes there = root.attributes(path).orElseThrow();
    root.change(path, there.mode(), uid(there.uid()), gid(there.gid()));
  }

  private static int masked(int mode, Attributes there) {
    int bits = mode;
    for (int kind : new int[] {0111, 0222, 0444}) {
      if ((there.mode() & kind) == 0) {
        bits &= ~kind;
      }
    }
    return there.kind() == TargetRoot.Kind.DIRECTORY ? bits : bits & 0777;
  }
}
