package dev.envc.rootfs.locale;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Writes LC_COLLATE (ld-collate.c of glibc): tables by the first byte and by the first character,
/// each with the weights and with lists of what begins alike, longer ones first; and the names of
/// elements of several characters.
final class CollateWriter {
  private final Collation collation;
  private final Charmap charmap;
  private final CategoryWriter writer;

  CollateWriter(Collation collation, Charmap charmap, CategoryWriter writer) {
    this.collation = collation;
    this.charmap = charmap;
    this.writer = writer;
  }

  /// A locale without the category, or one that compares by code point.
  void writeNoOrder(boolean identity) {
    writer.word(0);
    for (int i = 0; i < 12; i++) {
      writer.empty();
    }
    writer.word(0);
    writer.empty();
    writer.empty();
    if (!identity) {
      writer.empty();
      writer.empty();
      writer.empty();
      return;
    }
    var bytes = new byte[256];
    var characters = new ThreeLevelTable(8, 0, -1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
      characters.set(i, i);
    }
    writer.octets(bytes);
    characters.writeWords(writer);
    writer.string(charmap.codeSet());
  }

  void write() throws LocaleSourceException {
    if (collation.levels() == 0) {
      throw new LocaleSourceException("LC_COLLATE: there is no `order_start`");
    }
    List<CollationElement> elements = collation.elements();
    byte[] positions = CollationWeights.assign(collation, elements);
    writer.word(collation.levels());
    rules();
    List<CollationElement> matching = elements.stream().filter(CollationElement::matches).toList();
    new ByteTable(pools()).write(matching);
    for (int i = 0; i < 3; i++) {
      writer.empty();
    }
    new WideTable(pools()).write(matching);
    names(matching);
    writer.octets(positions);
    var sequence = new ThreeLevelTable(6, 10, -1);
    for (CollationElement e : matching) {
      if (e.character) {
        sequence.set(e.characters()[0], e.sequence);
      }
    }
    sequence.writeWords(writer);
    writer.string(charmap.codeSet());
  }

  private void rules() {
    var pool = new Pool(writer.order());
    int next = 0;
    for (CollationSection section : collation.sections()) {
      if (section.rules().length > 0 && section.ruleSet() == next) {
        for (int rule : section.rules()) {
          pool.octet(rule);
        }
        next++;
      }
    }
    pool.align();
    writer.octets(pool.toBytes());
  }

  /// The names of elements of several characters: a table of hashes, with double hashing, and what
  /// the hashes lead to.
  private void names(List<CollationElement> matching) {
    List<CollationElement> several = matching.stream().filter(e -> !e.character).toList();
    int size = NameOrder.prime(several.size() + (several.size() >> 1));
    var table = new int[2 * size];
    var pool = new Pool(writer.order());
    for (CollationElement e : several) {
      byte[] name = e.name().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      int hash = hash(name);
      int at = Integer.remainderUnsigned(hash, size);
      if (table[2 * at] != 0) {
        int step = Integer.remainderUnsigned(hash, size - 2) + 1;
        while (table[2 * at] != 0) {
          at = (at + step) % size;
        }
      }
      table[2 * at] = hash;
      table[2 * at + 1] = pool.size();
      pool.octet(name.length);
      pool.octets(name);
      pool.octet(e.octets().length);
      for (int octet : e.octets()) {
        pool.octet(octet);
      }
      pool.align();
      pool.word(0);
      int[] characters = e.characters();
      pool.word(characters.length);
      for (int c : characters) {
        pool.word(c);
      }
      pool.word(e.sequence);
    }
    writer.word(size);
    writer.words(table);
    writer.octets(pool.toBytes());
  }

  private static int hash(byte[] name) {
    int hash = name.length;
    for (byte b : name) {
      hash = (hash << 3) + b;
    }
    return hash;
  }

  private Pools pools() {
    return new Pools(writer.order());
  }

  /// Where the tables lead to. Zero stands for no index, so the first words are not used.
  private static final class Pools {
    final Pool weights;
    final Pool extra;
    final Pool indirect;

    Pools(ByteOrder order) {
      weights = new Pool(order);
      extra = new Pool(order);
      indirect = new Pool(order);
      extra.word(0);
      indirect.word(0);
    }
  }

  /// What begins with the same byte or character, the longer first, then the greater.
  private abstract static class Table {
    final Pools pools;

    Table(Pools pools) {
      this.pools = pools;
    }

    /// The parts of an element that are compared: its bytes, or its characters.
    abstract int[] parts(CollationElement element);

    /// Adds the weights of an element.
    ///
    /// @return where they are, without the rules
    abstract int addWeights(CollationElement element);

    /// Adds what comes after the first part.
    abstract void addRest(int[] parts);

    int add(CollationElement element) {
      return addWeights(element) | (element.section().ruleSet() & 0x7f) << 24;
    }

    /// The elements that begin alike, in the order of what they begin with.
    List<List<CollationElement>> byFirst(List<CollationElement> elements)
        throws LocaleSourceException {
      var sorted = new ArrayList<>(elements);
      sorted.sort(this::compare);
      var lists = new ArrayList<List<CollationElement>>();
      int start = 0;
      for (int i = 1; i <= sorted.size(); i++) {
        if (i == sorted.size() || first(sorted.get(i)) != first(sorted.get(start))) {
          lists.add(sorted.subList(start, i));
          start = i;
        } else if (compare(sorted.get(i - 1), sorted.get(i)) == 0) {
          throw new LocaleSourceException(
              "LC_COLLATE: <%s> and <%s> match the same"
                  .formatted(sorted.get(i - 1).name(), sorted.get(i).name()));
        }
      }
      return lists;
    }

    int first(CollationElement element) {
      return parts(element)[0];
    }

    private int compare(CollationElement one, CollationElement other) {
      int[] a = parts(one);
      int[] b = parts(other);
      if (a[0] != b[0]) {
        return Integer.compare(a[0], b[0]);
      }
      return a.length == b.length
          ? java.util.Arrays.compare(b, a)
          : Integer.compare(b.length, a.length);
    }

    /// Adds a list; elements that follow each other in their last part are one entry.
    void addList(List<CollationElement> list) {
      int at = 0;
      while (at < list.size()) {
        int last = at;
        while (last + 1 < list.size() && follow(list.get(last + 1), list.get(last))) {
          last++;
        }
        if (last == at) {
          pools.extra.word(add(list.get(at)));
          length(list.get(at));
          addRest(parts(list.get(at)));
        } else {
          // Backwards: from the least to the greatest.
          pools.extra.word(-(pools.indirect.size() / 4));
          length(list.get(last));
          addRest(parts(list.get(last)));
          for (int i = last; i >= at; i--) {
            pools.indirect.word(add(list.get(i)));
          }
          addRest(parts(list.get(at)));
        }
        pools.extra.align();
        at = last + 1;
      }
    }

    abstract void length(CollationElement element);

    private boolean follow(CollationElement lower, CollationElement higher) {
      int[] a = parts(lower);
      int[] b = parts(higher);
      int end = a.length - 1;
      return a.length == b.length
          && java.util.Arrays.equals(a, 0, end, b, 0, end)
          && a[end] + 1 == b[end];
    }
  }

  private final class ByteTable extends Table {
    ByteTable(Pools pools) {
      super(pools);
    }

    @Override
    int[] parts(CollationElement element) {
      return element.octets();
    }

    @Override
    int addWeights(CollationElement element) {
      int at = pools.weights.size();
      CollationElement[][] weights = element.weights();
      for (int level = 0; level < weights.length; level++) {
        int length = pools.weights.size();
        pools.weights.octet(0);
        for (CollationElement w : weights[level]) {
          number(pools.weights, w.byteWeights[level]);
        }
        pools.weights.octetAt(length, pools.weights.size() - length - 1);
      }
      return at;
    }

    @Override
    void length(CollationElement element) {
      pools.extra.octet(element.octets().length - 1);
    }

    @Override
    void addRest(int[] parts) {
      for (int i = 1; i < parts.length; i++) {
        pools.extra.octet(parts[i]);
      }
    }

    void write(List<CollationElement> elements) throws LocaleSourceException {
      var table = new int[256];
      for (List<CollationElement> list : byFirst(elements)) {
        int first = first(list.getFirst());
        if (first == 0) {
          continue; // The end of strings is compared with nothing.
        }
        if (list.size() == 1 && list.getFirst().octets().length == 1) {
          table[first] = add(list.getFirst());
        } else {
          table[first] = -pools.extra.size();
          addList(list);
          if (list.getLast().octets().length != 1) {
            // Whatever else begins with the byte is not defined.
            pools.extra.word(0);
            pools.extra.octet(0);
            pools.extra.octet(0);
            pools.extra.align();
          }
        }
      }
      pools.weights.align();
      writer.words(table);
      writer.octets(pools.weights.toBytes());
      writer.octets(pools.extra.toBytes());
      writer.octets(pools.indirect.toBytes());
    }

    /// A number in the manner of UTF-8, up to six bytes.
    private static void number(Pool pool, int value) {
      if (value < 0x80) {
        pool.octet(value);
        return;
      }
      int length = 2;
      while (length < 6 && value >>> (5 * length + 1) != 0) {
        length++;
      }
      pool.octet(((0xff00 >> length) & 0xff) | (value >>> (6 * (length - 1))));
      for (int i = length - 2; i >= 0; i--) {
        pool.octet(0x80 | ((value >>> (6 * i)) & 0x3f));
      }
    }
  }

  private final class WideTable extends Table {
    WideTable(Pools pools) {
      super(pools);
    }

    @Override
    int[] parts(CollationElement element) {
      return element.characters();
    }

    @Override
    int addWeights(CollationElement element) {
      int at = pools.weights.size() / 4;
      for (CollationElement[] level : element.weights()) {
        pools.weights.word(level.length);
        for (CollationElement w : level) {
          pools.weights.word(w.wideWeight);
        }
      }
      return at;
    }

    @Override
    void length(CollationElement element) {
      pools.extra.word(element.characters().length - 1);
    }

    @Override
    void addRest(int[] parts) {
      for (int i = 1; i < parts.length; i++) {
        pools.extra.word(parts[i]);
      }
    }

    void write(List<CollationElement> elements) throws LocaleSourceException {
      var table = new ThreeLevelTable(6, 10, 0);
      for (List<CollationElement> list : byFirst(elements)) {
        int first = first(list.getFirst());
        if (list.size() == 1 && list.getFirst().characters().length == 1) {
          table.set(first, add(list.getFirst()));
        } else {
          table.set(first, -(pools.extra.size() / 4));
          addList(list);
        }
      }
      table.writeWords(writer);
      writer.octets(pools.weights.toBytes());
      writer.octets(pools.extra.toBytes());
      writer.octets(pools.indirect.toBytes());
    }
  }
}
