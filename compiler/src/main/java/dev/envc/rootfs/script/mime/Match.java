package dev.envc.rootfs.script.mime;

import java.util.List;
import java.util.Optional;

/// One `match` of a magic: bytes that a file has at one of some offsets, and the matches in it, of
/// which one must hold, too. Each is a thing of its own, even when it is like another.
final class Match {
  private final long start;
  private final int offsets;
  private final int wordSize;
  private final MatchValue value;
  private final List<Match> matches;

  /// @param start the first offset
  /// @param offsets how many there are
  /// @param wordSize in bytes; those of a word are in the order of the machine
  Match(long start, int offsets, int wordSize, MatchValue value, List<Match> matches) {
    this.start = start;
    this.offsets = offsets;
    this.wordSize = wordSize;
    this.value = value;
    this.matches = List.copyOf(matches);
  }

  long start() {
    return start;
  }

  int offsets() {
    return offsets;
  }

  int wordSize() {
    return wordSize;
  }

  byte[] data() {
    return value.data();
  }

  /// As long as the data; a bit that is 0 does not count.
  Optional<byte[]> mask() {
    return value.mask();
  }

  List<Match> matches() {
    return matches;
  }
}
