package dev.envc.rootfs.locale;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Lays out the file of a category: a header of the magic number, the number of elements and where
/// each starts; then the elements. Words of 32 bits are aligned, strings end with a zero
/// (locale/programs/locfile.c of glibc).
final class CategoryWriter {
  /// What the next data are to an element.
  private enum Part {
    ELEMENT,
    FIRST,
    FURTHER,
    PRELUDE
  }

  private final Pool data;
  private final IntList offsets = new IntList();
  private Part part = Part.ELEMENT;

  CategoryWriter(ByteOrder order) {
    data = new Pool(order);
  }

  ByteOrder order() {
    return data.order();
  }

  void empty() {
    start();
  }

  void octets(byte[] bytes) {
    start();
    data.octets(bytes);
  }

  void octet(int value) {
    start();
    data.octet(value);
  }

  /// A string of the character set, which is UTF-8.
  void string(String text) {
    start();
    data.octets(upToZero(text).getBytes(StandardCharsets.UTF_8));
    data.octet(0);
  }

  /// A string of wide characters.
  void wide(String text) {
    data.align();
    start();
    upToZero(text).codePoints().forEach(data::word);
    data.word(0);
  }

  void word(int value) {
    data.align();
    start();
    data.word(value);
  }

  void words(int... values) {
    data.align();
    start();
    for (int value : values) {
      data.word(value);
    }
  }

  void align() {
    data.align();
  }

  /// One element of several data; the first says how it is aligned.
  void structure(Runnable body) {
    part = Part.FIRST;
    body.run();
    if (part == Part.FIRST) {
      start();
    }
    part = Part.ELEMENT;
  }

  /// Data before the next element that belong to none.
  void prelude(Runnable body) {
    part = Part.PRELUDE;
    body.run();
    part = Part.ELEMENT;
  }

  byte[] finish(Category category) {
    var file = new Pool(data.order());
    file.word(category.magic());
    file.word(offsets.size());
    for (int i = 0; i < offsets.size(); i++) {
      file.word(4 * (offsets.size() + 2) + offsets.get(i));
    }
    file.octets(data.toBytes());
    return file.toBytes();
  }

  private void start() {
    if (part == Part.ELEMENT || part == Part.FIRST) {
      offsets.add(data.size());
    }
    if (part == Part.FIRST) {
      part = Part.FURTHER;
    }
  }

  private static String upToZero(String text) {
    int zero = text.indexOf('\0');
    return zero < 0 ? text : text.substring(0, zero);
  }
}
