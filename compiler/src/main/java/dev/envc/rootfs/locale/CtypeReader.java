package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Token.Mark;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/// Reads LC_CTYPE of sources (ld-ctype.c of glibc). What is read for one is kept for others that
/// copy or include it.
final class CtypeReader {
  private final SourceLibrary library;
  private final Charmap charmap;
  private final Map<String, CharacterTables> known = new HashMap<>();
  private final Set<String> reading = new HashSet<>();

  CtypeReader(SourceLibrary library, Charmap charmap) {
    this.library = library;
    this.charmap = charmap;
  }

  /// What a source says; not to be changed.
  CharacterTables read(String source) throws IOException, LocaleSourceException {
    CharacterTables tables = known.get(source);
    if (tables == null) {
      if (!reading.add(source)) {
        throw new LocaleSourceException(source + ": LC_CTYPE is a copy of itself");
      }
      Optional<Lexer> lexer = library.section(source, Category.LC_CTYPE);
      tables = lexer.isEmpty() ? new CharacterTables() : read(lexer.get());
      known.put(source, tables);
      reading.remove(source);
    }
    return tables;
  }

  private CharacterTables read(Lexer lexer) throws IOException, LocaleSourceException {
    Token t = lexer.next();
    while (t == Mark.END_OF_LINE) {
      t = lexer.next();
    }
    var tables = new CharacterTables();
    if (t instanceof Token.Word(var word) && word.equals("copy")) {
      if (!(lexer.next() instanceof Token.Text(var source))) {
        throw lexer.problem("`copy` takes the name of a source in quotes");
      }
      lexer.endLine();
      tables = read(source).copy();
      t = lexer.next();
    }
    new Section(lexer, tables).read(t);
    return tables;
  }

  /// The lines of one source.
  private final class Section {
    private final Lexer lexer;
    private final CharacterTables tables;

    Section(Lexer lexer, CharacterTables tables) {
      this.lexer = lexer;
      this.tables = tables;
    }

    void read(Token first) throws LocaleSourceException {
      Token t = first;
      while (true) {
        if (t instanceof Token.Word(var keyword)) {
          if (keyword.equals("END")) {
            return;
          }
          statement(keyword);
        } else if (t != Mark.END_OF_LINE) {
          throw lexer.problem("a line must begin with a keyword");
        }
        t = lexer.next();
      }
    }

    private void statement(String keyword) throws LocaleSourceException {
      switch (keyword) {
        case "charclass" -> newNames("class");
        case "charconv" -> newNames("map");
        case "class" -> characterClass(name(lexer.next()));
        case "map" -> map(name(lexer.next()));
        case "digit" -> characters(CharacterTables.DIGIT, digitsOf(tables.digits));
        case "outdigit" -> outDigits();
        case "translit_start" ->
            new TransliterationReader(lexer, charmap, tables.transliteration).read();
        default -> {
          int characterClass = tables.classNames.indexOf(keyword);
          int map = tables.mapNames.indexOf(keyword);
          if (characterClass >= 0) {
            characters(characterClass, _ -> {});
          } else if (map >= 0) {
            mapping(map);
          } else {
            throw lexer.problem("`" + keyword + "` is not known");
          }
        }
      }
    }

    private void newNames(String kind) throws LocaleSourceException {
      Token t = Mark.SEMICOLON;
      while (t == Mark.SEMICOLON) {
        String name = name(lexer.next());
        if (kind.equals("class") ? !tables.addClass(name) : !tables.addMap(name)) {
          throw lexer.problem("the " + kind + " " + name + " is there already, or one too many");
        }
        t = lexer.next();
      }
      if (t != Mark.END_OF_LINE) {
        throw lexer.problem("not a list of names");
      }
    }

    private void characterClass(String name) throws LocaleSourceException {
      semicolon();
      if (!tables.classNames.contains(name) && !tables.addClass(name)) {
        throw lexer.problem("the class " + name + " is one too many");
      }
      int characterClass = tables.classNames.indexOf(name);
      boolean digit = characterClass == CharacterTables.DIGIT;
      characters(characterClass, digit ? digitsOf(tables.digits) : _ -> {});
    }

    private void map(String name) throws LocaleSourceException {
      semicolon();
      if (!tables.mapNames.contains(name) && !tables.addMap(name)) {
        throw lexer.problem("the map " + name + " is one too many");
      }
      mapping(tables.mapNames.indexOf(name));
    }

    private void outDigits() throws LocaleSourceException {
      if (!tables.outDigits.isEmpty()) {
        throw lexer.problem("`outdigit` is defined twice");
      }
      list(digitsOf(tables.outDigits));
      if (tables.outDigits.size() != 10) {
        throw lexer.problem("`outdigit` must have ten characters");
      }
    }

    private static IntConsumer digitsOf(java.util.List<Integer> digits) {
      return digits::add;
    }

    private void characters(int characterClass, IntConsumer also) throws LocaleSourceException {
      tables.define(characterClass);
      list(
          c -> {
            if (c < 0x80 && charmap.has(c) && characterClass < CharacterTables.CLASSES.size()) {
              tables.putByte(c, characterClass);
            }
            tables.put(c, characterClass);
            also.accept(c);
          });
    }

    /// A list of characters and ranges.
    private void list(IntConsumer each) throws LocaleSourceException {
      Token t = Mark.SEMICOLON;
      while (t == Mark.SEMICOLON) {
        int from = character(lexer.next());
        each.accept(from);
        t = lexer.next();
        int step = t == Mark.HEXADECIMAL_RANGE_BY_TWO ? 2 : 1;
        if (t == Mark.HEXADECIMAL_RANGE || step == 2) {
          int to = character(lexer.next());
          if (to < from) {
            throw lexer.problem("the end of the range is before its start");
          }
          for (int c = from + step; c <= to; c += step) {
            each.accept(c);
          }
          t = lexer.next();
        }
      }
      if (t != Mark.END_OF_LINE) {
        throw lexer.problem("not a list of characters");
      }
    }

    /// Pairs `(from,to)`.
    private void mapping(int map) throws LocaleSourceException {
      if (!tables.defineMap(map)) {
        throw lexer.problem("the map " + tables.mapNames.get(map) + " is defined twice");
      }
      Token t = lexer.next();
      while (t != Mark.END_OF_LINE) {
        expect(t, Mark.OPEN);
        int from = character(lexer.next());
        expect(lexer.next(), Mark.COMMA);
        int to = character(lexer.next());
        expect(lexer.next(), Mark.CLOSE);
        boolean both = charmap.has(from) && charmap.has(to);
        if (both && from < 0x80 && to >= 0x80) {
          tables.mapsAsciiElsewhere = true;
        }
        if (both && from < 0x80 && to < 0x80 && map <= CharacterTables.TOLOWER) {
          tables.mapByte(map, from, to);
        }
        tables.map(map, from, to);
        t = lexer.next();
        if (t == Mark.SEMICOLON) {
          t = lexer.next();
        }
      }
    }

    private void semicolon() throws LocaleSourceException {
      expect(lexer.next(), Mark.SEMICOLON);
    }

    private void expect(Token t, Mark mark) throws LocaleSourceException {
      if (t != mark) {
        throw lexer.problem("not in the form of the line");
      }
    }

    private int character(Token t) throws LocaleSourceException {
      if (t instanceof Token.CodePoint(int codePoint)) {
        return codePoint;
      }
      throw lexer.problem("not a character");
    }

    private String name(Token t) throws LocaleSourceException {
      return switch (t) {
        case Token.Word(var word) -> word;
        case Token.Text(var text) -> text;
        default -> throw lexer.problem("not a name");
      };
    }
  }
}
