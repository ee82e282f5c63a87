package dev.envc.rootfs.locale;

import static dev.envc.rootfs.locale.CharacterTables.ALNUM;
import static dev.envc.rootfs.locale.CharacterTables.ALPHA;
import static dev.envc.rootfs.locale.CharacterTables.BLANK;
import static dev.envc.rootfs.locale.CharacterTables.DIGIT;
import static dev.envc.rootfs.locale.CharacterTables.GRAPH;
import static dev.envc.rootfs.locale.CharacterTables.LOWER;
import static dev.envc.rootfs.locale.CharacterTables.PRINT;
import static dev.envc.rootfs.locale.CharacterTables.PUNCT;
import static dev.envc.rootfs.locale.CharacterTables.SPACE;
import static dev.envc.rootfs.locale.CharacterTables.TOLOWER;
import static dev.envc.rootfs.locale.CharacterTables.TOUPPER;
import static dev.envc.rootfs.locale.CharacterTables.UPPER;
import static dev.envc.rootfs.locale.CharacterTables.XDIGIT;

/// What POSIX says of classes and maps that a source does not define, and what follows from classes
/// for others (POSIX, LC_CTYPE). That characters are in no two classes that exclude each other is
/// not checked.
final class CtypeDefaults {
  private final CharacterTables tables;

  private CtypeDefaults(CharacterTables tables) {
    this.tables = tables;
  }

  static void apply(CharacterTables tables) {
    new CtypeDefaults(tables).apply();
  }

  private void apply() {
    range(UPPER, 'A', 'Z');
    range(LOWER, 'a', 'z');
    if (!tables.defines(ALPHA)) {
      tables.putAlso(1 << UPPER | 1 << LOWER, 1 << ALPHA);
    }
    range(DIGIT, '0', '9');
    tables.putAlso(1 << ALPHA | 1 << DIGIT, 1 << ALNUM);
    each(SPACE, " \f\n\r\t\u000b");
    each(XDIGIT, "0123456789ABCDEFabcdef");
    each(BLANK, " \t");
    int seen = 1 << UPPER | 1 << LOWER | 1 << ALPHA | 1 << DIGIT | 1 << XDIGIT | 1 << PUNCT;
    if (!tables.defines(GRAPH)) {
      tables.putAlso(seen, 1 << GRAPH);
    }
    if (!tables.defines(PRINT)) {
      tables.putAlso(seen, 1 << PRINT);
    }
    // Whatever is seen is graph and print, also where a source does not say so.
    tables.putAlso(seen | 1 << ALNUM, 1 << GRAPH | 1 << PRINT);
    put(' ', PRINT);
    maps();
    for (int digit = tables.outDigits.size(); digit < 10; digit++) {
      tables.outDigits.add('0' + digit);
    }
    if (tables.digits.isEmpty()) {
      for (int digit = 0; digit < 10; digit++) {
        tables.digits.add('0' + digit);
      }
    }
  }

  private void maps() {
    if (!tables.definesMap(TOUPPER)) {
      for (int c = 'a'; c <= 'z'; c++) {
        tables.map(TOUPPER, c, c + 'A' - 'a');
        tables.mapByte(TOUPPER, c, c + 'A' - 'a');
      }
    }
    if (!tables.definesMap(TOLOWER)) {
      int count = tables.mappedCharacters(TOUPPER);
      for (int i = 0; i < count; i++) {
        int upper = tables.mappedNumber(TOUPPER, i);
        if (upper != 0) {
          tables.map(TOLOWER, upper, tables.character(i));
        }
      }
      for (int i = 0; i < 256; i++) {
        tables.mapByte(TOLOWER, tables.mappedByte(TOUPPER, i), i);
      }
    }
  }

  private void range(int characterClass, char from, char to) {
    if (!tables.defines(characterClass)) {
      for (char c = from; c <= to; c++) {
        put(c, characterClass);
      }
    }
  }

  private void each(int characterClass, String characters) {
    if (!tables.defines(characterClass)) {
      characters.chars().forEach(c -> put(c, characterClass));
    }
  }

  private void put(int character, int characterClass) {
    tables.put(character, characterClass);
    tables.putByte(character, characterClass);
  }
}
