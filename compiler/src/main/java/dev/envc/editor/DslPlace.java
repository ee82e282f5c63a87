package dev.envc.editor;

import static dev.envc.editor.DslCursor.item;
import static dev.envc.editor.DslCursor.key;
import static dev.envc.editor.DslCursor.plus;
import static dev.envc.editor.DslValues.leaf;

import dev.envc.editor.Place.Slot;
import dev.envc.editor.Place.Step;
import dev.envc.frontend.dsl.DslTokens.DslToken;
import dev.envc.frontend.dsl.DslTokens.Kind;
import dev.envc.language.LeafType;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  private static final Set<String> PARTS = Set.of("from", "at", "under", "in");
  private final DslCursor at;
  private final DslValues values;

  DslPlace(OpenText open, int offset) {
    this.at = new DslCursor(open, offset);
    this.values = new DslValues(at);
  }

  Place place() {
    while (at.searches() && !at.atEnd()) {
      switch (at.next().text()) {
        case "envc" -> values.value(List.of(key("envc")), leaf(LeafType.LANGUAGE_VERSION));
        case "environment" -> values.value(List.of(key("name")), leaf(LeafType.NAME));
        case "{" -> body(List.of(), ManifestFields.MANIFEST);
        default -> {}
      }
    }
    return at.place()
        .orElseGet(() -> at.words(List.of(), List.of("envc", "environment", "module")));
  }

  private void body(List<Step> path, Shape.Struct shape) {
    var beside = new LinkedHashMap<String, String>();
    while (at.searches()) {
      if (at.atEnd()) {
        at.found(path, Slot.KEY, beside);
      } else if (at.take("}")) {
        return;
      } else {
        DslToken first = at.next();
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
      case "let" -> entry(path, "let", p -> values.assigned(p, DslValues.TEXTS));
      case "variant" ->
          entry(
              path,
              "variants",
              p -> {
                values.condition();
                part(p);
              });
      case "binhost", "file", "user", "group", "output" -> {
        String field = STATEMENTS.getOrDefault(name, name);
        entry(path, field, p -> values.rhs(p, DslValues.valueShape(DslValues.shape(field), "")));
      }
      case "if", "for" -> {
        at.back();
        values.loops();
        values.condition();
        part(plus(plus(path, key("when")), item("")));
      }
      default -> values.rhs(plus(path, key(name)), DslValues.field(shape, name));
    }
  }

  private interface Rest {
    void read(List<Step> path);
  }

  /// A statement about one entry: its name, and the rest.
  private void entry(List<Step> path, String field, Rest rest) {
    List<Step> of = plus(path, key(field));
    if (at.atEnd()) {
      at.found(of, Slot.KEY);
    } else {
      rest.read(plus(of, key(DslWord.unquoted(at.next().text()))));
    }
  }

  private void part(List<Step> path) {
    if (at.take("{")) {
      body(path, ManifestFields.FRAGMENT);
    } else if (at.atEnd()) {
      at.foundWords(path, List.of());
    }
  }

  private void sources(List<Step> path) {
    List<Step> each = plus(plus(path, key("extends")), item(""));
    if (at.is("[")) {
      values.value(plus(path, key("extends")), DslValues.shape("extends"));
      return;
    }
    do {
      values.value(each, leaf(LeafType.IMPORT));
      if (at.take("from")) {
        values.value(plus(each, key("git")), leaf(LeafType.GIT));
        if (at.take("at")) {
          values.value(plus(each, key("commit")), leaf(LeafType.COMMIT));
        }
      }
    } while (at.take(","));
  }

  private void tree(List<Step> path) {
    if (at.atEnd()) {
      at.foundWords(path, List.of("from", "in"));
      return;
    }
    if (at.is("{")) {
      values.value(path, DslValues.valueShape(DslValues.shape("trees"), ""));
      return;
    }
    while (!at.atEnd() && PARTS.contains(at.peek().text())) {
      String name =
          switch (at.next().text()) {
            case "from" -> "git";
            case "at" -> "commit";
            case "under" -> "subdir";
            default -> "directory";
          };
      values.value(plus(path, key(name)), leaf(LeafType.TEXT));
    }
    values.condition();
  }

  private void param(List<Step> path) {
    List<Step> of = plus(path, key("params"));
    if (at.atEnd()) {
      at.found(of, Slot.NONE);
      return;
    }
    DslToken name = at.next();
    boolean typed = name.kind() == Kind.LABEL;
    List<Step> own = plus(of, key(name.text().replaceFirst(":$", "")));
    if (typed) {
      values.value(plus(own, key("type")), leaf(LeafType.PARAMETER_TYPE));
    }
    if (at.is("=")) {
      values.assigned(plus(own, key("default")), DslValues.TEXTS);
    }
    if (at.is("{")) {
      values.value(own, DslValues.valueShape(DslValues.shape("params"), ""));
    }
  }
}
