package dev.envc.rootfs.script.mime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToIntFunction;

/// The magic of all types in the cache: those of the types, all matches, and their bytes.
final class MagicTable {
  private static final int MAGIC = 16;
  private static final int MATCH = 32;

  private final List<Magic> magic;
  private final List<Match> matches = new ArrayList<>();
  private final IdentityHashMap<Match, Integer> numbers = new IdentityHashMap<>();

  MagicTable(List<Magic> magic) {
    this.magic = magic;
    magic.forEach(m -> collect(m.matches()));
  }

  /// Matches beside one another come one behind the other, those in them behind them.
  private void collect(List<Match> added) {
    for (Match match : added) {
      numbers.put(match, matches.size());
      matches.add(match);
    }
    added.forEach(match -> collect(match.matches()));
  }

  /// @param strings where a string is in the file
  void write(Bytes out, ToIntFunction<String> strings) {
    out.word(magic.size()).word(extent()).word(out.size() + 4);
    int first = out.size() + MAGIC * magic.size();
    for (Magic m : magic) {
      out.word(m.priority()).word(strings.applyAsInt(m.type().toString()));
      list(out, m.matches(), first);
    }
    int data = first + MATCH * matches.size();
    for (Match m : matches) {
      int size = Bytes.aligned(m.data().length);
      out.word((int) m.start()).word(m.offsets()).word(m.wordSize()).word(m.data().length);
      out.word(data).word(m.mask().isPresent() ? data + size : 0);
      data += m.mask().isPresent() ? 2 * size : size;
      list(out, m.matches(), first);
    }
    for (Match m : matches) {
      out.padded(m.data());
      m.mask().ifPresent(out::padded);
    }
  }

  private void list(Bytes out, List<Match> list, int first) {
    out.word(list.size());
    out.word(list.isEmpty() ? 0 : first + MATCH * numbers.getOrDefault(list.getFirst(), 0));
  }

  /// How much of a file must be read, in bytes.
  private int extent() {
    long extent = 0;
    for (Match m : matches) {
      extent = Math.max(extent, m.data().length + m.start() + m.offsets()) & 0xffff_ffffL;
    }
    return (int) extent;
  }
}
