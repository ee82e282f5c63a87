package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Token.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads LC_COLLATE of a source and of those it copies into one order (ld-collate.c of glibc).
final class CollateReader {
  private final SourceLibrary library;
  private final Charmap charmap;
  private final Collation collation;
  private final Set<String> reading = new HashSet<>();
  private final Set<String> read = new HashSet<>();

  CollateReader(SourceLibrary library, Charmap charmap, Collation collation) {
    this.library = library;
    this.charmap = charmap;
    this.collation = collation;
  }

  /// Reads a source, if it was not read before.
  ///
  /// @return whether the source has the category
  boolean read(String source) throws IOException, LocaleSourceException {
    if (read.contains(source)) {
      return true;
    }
    if (!reading.add(source)) {
      throw new LocaleSourceException(source + ": LC_COLLATE is a copy of itself");
    }
    Optional<Lexer> lexer = library.section(source, Category.LC_COLLATE);
    if (lexer.isPresent()) {
      lexer.get().rawText(true);
      new Section(lexer.get()).read();
      read.add(source);
    }
    reading.remove(source);
    return lexer.isPresent();
  }

  private enum State {
    START,
    ORDER,
    ORDERED,
    REORDER,
    REORDERED
  }

  /// The lines of one source.
  private final class Section {
    private final Lexer lexer;
    private final Conditions conditions;
    private State state = State.START;
    private boolean copied;

    /// The kind of range that the last line opened, with the weights of its elements.
    private Optional<CollationRange> range = Optional.empty();

    Section(Lexer lexer) {
      this.lexer = lexer;
      this.conditions = new Conditions(lexer, collation.definitions());
    }

    void read() throws IOException, LocaleSourceException {
      while (true) {
        Token t = lexer.next();
        switch (t) {
          case Token.Word(var keyword) -> {
            if (keyword.equals("END")) {
              end();
              return;
            }
            statement(keyword);
          }
          case Token.Symbol _, Token.CodePoint _ -> element(t);
          case Mark m when m == Mark.END_OF_LINE -> {}
          case Mark m when CollationRange.isRange(m) -> openRange(m);
          default -> throw lexer.problem("a line must begin with a keyword or a name");
        }
      }
    }

    private void statement(String keyword) throws IOException, LocaleSourceException {
      switch (keyword) {
        case "copy" -> copy();
        case "codepoint_collation" -> {
          collation.compareByCodePoint();
          lexer.endLine();
        }
        case "coll_weight_max" -> lexer.skipLine();
        case "script" -> {
          if (!collation.addScript(symbol())) {
            throw lexer.problem("the script is there already");
          }
          lexer.endLine();
        }
        case "collating-symbol" -> symbols();
        case "collating-element" -> several();
        case "symbol-equivalence" -> {
          String name = symbol();
          if (!collation.addEqual(name, symbol())) {
            throw lexer.problem("the symbol is not known");
          }
          lexer.endLine();
        }
        case "order_start" -> orderStart();
        case "order_end" -> {
          expect(State.ORDER);
          noRange();
          state = State.ORDERED;
          lexer.endLine();
        }
        case "reorder-after" -> reorderAfter();
        case "reorder-end" -> {
          expect(State.REORDER);
          state = State.REORDERED;
          lexer.endLine();
        }
        case "UNDEFINED" -> {
          expect(State.ORDER);
          noRange();
          place(collation.undefined());
        }
        default -> {
          if (!conditions.handle(keyword)) {
            throw lexer.problem("`" + keyword + "` is not known");
          }
        }
      }
    }

    private void copy() throws IOException, LocaleSourceException {
      if (!(lexer.next() instanceof Token.Text(var source))) {
        throw lexer.problem("`copy` takes the name of a source in quotes");
      }
      lexer.endLine();
      if (!CollateReader.this.read(source)) {
        throw lexer.problem(source + " has no LC_COLLATE");
      }
      copied = true;
    }

    private void end() throws LocaleSourceException {
      if (state == State.ORDER || state == State.REORDER) {
        throw lexer.problem("`order_end` or `reorder-end` is missing");
      }
      if (state == State.START && !copied && !collation.isByCodePoint()) {
        throw lexer.problem("LC_COLLATE says nothing");
      }
    }

    private void symbols() throws LocaleSourceException {
      String first = symbol();
      Token t = lexer.next();
      if (t == Mark.END_OF_LINE) {
        addSymbol(first);
      } else if (t == Mark.HEXADECIMAL_RANGE || t == Mark.DECIMAL_RANGE) {
        for (String name :
            NameRange.of(first, symbol(), t == Mark.DECIMAL_RANGE ? 10 : 16)
                .orElseThrow(() -> lexer.problem("not a range of names"))) {
          addSymbol(name);
        }
        lexer.endLine();
      } else {
        throw lexer.problem("not a name or a range of names");
      }
    }

    private void addSymbol(String name) throws LocaleSourceException {
      if (!collation.addSymbol(name)) {
        throw lexer.problem("<" + name + "> is there already");
      }
    }

    private void several() throws LocaleSourceException {
      String name = symbol();
      boolean from = lexer.next() instanceof Token.Word(var word) && word.equals("from");
      lexer.rawText(false);
      Token text = lexer.next();
      lexer.rawText(true);
      if (!from || !(text instanceof Token.Text(var characters)) || characters.isEmpty()) {
        throw lexer.problem("`collating-element` takes a name, `from`, and a text in quotes");
      }
      if (charmap.writes(characters) && !collation.addSeveral(name, characters)) {
        throw lexer.problem("<" + name + "> is there already");
      }
      lexer.endLine();
    }

    private void orderStart() throws LocaleSourceException {
      if (state == State.REORDER || state == State.REORDERED) {
        throw lexer.problem("`order_start` after `reorder-after`");
      }
      state = State.ORDER;
      Token t = lexer.next();
      CollationSection section;
      if (t instanceof Token.Symbol(var name)) {
        section =
            collation
                .open(name)
                .orElseThrow(() -> lexer.problem("the script is not known, or in use already"));
        t = lexer.next();
        if (t == Mark.SEMICOLON) {
          t = lexer.next();
        }
      } else {
        section =
            collation
                .openUnnamed()
                .orElseThrow(() -> lexer.problem("a second section without a name"));
      }
      section.rules(rules(t));
    }

    /// `forward;backward;forward,position`: a rule for each level.
    private int[] rules(Token first) throws LocaleSourceException {
      var rules = new IntList();
      int rule = 0;
      for (Token t = first; t != Mark.END_OF_LINE; t = lexer.next()) {
        if (t == Mark.SEMICOLON) {
          rules.add(complete(rule));
          rule = 0;
        } else if (t != Mark.COMMA) {
          rule |= rule(t);
        }
      }
      rules.add(complete(rule));
      if (collation.levels() == 0) {
        collation.levels(rules.size());
      } else if (collation.levels() != rules.size()) {
        throw lexer.problem("sections must have the same number of levels");
      }
      if (rules.size() > 8) {
        throw lexer.problem("more than eight levels");
      }
      return rules.toArray();
    }

    private int rule(Token t) throws LocaleSourceException {
      return switch (t instanceof Token.Word(var word) ? word : "") {
        case "forward" -> CollationSection.FORWARD;
        case "backward" -> CollationSection.BACKWARD;
        case "position" -> CollationSection.POSITION;
        default -> throw lexer.problem("not a rule");
      };
    }

    private static int complete(int rule) {
      return rule == 0 || rule == CollationSection.POSITION
          ? rule | CollationSection.FORWARD
          : rule;
    }

    private void reorderAfter() throws LocaleSourceException {
      if (state == State.ORDER || (state == State.START && !copied)) {
        throw lexer.problem("`reorder-after` without an order before it");
      }
      state = State.REORDER;
      Token name = lexer.next();
      collation.cursor(
          collation
              .placed(name)
              .orElseThrow(() -> lexer.problem("there is nothing by that name in the order")));
      lexer.endLine();
    }

    /// A line that gives a name its place: a new one, or in place of the one it has.
    private void element(Token name) throws LocaleSourceException {
      switch (state) {
        case START -> {
          if (!collation.isSymbol(name)) {
            throw lexer.problem("only symbols can have a place outside of a section");
          }
          collation.openForSymbols();
        }
        case ORDER, REORDER -> {}
        case ORDERED, REORDERED -> throw lexer.problem("not in a section");
      }
      boolean known = name instanceof Token.CodePoint(int codePoint) && charmap.has(codePoint);
      if (range.isPresent()) {
        closeRange(name, known);
        return;
      }
      Optional<CollationElement> there =
          state == State.REORDER ? collation.placed(name) : Optional.empty();
      if (there.isPresent()) {
        collation.remove(there.get());
        place(there.get());
      } else {
        place(collation.place(name, known));
      }
    }

    private void place(CollationElement element) throws LocaleSourceException {
      if (collation.isLinked(element)) {
        throw lexer.problem("<" + element.name() + "> has a place already");
      }
      collation.insert(element);
      element.weigh(weights(element));
    }

    private void openRange(Mark kind) throws LocaleSourceException {
      noRange();
      if (state != State.ORDER) {
        throw lexer.problem("a range outside of a section");
      }
      range = Optional.of(new CollationRange(kind, weights(CollationElement.OF_RANGE)));
    }

    private void closeRange(Token name, boolean known) throws LocaleSourceException {
      CollationRange open = range.orElseThrow();
      range = Optional.empty();
      CollationElement first =
          collation.cursor().orElseThrow(() -> lexer.problem("the range has no start"));
      if (!(name instanceof Token.CodePoint(int to))
          || !first.matches()
          || first.characters().length != 1) {
        throw lexer.problem("a range must be from a character to a character");
      }
      for (int c = first.characters()[0] + 1; c < to; c++) {
        if (charmap.has(c) && open.includes(c, to)) {
          CollationElement element = collation.ofRange(c);
          if (collation.isLinked(element)) {
            throw lexer.problem("<" + element.name() + "> has a place already");
          }
          collation.insert(element);
          element.weigh(open.weightsOf(element));
        }
      }
      place(collation.place(name, known));
    }

    private void noRange() throws LocaleSourceException {
      if (range.isPresent()) {
        throw lexer.problem("the range has no end");
      }
    }

    /// The weights of a line; the element itself at levels that are not given.
    private CollationElement[][] weights(CollationElement itself) throws LocaleSourceException {
      int levels = collation.levels();
      var weights = new ArrayList<CollationElement[]>(levels);
      Token t = lexer.next();
      while (t != Mark.END_OF_LINE) {
        if (weights.size() >= levels) {
          throw lexer.problem("more weights than there are levels");
        }
        weights.add(weight(t));
        t = lexer.next();
        if (t == Mark.SEMICOLON) {
          t = lexer.next();
        } else if (t != Mark.END_OF_LINE) {
          throw lexer.problem("not a list of weights");
        }
      }
      while (weights.size() < levels) {
        weights.add(new CollationElement[] {itself});
      }
      return weights.toArray(new CollationElement[0][]);
    }

    private CollationElement[] weight(Token t) throws LocaleSourceException {
      return switch (t) {
        case Token.Word(var word) when word.equals("IGNORE") -> new CollationElement[] {};
        case Token.Symbol _, Token.CodePoint _ -> new CollationElement[] {collation.weight(t)};
        case Token.Text(var text) when !text.isEmpty() -> weights(text);
        case Mark m when CollationRange.isRange(m) ->
            new CollationElement[] {CollationElement.OF_RANGE};
        default -> throw lexer.problem("not a weight");
      };
    }

    /// Names in brackets, or single letters, in quotes.
    private CollationElement[] weights(String text) throws LocaleSourceException {
      List<CollationElement> weights = new ArrayList<>();
      int at = 0;
      while (at < text.length()) {
        String name = text.substring(at, at + 1);
        at++;
        if (name.equals("<")) {
          int end = at;
          while (end < text.length() && text.charAt(end) != '>') {
            end += text.charAt(end) == lexer.escape() ? 2 : 1;
          }
          if (end >= text.length()) {
            throw lexer.problem("the name in brackets does not end");
          }
          name = text.substring(at, end);
          at = end + 1;
        }
        int codePoint = Lexer.codePoint(name);
        weights.add(
            collation.weight(
                codePoint < 0 ? new Token.Symbol(name) : new Token.CodePoint(codePoint)));
      }
      return weights.toArray(new CollationElement[0]);
    }

    private String symbol() throws LocaleSourceException {
      if (lexer.next() instanceof Token.Symbol(var name)) {
        return name;
      }
      throw lexer.problem("not a name in brackets");
    }

    private void expect(State needed) throws LocaleSourceException {
      if (state != needed) {
        throw lexer.problem("not at this place");
      }
    }
  }
}
