package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Token.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A category whose lines are a keyword with values between semicolons: all but LC_CTYPE and
/// LC_COLLATE. One that is a `copy` is read from what it copies, see [SourceLibrary#origin].
final class Definitions {
  private static final int MAX_VALUES = 1000;

  private final String place;
  private final Charmap charmap;
  private final boolean missing;
  private final Map<String, List<Token>> values = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();

  private Definitions(String place, Charmap charmap, boolean missing) {
    this.place = place;
    this.charmap = charmap;
    this.missing = missing;
  }

  /// Reads the category of a source.
  static Definitions read(SourceLibrary library, String source, Category category, Charmap charmap)
      throws IOException, LocaleSourceException {
    Optional<Lexer> lexer = library.section(source, category);
    var definitions = new Definitions(source + ": " + category, charmap, lexer.isEmpty());
    if (lexer.isPresent()) {
      definitions.fill(lexer.get());
    }
    return definitions;
  }

  /// Whether the source does not have the category. Defaults are taken then.
  boolean isMissing() {
    return missing;
  }

  Charmap charmap() {
    return charmap;
  }

  boolean has(String keyword) {
    return values.containsKey(keyword);
  }

  String text(String keyword, String otherwise) throws LocaleSourceException {
    List<String> texts = texts(keyword);
    if (texts.size() > 1) {
      throw problem(keyword, "has more than one value");
    }
    return texts.isEmpty() ? otherwise : texts.getFirst();
  }

  /// A text that must be there unless the whole category is missing.
  String required(String keyword, String otherwise) throws LocaleSourceException {
    require(keyword);
    return text(keyword, otherwise);
  }

  void require(String keyword) throws LocaleSourceException {
    if (!missing && !has(keyword)) {
      throw problem(keyword, "is missing");
    }
  }

  List<String> texts(String keyword) throws LocaleSourceException {
    var texts = new ArrayList<String>();
    for (Token t : values(keyword)) {
      if (!(t instanceof Token.Text(var text))) {
        throw problem(keyword, "is not a text in quotes");
      }
      if (!charmap.writes(text)) {
        throw problem(keyword, "has a character that " + charmap.codeSet() + " has not");
      }
      texts.add(text);
    }
    return texts;
  }

  /// A text or a number, as a text.
  String textOrNumber(String keyword) throws LocaleSourceException {
    return values(keyword).size() == 1
            && values(keyword).getFirst() instanceof Token.Numeral(var number)
        ? Long.toString(number)
        : text(keyword, "");
  }

  int number(String keyword, int otherwise) throws LocaleSourceException {
    List<Integer> numbers = numbers(keyword);
    if (numbers.size() > 1) {
      throw problem(keyword, "has more than one value");
    }
    return numbers.isEmpty() ? otherwise : numbers.getFirst();
  }

  /// The standard after which a category was written: `category "i18n:2012";LC_TIME`.
  String standard(Category category) throws LocaleSourceException {
    String keyword = "category " + category.name();
    List<Token> stated = values(keyword);
    if (stated.isEmpty()) {
      return "";
    }
    if (stated.getFirst() instanceof Token.Text(var standard) && charmap.writes(standard)) {
      return standard;
    }
    throw problem(keyword, "is not a text in quotes");
  }

  /// A number between two others; the default need not be.
  int number(String keyword, int otherwise, int least, int most) throws LocaleSourceException {
    int number = number(keyword, otherwise);
    if (has(keyword) && (number < least || number > most)) {
      throw problem(keyword, "must be from " + least + " to " + most);
    }
    return number;
  }

  List<Integer> numbers(String keyword) throws LocaleSourceException {
    var numbers = new ArrayList<Integer>();
    for (Token t : values(keyword)) {
      if (!(t instanceof Token.Numeral(var number)) || number > Integer.MAX_VALUE) {
        throw problem(keyword, "is not a number");
      }
      numbers.add((int) number);
    }
    return numbers;
  }

  /// How digits are grouped: a byte for each group, 127 for no more groups, 255 for none from here
  /// on; a zero at the end. Empty when there is no such line.
  byte[] grouping(String keyword) throws LocaleSourceException {
    List<Integer> groups = numbers(keyword);
    if (groups.isEmpty()) {
      return new byte[0];
    }
    boolean none = groups.size() == 1 && groups.getFirst() == -1;
    var bytes = new byte[none ? 1 : groups.size() + 1];
    for (int i = 0; i < bytes.length - 1; i++) {
      int group = groups.get(i);
      if (group > 126 || (group == -1 && i < groups.size() - 1)) {
        throw problem(keyword, "is not a list of groups");
      }
      bytes[i] = (byte) (group == -1 ? 127 : group == 0 ? 255 : group);
    }
    return bytes;
  }

  /// Every keyword must have been asked for.
  void finish() throws LocaleSourceException {
    for (String keyword : values.keySet()) {
      if (!used.contains(keyword)) {
        throw problem(keyword, "is not known");
      }
    }
  }

  LocaleSourceException problem(String keyword, String what) {
    return new LocaleSourceException(place + ": " + keyword + " " + what);
  }

  private List<Token> values(String keyword) {
    used.add(keyword);
    return values.getOrDefault(keyword, List.of());
  }

  private void fill(Lexer lexer) throws LocaleSourceException {
    while (true) {
      Token t = lexer.next();
      if (t == Mark.END_OF_LINE) {
        continue;
      }
      if (!(t instanceof Token.Word(var keyword))) {
        throw lexer.problem("a line must begin with a keyword");
      }
      if (keyword.equals("END")) {
        return;
      }
      List<Token> list = list(lexer);
      // Each line of `category` is about another category.
      String key =
          list.size() == 2 && list.get(1) instanceof Token.Word(var about)
              ? keyword + " " + about
              : keyword;
      if (values.putIfAbsent(key, list) != null) {
        throw lexer.problem(key + " is defined twice");
      }
    }
  }

  private static List<Token> list(Lexer lexer) throws LocaleSourceException {
    var list = new ArrayList<Token>();
    Token t = lexer.next();
    while (t instanceof Token.Text || t instanceof Token.Numeral || t instanceof Token.Word) {
      list.add(t);
      t = lexer.next();
      if (t == Mark.SEMICOLON && list.size() < MAX_VALUES) {
        t = lexer.next();
      } else {
        break;
      }
    }
    if (t != Mark.END_OF_LINE || list.isEmpty()) {
      throw lexer.problem("not a list of values");
    }
    return list;
  }
}
