package dev.envc.rootfs.locale;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The order of a locale while sources say it: a list of elements, into which each source puts its
/// own, or moves those of the one it copies. Names of characters, of symbols and of elements of
/// several characters are apart.
final class Collation {
  /// Before the first element.
  private final CollationElement head = element(new Token.Symbol(""), false);

  /// `UNDEFINED`: where characters sort that are not in the order.
  private final CollationElement undefined = element(new Token.Word("UNDEFINED"), false);

  private final Map<Token, CollationElement> characters = new HashMap<>(1 << 16);
  private final Map<String, Optional<CollationElement>> symbols = new HashMap<>(1 << 16);
  private final Map<String, CollationElement> several = new HashMap<>();
  private final Map<String, CollationSection> scripts = new HashMap<>();
  private final List<CollationSection> sections = new ArrayList<>();
  private final Set<String> definitions = new HashSet<>();
  private @Nullable CollationSection current;
  private @Nullable CollationElement cursor;
  private int levels;
  private boolean byCodePoint;

  /// How many levels are compared; zero before the first section says so.
  int levels() {
    return levels;
  }

  void levels(int count) {
    levels = count;
  }

  /// Whether strings are compared by their characters' numbers, without any order of their own.
  boolean isByCodePoint() {
    return byCodePoint;
  }

  void compareByCodePoint() {
    byCodePoint = true;
  }

  /// The names that `define` defines, for `ifdef`.
  Set<String> definitions() {
    return definitions;
  }

  List<CollationSection> sections() {
    return sections;
  }

  CollationElement undefined() {
    return undefined;
  }

  /// All elements in order.
  List<CollationElement> elements() {
    var elements = new ArrayList<CollationElement>();
    for (CollationElement e = head.next(); e != null; e = e.next()) {
      elements.add(e);
    }
    return elements;
  }

  /// @return whether there was no section of the name
  boolean addScript(String name) {
    return scripts.putIfAbsent(name, new CollationSection(name)) == null;
  }

  /// Opens a section of elements.
  ///
  /// @return empty when it is not known or was opened before
  Optional<CollationSection> open(String name) {
    CollationSection section = scripts.get(name);
    if (section == null || sections.contains(section)) {
      return Optional.empty();
    }
    sections.add(current == null ? 0 : sections.indexOf(current) + 1, section);
    current = section;
    return Optional.of(section);
  }

  /// Opens the section without a name; its rules are the first.
  ///
  /// @return empty when it was opened before
  Optional<CollationSection> openUnnamed() {
    if (sections.stream().anyMatch(s -> s.name.isEmpty() && s != CollationSection.NONE)) {
      return Optional.empty();
    }
    var section = new CollationSection("");
    sections.addFirst(section);
    current = section;
    return Optional.of(section);
  }

  /// Symbols may have places before there is a section.
  void openForSymbols() {
    if (sections.isEmpty()) {
      current = new CollationSection("symbols");
      sections.add(current);
    }
  }

  /// @return whether the name was free
  boolean addSymbol(String name) {
    return !several.containsKey(name) && symbols.putIfAbsent(name, Optional.empty()) == null;
  }

  /// Gives a symbol another name.
  ///
  /// @return whether there is one
  boolean addEqual(String name, String known) {
    if (!symbols.containsKey(known)) {
      return false;
    }
    symbols.put(name, Optional.of(symbol(known)));
    return true;
  }

  /// @return whether the name was free
  boolean addSeveral(String name, String text) {
    return !symbols.containsKey(name)
        && several.putIfAbsent(
                name,
                new CollationElement(new Token.Symbol(name), text.codePoints().toArray(), false))
            == null;
  }

  boolean isSymbol(Token name) {
    return name instanceof Token.Symbol(var symbol) && symbols.containsKey(symbol);
  }

  /// What a name stands for as a weight; a character that has no place yet may come later.
  CollationElement weight(Token name) {
    CollationElement known = characters.get(name);
    if (known != null) {
      return known;
    }
    if (name instanceof Token.Symbol(var symbol)) {
      if (symbols.containsKey(symbol)) {
        return symbol(symbol);
      }
      CollationElement element = several.get(symbol);
      if (element != null) {
        return element;
      }
    }
    var later = element(name, true);
    characters.put(name, later);
    return later;
  }

  /// What a name stands for that is to get a place.
  ///
  /// @param known whether it is a character of the character set
  CollationElement place(Token name, boolean known) {
    if (known && name instanceof Token.CodePoint(int codePoint)) {
      CollationElement element = characters.computeIfAbsent(name, n -> element(n, true));
      element.match(codePoint);
      return element;
    }
    if (name instanceof Token.Symbol(var symbol)) {
      CollationElement element = several.get(symbol);
      if (element != null) {
        return element;
      }
      if (symbols.containsKey(symbol)) {
        return symbol(symbol);
      }
    }
    var nothing = element(name, false);
    characters.putIfAbsent(name, nothing);
    return nothing;
  }

  /// What is in the order by a name.
  Optional<CollationElement> placed(Token name) {
    CollationElement element = characters.get(name);
    if (element == null && name instanceof Token.Symbol(var symbol)) {
      element = symbols.getOrDefault(symbol, Optional.empty()).orElse(several.get(symbol));
    }
    return Optional.ofNullable(element).filter(this::isLinked);
  }

  /// A character of a range, which need not have a name so far.
  CollationElement ofRange(int codePoint) {
    var name = new Token.CodePoint(codePoint);
    CollationElement known = characters.get(name);
    CollationElement element = known == null ? element(name, true) : known;
    element.match(codePoint);
    return element;
  }

  boolean isLinked(CollationElement element) {
    return element.previous() != null;
  }

  /// The element after which the next gets its place; empty after `reorder-after` with an unknown
  /// one.
  Optional<CollationElement> cursor() {
    return Optional.ofNullable(cursor).filter(c -> c != head);
  }

  void cursor(CollationElement element) {
    cursor = element;
  }

  /// Puts an element after the cursor, which is it then.
  void insert(CollationElement element) {
    element.linkAfter(cursor == null ? head : cursor);
    element.section(current == null ? CollationSection.NONE : current);
    cursor = element;
  }

  /// Takes an element out of the order; the cursor goes to what was before it.
  void remove(CollationElement element) {
    if (element == cursor) {
      cursor = element.previous();
    }
    element.unlink();
  }

  private CollationElement symbol(String name) {
    return symbols
        .computeIfPresent(
            name, (n, e) -> e.isPresent() ? e : Optional.of(element(new Token.Symbol(n), false)))
        .orElseThrow();
  }

  private static CollationElement element(Token name, boolean character) {
    return new CollationElement(name, new int[] {}, character);
  }
}
