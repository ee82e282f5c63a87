package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Transliteration.Ignored;
import dev.envc.rootfs.locale.Transliteration.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Writes LC_CTYPE (ld-ctype.c and langinfo.h of glibc).
///
/// @param tables complete, see [CtypeDefaults]
/// @param rules the transliterations of the source and of those it includes, sorted
/// @param missing what is written where there is no rule
record CtypeWriter(
    CharacterTables tables,
    Charmap charmap,
    Collection<Rule> rules,
    String missing,
    CategoryWriter writer) {
  /// The elements before the tables of classes and maps.
  private static final int FIXED_ELEMENTS = 72;

  /// What the arrays for `char` have below zero, for programs that use it signed; EOF is the last.
  private static final int BELOW = 128;

  void write() {
    byteClasses();
    byteMap(CharacterTables.TOUPPER);
    writer.empty();
    byteMap(CharacterTables.TOLOWER);
    writer.empty();
    classesOfFirst();
    for (int i = 0; i < 4; i++) {
      writer.empty();
    }
    names(tables.classNames);
    names(tables.mapNames);
    widths();
    writer.word(Charmap.WIDEST);
    writer.string(charmap.codeSet());
    mapOfFirst(CharacterTables.TOUPPER);
    mapOfFirst(CharacterTables.TOLOWER);
    writer.word(FIXED_ELEMENTS);
    writer.word(FIXED_ELEMENTS + tables.classNames.size());
    digits();
    transliteration();
    writer.word(tables.mapsAsciiElsewhere ? 1 : 0);
    writer.word(mapsOtherThanAscii() ? 1 : 0);
    for (int i = 0; i < tables.classNames.size(); i++) {
      classTable(i);
    }
    for (int i = 0; i < tables.mapNames.size(); i++) {
      mapTable(i);
    }
  }

  /// For each byte the bits of its classes, in big-endian order always.
  private void byteClasses() {
    var bits = new Pool(java.nio.ByteOrder.BIG_ENDIAN);
    for (int i = -BELOW; i < 256; i++) {
      int classes = i == -1 ? 0 : tables.classesOfByte(i & 0xff);
      bits.octet(classes >> 8);
      bits.octet(classes);
    }
    writer.octets(bits.toBytes());
  }

  private void byteMap(int map) {
    var values = new int[BELOW + 256];
    for (int i = -BELOW; i < 256; i++) {
      values[BELOW + i] = i == -1 ? -1 : tables.mappedByte(map, i & 0xff);
    }
    writer.words(values);
  }

  /// For each of the first 256 characters the bits of its classes, in big-endian order always.
  private void classesOfFirst() {
    var bits = new Pool(java.nio.ByteOrder.BIG_ENDIAN);
    for (int i = 0; i < 256; i++) {
      bits.word(tables.classesOfNumber(i));
    }
    writer.octets(bits.toBytes());
  }

  private void mapOfFirst(int map) {
    var values = new int[256];
    for (int i = 0; i < values.length; i++) {
      int to = tables.mappedNumber(map, i);
      values[i] = to == 0 ? i : to;
    }
    writer.words(values);
  }

  private void names(List<String> names) {
    writer.structure(
        () -> {
          names.forEach(writer::string);
          writer.octet(0);
          writer.align();
        });
  }

  /// Columns of the printable characters; those of the others are not known. A zero has none.
  private void widths() {
    var table = new ThreeLevelTable(7, 9, 0xff);
    for (int c : charmap.characters()) {
      if (isPrintable(c)) {
        table.set(c, charmap.defaultWidth());
      }
    }
    for (Charmap.Width width : charmap.widths()) {
      for (int c = width.from(); c <= width.to(); c++) {
        if (charmap.has(c) && isPrintable(c)) {
          table.set(c, width.columns());
        }
      }
    }
    table.set(0, 0);
    table.writeOctets(writer);
  }

  private boolean isPrintable(int character) {
    return (tables.classesOf(character) & 1 << CharacterTables.PRINT) != 0;
  }

  /// Digits that are read, in groups of ten, and those that are written; as bytes and as
  /// characters.
  private void digits() {
    List<Integer> written = tables.digits.stream().toList();
    var readable = new ArrayList<Integer>();
    for (int i = 0; i + 10 <= written.size(); i += 10) {
      if (written.subList(i, i + 10).stream().allMatch(charmap::has)) {
        readable.addAll(written.subList(i, i + 10));
      }
    }
    int groups = written.size() / 10;
    writer.word(readable.size() / 10);
    for (int digit = 0; digit < 10; digit++) {
      int first = digit;
      writer.structure(
          () -> {
            for (int i = first; i < readable.size(); i += 10) {
              bytes(readable.get(i));
            }
          });
    }
    writer.word(groups);
    for (int digit = 0; digit < 10; digit++) {
      int first = digit;
      writer.structure(
          () -> {
            for (int i = first; i < 10 * groups; i += 10) {
              writer.word(written.get(i));
            }
          });
    }
    tables.outDigits.forEach(d -> writer.structure(() -> bytes(charmap.has(d) ? d : '?')));
    tables.outDigits.forEach(writer::word);
  }

  private void bytes(int character) {
    writer.octets(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    writer.octet(0);
  }

  private void transliteration() {
    var fromIndex = new IntList();
    var fromTexts = new IntList();
    var toIndex = new IntList();
    var toTexts = new IntList();
    for (Rule rule : rules) {
      fromIndex.add(fromTexts.size());
      toIndex.add(toTexts.size());
      text(rule.from(), fromTexts);
      rule.to().forEach(t -> text(t, toTexts));
      toTexts.add(0);
    }
    writer.word(fromIndex.size());
    writer.words(fromIndex.toArray());
    writer.words(fromTexts.toArray());
    writer.words(toIndex.toArray());
    writer.words(toTexts.toArray());
    int[] instead = missing.codePoints().toArray();
    writer.word(instead.length);
    writer.words(instead);
    List<Ignored> ignored = tables.transliteration.ignored();
    writer.word(ignored.size());
    writer.structure(() -> ignored.forEach(i -> writer.words(i.from(), i.to(), i.step())));
  }

  private static void text(String text, IntList into) {
    text.codePoints().forEach(into::add);
    into.add(0);
  }

  /// Whether bytes are mapped in any other way than the letters of ASCII are.
  private boolean mapsOtherThanAscii() {
    for (int c = 0; c < 256; c++) {
      boolean upper = c >= 'A' && c <= 'Z';
      boolean lower = c >= 'a' && c <= 'z';
      int toUpper = tables.mappedByte(CharacterTables.TOUPPER, c);
      int toLower = tables.mappedByte(CharacterTables.TOLOWER, c);
      if (toUpper != (lower ? c - 0x20 : c) || toLower != (upper ? c + 0x20 : c)) {
        return true;
      }
    }
    return false;
  }

  /// Bits for the bytes, and the table of the characters of a class.
  private void classTable(int characterClass) {
    writer.prelude(
        () -> {
          var bits = new int[8];
          for (int i = 0; i < 256; i++) {
            if ((tables.classesOfByte(i) & 1 << characterClass) != 0) {
              bits[i >> 5] |= 1 << (i & 0x1f);
            }
          }
          writer.words(bits);
        });
    var table = new ThreeLevelTable(4, 7, 0);
    for (int i = 0; i < tables.classifiedCharacters(); i++) {
      if ((tables.classesOfNumber(i) & 1 << characterClass) != 0) {
        int c = tables.character(i);
        table.set(c >> 5, table.get(c >> 5) | 1 << (c & 0x1f));
      }
    }
    table.writeBits(writer);
  }

  /// The table of a map: what is to be added to a character.
  private void mapTable(int map) {
    var table = new ThreeLevelTable(7, 9, 0);
    for (int i = 0; i < tables.mappedCharacters(map); i++) {
      int to = tables.mappedNumber(map, i);
      if (to != 0) {
        table.set(tables.character(i), to - tables.character(i));
      }
    }
    table.writeWords(writer);
  }
}
