package dev.envc.editor;

import dev.envc.editor.Place.Slot;
import dev.envc.editor.Place.Step;
import dev.envc.frontend.dsl.DslTokens;
import dev.envc.frontend.dsl.DslTokens.DslToken;
import dev.envc.frontend.dsl.DslTokens.Kind;
import dev.envc.language.Field;
import dev.envc.language.LeafType;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import dev.envc.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the place of an offset in a text in the `.envc` form: reads the words before the cursor as
/// the parser would, and stops where they end. What it cannot make sense of it passes over.
final class DslPlace {
  /// The statements that stand for one entry of a field.
  static final Map<String, String> STATEMENTS =
      Map.of(
          "tree", "trees",
          "param", "params",
          "binhost", "binhosts",
          "file", "files",
          "user", "users",
          "group", "groups",
          "output", "outputs",
          "variant", "variants",
          "let", "let",
          "extends", "extends");

  private static final Set<String> OPERATORS = Set.of("==", "!=", "in");
  private static final Set<String> PARTS = Set.of("from", "at", "under", "in");
  private static final Shape TEXTS =
      new Shape.ListOf(new Shape.Leaf(LeafType.TEXT), Shape.Merge.REPLACE);

  private final String text;
  private final List<DslToken> tokens;
  private final Place.Word word;
  private int i;
  private Optional<Place> found = Optional.empty();

  DslPlace(OpenText open, int offset) {
    this.text = open.text();
    List<DslToken> all = DslTokens.of(SourceFile.of(open.path().toString(), text));
    Optional<DslToken> current = all.stream().filter(t -> holds(t, offset)).findFirst();
    int from = current.map(t -> t.span().start()).orElse(offset);
    this.tokens =
        all.stream().filter(t -> t.kind() != Kind.COMMENT && t.span().end() <= from).toList();
    this.word = DslWord.of(text, current, offset);
    boolean comment =
        all.stream()
            .anyMatch(
                t ->
                    t.kind() == Kind.COMMENT
                        && t.span().start() < offset
                        && offset <= t.span().end());
    if (comment) {
      found(List.of(), Slot.NONE);
    }
  }

  private static boolean holds(DslToken t, int offset) {
    boolean word = t.kind() == Kind.WORD || t.kind() == Kind.TEXT || t.kind() == Kind.LABEL;
    boolean behindQuote = t.kind() == Kind.TEXT && offset == t.span().end();
    return word && t.span().start() <= offset && offset <= t.span().end() && !behindQuote;
  }

  Place place() {
    while (found.isEmpty() && !atEnd()) {
      switch (next().text()) {
        case "envc" -> value(List.of(key("envc")), leaf(LeafType.LANGUAGE_VERSION));
        case "environment" -> value(List.of(key("name")), leaf(LeafType.NAME));
        case "{" -> body(List.of(), ManifestFields.MANIFEST);
        default -> {}
      }
    }
    return found.orElseGet(() -> words(List.of(), List.of("envc", "environment", "module")));
  }

  private boolean atEnd() {
    return i >= tokens.size();
  }

  private DslToken next() {
    return tokens.get(i++);
  }

  private boolean is(String mark) {
    return !atEnd() && tokens.get(i).text().equals(mark) && tokens.get(i).kind() != Kind.TEXT;
  }

  private boolean take(String mark) {
    boolean is = is(mark);
    i += is ? 1 : 0;
    return is;
  }

  private void found(List<Step> path, Slot slot) {
    found(path, slot, Map.of());
  }

  private void found(List<Step> path, Slot slot, Map<String, String> beside) {
    if (found.isEmpty()) {
      found = Optional.of(Place.of(path, slot, word, beside));
    }
  }

  private Place words(List<Step> path, List<String> all) {
    return new Place(path, Slot.WORDS, word, Map.of(), all);
  }

  private void foundWords(List<Step> path, List<String> all) {
    if (found.isEmpty()) {
      found = Optional.of(words(path, all));
    }
  }

  private void body(List<Step> path, Shape.Struct shape) {
    var beside = new LinkedHashMap<String, String>();
    while (found.isEmpty()) {
      if (atEnd()) {
        found(path, Slot.KEY, beside);
      } else if (take("}")) {
        return;
      } else {
        DslToken first = next();
        beside.put(first.text(), "");
        statement(first.text(), path, shape);
      }
    }
  }

  private void statement(String name, List<Step> path, Shape.Struct shape) {
    switch (name) {
      case "extends" -> sources(path);
      case "tree" -> entry(path, "trees", this::tree);
      case "param" -> param(path);
      case "let" -> entry(path, "let", p -> assigned(p, TEXTS));
      case "variant" ->
          entry(
              path,
              "variants",
              p -> {
                condition();
                part(p);
              });
      case "binhost", "file", "user", "group", "output" -> {
        String field = STATEMENTS.getOrDefault(name, name);
        entry(path, field, p -> rhs(p, valueShape(shape(field), "")));
      }
      case "if", "for" -> {
        i--;
        loops();
        condition();
        part(plus(plus(path, key("when")), item("")));
      }
      default -> rhs(plus(path, key(name)), field(shape, name));
    }
  }

  private interface Rest {
    void read(List<Step> path);
  }

  /// A statement about one entry: its name, and the rest.
  private void entry(List<Step> path, String field, Rest rest) {
    List<Step> of = plus(path, key(field));
    if (atEnd()) {
      found(of, Slot.KEY);
    } else {
      rest.read(plus(of, key(DslWord.unquoted(next().text()))));
    }
  }

  private void part(List<Step> path) {
    if (take("{")) {
      body(path, ManifestFields.FRAGMENT);
    } else if (atEnd()) {
      foundWords(path, List.of());
    }
  }

  private void sources(List<Step> path) {
    List<Step> each = plus(plus(path, key("extends")), item(""));
    if (is("[")) {
      value(plus(path, key("extends")), shape("extends"));
      return;
    }
    do {
      value(each, leaf(LeafType.IMPORT));
      if (take("from")) {
        value(plus(each, key("git")), leaf(LeafType.GIT));
        if (take("at")) {
          value(plus(each, key("commit")), leaf(LeafType.COMMIT));
        }
      }
    } while (take(","));
  }

  private void tree(List<Step> path) {
    if (atEnd()) {
      foundWords(path, List.of("from", "in"));
      return;
    }
    if (is("{")) {
      value(path, valueShape(shape("trees"), ""));
      return;
    }
    while (!atEnd() && PARTS.contains(tokens.get(i).text())) {
      String name =
          switch (next().text()) {
            case "from" -> "git";
            case "at" -> "commit";
            case "under" -> "subdir";
            default -> "directory";
          };
      value(plus(path, key(name)), leaf(LeafType.TEXT));
    }
    condition();
  }

  private void param(List<Step> path) {
    List<Step> of = plus(path, key("params"));
    if (atEnd()) {
      found(of, Slot.NONE);
      return;
    }
    DslToken name = next();
    boolean typed = name.kind() == Kind.LABEL;
    List<Step> own = plus(of, key(name.text().replaceFirst(":$", "")));
    if (typed) {
      value(plus(own, key("type")), leaf(LeafType.PARAMETER_TYPE));
    }
    if (is("=")) {
      assigned(plus(own, key("default")), TEXTS);
    }
    if (is("{")) {
      value(own, valueShape(shape("params"), ""));
    }
  }

  private void assigned(List<Step> path, Shape shape) {
    if (take("=")) {
      rhs(path, shape);
    } else if (atEnd()) {
      foundWords(path, List.of());
    }
  }

  /// Values with commas between them, a reason, a condition.
  private void rhs(List<Step> path, Shape shape) {
    if (!take("default")) {
      take("force");
    }
    value(path, shape);
    while (take(",")) {
      value(path, shape);
    }
    reason(path);
    condition();
  }

  private void reason(List<Step> path) {
    if (take("because")) {
      value(plus(path, key("because")), leaf(LeafType.TEXT));
    }
  }

  private void value(List<Step> path, Shape shape) {
    if (atEnd()) {
      if (!wordStartsLine()) {
        boolean list = shape instanceof Shape.ListOf;
        found(list ? plus(path, item("")) : path, Slot.VALUE);
      }
    } else if (take("{")) {
      block(path, shape);
    } else if (take("[")) {
      items(path, shape, "]");
    } else if (!is("}") && !is("]") && !startsStatement()) {
      i++;
    }
  }

  /// Whether the cursor's word starts the name of a field on a line of its own, where a value is
  /// missing.
  private boolean wordStartsLine() {
    int before = i == 0 ? 0 : tokens.get(i - 1).span().end();
    return word.start() > before
        && !word.before().isEmpty()
        && text.substring(before, word.start()).contains("\n")
        && names().anyMatch(n -> n.startsWith(word.before()));
  }

  private static Stream<String> names() {
    return Stream.concat(STATEMENTS.keySet().stream(), ManifestFields.MANIFEST.names().stream());
  }

  /// Whether the next word is the name of a field on a line of its own: the value before it is not
  /// written yet.
  private boolean startsStatement() {
    DslToken next = tokens.get(i);
    boolean known = next.kind() == Kind.WORD && names().anyMatch(next.text()::equals);
    return known && i > 0 && tokens.get(i - 1).span().to().line() < next.span().from().line();
  }

  private void block(List<Step> path, Shape shape) {
    if (shape instanceof Shape.ListOf) {
      items(path, shape, "}");
    } else {
      pairs(path, shape, new LinkedHashMap<>());
    }
  }

  private void items(List<Step> path, Shape shape, String end) {
    Shape of = shape instanceof Shape.ListOf l ? l.item() : new Shape.Free();
    List<Step> here = path;
    while (found.isEmpty()) {
      if (atEnd()) {
        found(plus(here, item("")), Slot.ITEM);
      } else if (take(end)) {
        return;
      } else if (is("}") || is("]")) {
        return;
      } else if (tokens.get(i).kind() == Kind.LABEL) {
        here = expanded(path, next().text());
      } else {
        oneItem(here, of);
      }
    }
  }

  /// `use { ssl python_targets: python3_11 }`: what follows the label belongs to `use-expand`.
  private static List<Step> expanded(List<Step> path, String label) {
    List<Step> around = path.subList(0, Math.max(0, path.size() - 1));
    return plus(plus(around, key("use-expand")), key(label.replaceFirst(":$", "")));
  }

  private void oneItem(List<Step> path, Shape shape) {
    if (!take("default")) {
      take("force");
    }
    if (is("{") || is("[") || atEnd()) {
      value(plus(path, item("")), shape);
    } else if (!take(",")) {
      String head = DslWord.unquoted(next().text());
      List<Step> own = plus(path, item(head));
      if (take("{")) {
        block(own, shape);
      }
      reason(own);
    }
    loops();
    condition();
  }

  private void pairs(List<Step> path, Shape shape, Map<String, String> beside) {
    while (found.isEmpty()) {
      if (atEnd()) {
        found(path, Slot.KEY, beside);
      } else if (take("}")) {
        return;
      } else if (is("]") || is(",")) {
        i++;
      } else {
        String name = DslWord.unquoted(next().text());
        beside.put(name, "");
        List<Step> own = plus(path, key(name));
        if (!take("default")) {
          take("force");
        }
        value(own, valueShape(shape, name));
        if (is("{")) {
          value(own, valueShape(shape, name));
        }
        reason(path);
        loops();
        condition();
      }
    }
  }

  private void loops() {
    while (take("for")) {
      if (!atEnd()) {
        i++;
      }
      if (take("in")) {
        if (atEnd()) {
          found(List.of(), Slot.CONDITION);
        } else if (take("[")) {
          items(List.of(), TEXTS, "]");
        } else {
          i++;
        }
      }
    }
  }

  /// `if` with its condition: names, operators, values.
  private void condition() {
    if (!take("if")) {
      return;
    }
    do {
      while (take("!") || take("(")) {
        // An operand follows.
      }
      if (atEnd()) {
        found(List.of(), Slot.CONDITION);
        return;
      }
      String name = next().text();
      if (!atEnd() && OPERATORS.contains(tokens.get(i).text())) {
        i++;
        if (atEnd()) {
          found(List.of(key("if"), key(name)), Slot.CONDITION);
        } else if (take("[")) {
          items(List.of(key("if"), key(name)), TEXTS, "]");
        } else {
          i++;
        }
      }
      while (take(")")) {
        // Closed.
      }
    } while (take("&&") || take("||"));
  }

  private static Shape field(Shape.Struct shape, String name) {
    return shape.field(name).map(Field::shape).orElse(new Shape.Free());
  }

  private static Shape shape(String field) {
    return field(ManifestFields.MANIFEST, field);
  }

  private static Shape valueShape(Shape shape, String name) {
    return switch (shape) {
      case Shape.Struct s -> field(s, name);
      case Shape.MapOf m -> m.value();
      case Shape.Leaf _, Shape.ListOf _, Shape.Free _ -> new Shape.Free();
    };
  }

  private static Shape leaf(LeafType type) {
    return new Shape.Leaf(type);
  }

  private static Step key(String name) {
    return new Step.Key(name);
  }

  private static Step item(String head) {
    return new Step.Item(head.isEmpty() ? Optional.empty() : Optional.of(head));
  }

  private static List<Step> plus(List<Step> path, Step step) {
    var all = new ArrayList<>(path);
    all.add(step);
    return all;
  }
}
