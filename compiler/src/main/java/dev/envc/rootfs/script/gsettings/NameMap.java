package dev.envc.rootfs.script.gsettings;

import dev.envc.rootfs.script.glib.Variant;
import dev.envc.rootfs.script.glib.VariantType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The names that a value can have, with their numbers, and other names for them (GLib's
/// gio/strinfo.c): an enumeration, flags, or choices, whose numbers are 0.
final class NameMap {
  /// In the file each name has 17 words at most, with a byte before and behind it.
  private static final int MOST_BYTES = 65;

  private final List<Name> names = new ArrayList<>();
  private int words;

  /// @param number the number of the name; of an alias, the word at which the number of its target
  ///   is
  private record Name(String text, int number, boolean isAlias, int word) {}

  NameMap copy() {
    var copy = new NameMap();
    copy.names.addAll(names);
    copy.words = words;
    return copy;
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /// Whether it is a name, and no alias.
  boolean isName(String text) {
    return names.stream().anyMatch(n -> !n.isAlias() && n.text().equals(text));
  }

  boolean hasNumber(int number) {
    return names.stream().anyMatch(n -> !n.isAlias() && n.number() == number);
  }

  void add(String text, int number) throws SchemaException {
    add(text, number, false);
  }

  void addAlias(String alias, String target) throws SchemaException {
    Name named =
        names.stream()
            .filter(n -> !n.isAlias() && n.text().equals(target))
            .findFirst()
            .orElseThrow(() -> new SchemaException("the alias `" + alias + "` is of no value"));
    add(alias, named.word(), true);
  }

  private void add(String text, int number, boolean isAlias) throws SchemaException {
    if (names.stream().anyMatch(n -> n.text().equals(text))) {
      throw new SchemaException("the value `" + text + "` is there twice");
    }
    if (bytes(text).length > MOST_BYTES) {
      throw new SchemaException("the value `" + text + "` is longer than 65 bytes");
    }
    names.add(new Name(text, number, isAlias, words));
    words += 1 + wordsOf(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A byte that tells names from aliases, the name, zeros to a full word, the last of them 0xff.
  private static int wordsOf(String text) {
    return Math.max(2, (bytes(text).length + 6) / 4);
  }

  /// The map as the file has it, of type `au`.
  Variant value() {
    ByteBuffer buffer = ByteBuffer.allocate(4 * words).order(ByteOrder.LITTLE_ENDIAN);
    for (Name name : names) {
      int start = buffer.position();
      buffer.putInt(name.number()).put((byte) (name.isAlias() ? 0xfe : 0xff));
      buffer.put(bytes(name.text()));
      int end = start + 4 + 4 * wordsOf(name.text());
      buffer.put(end - 1, (byte) 0xff).position(end);
    }
    buffer.flip();
    var values = new ArrayList<Variant>();
    while (buffer.hasRemaining()) {
      values.add(new Variant.Scalar(VariantType.WORDS.element(), buffer.getInt()));
    }
    return new Variant.Container(VariantType.WORDS, values);
  }
}
