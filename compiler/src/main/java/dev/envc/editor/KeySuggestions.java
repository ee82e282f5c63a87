package dev.envc.editor;

import dev.envc.ast.Document.Form;
import dev.envc.driver.BackendInfo;
import dev.envc.editor.Suggestion.Kind;
import dev.envc.language.Field;
import dev.envc.language.LeafType;
import dev.envc.language.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The keys of mappings: fields, the settings of backends, and what may stand around values.
final class KeySuggestions {
  private static final Map<String, String> AROUND =
      Map.of(
          "if", "The value counts only when this condition holds.",
          "for", "The value is there once for each item of `in`.",
          "in", "The list that `for` goes over.");

  private final Form form;
  private final List<BackendInfo> backends;

  KeySuggestions(Form form, List<BackendInfo> backends) {
    this.form = form;
    this.backends = backends;
  }

  List<Suggestion> of(Place place, PlaceShape at) {
    return switch (at.shape()) {
      case Shape.Struct s -> fields(s, place);
      case Shape.MapOf m when m.key() == LeafType.BACKEND -> backendNames();
      case Shape.Free _ -> settings(place);
      default -> List.of();
    };
  }

  private List<Suggestion> fields(Shape.Struct struct, Place place) {
    Map<String, String> statements = isBody(place) ? statements() : Map.of();
    var keys = new ArrayList<Suggestion>();
    for (Field field : struct.fields()) {
      if (!place.beside().containsKey(field.name()) && !statements.containsValue(field.name())) {
        keys.add(key(field.name(), field));
      }
    }
    statements.forEach((word, name) -> struct.field(name).ifPresent(f -> keys.add(key(word, f))));
    boolean inList = !place.path().isEmpty() && place.path().getLast() instanceof Place.Step.Item;
    if (form == Form.YAML && inList) {
      AROUND.forEach((word, doc) -> keys.add(around(word, doc)));
    }
    return keys;
  }

  /// Whether a place is in the braces of the manifest or of a part of it, where statements stand.
  private boolean isBody(Place place) {
    List<Place.Step> path = place.path();
    boolean isPart =
        path.size() == 2
            && path.getFirst() instanceof Place.Step.Key(String first)
            && (first.equals("variants") || first.equals("when"));
    return form == Form.DSL && (path.isEmpty() || isPart);
  }

  private static Map<String, String> statements() {
    var all = new TreeMap<>(DslPlace.STATEMENTS);
    all.put("if", "when");
    return all;
  }

  private Suggestion key(String word, Field field) {
    boolean leaf = field.shape() instanceof Shape.Leaf || field.shape() instanceof Shape.ListOf;
    // A reason has a word of its own in `.envc`, which is not quoted as other keys of its name are.
    Kind kind = form == Form.DSL && word.equals("because") ? Kind.KEYWORD : Kind.KEY;
    return Suggestion.of(kind, word, field.doc(), FieldDoc.of(field)).behind(behind(leaf));
  }

  private static Suggestion around(String word, String doc) {
    return Suggestion.of(Kind.KEYWORD, word, doc).behind(": ");
  }

  private String behind(boolean sameLine) {
    return switch (form) {
      case YAML -> sameLine ? ": " : ":";
      case DSL -> " ";
    };
  }

  private List<Suggestion> backendNames() {
    return backends.stream()
        .map(b -> Suggestion.of(Kind.KEY, b.name(), b.description()).behind(behind(false)))
        .toList();
  }

  private List<Suggestion> settings(Place place) {
    return backend(place.path(), backends).stream()
        .flatMap(b -> b.settings().stream())
        .filter(s -> !place.beside().containsKey(s.key()))
        .map(s -> Suggestion.of(Kind.KEY, s.key(), s.type(), doc(s)).behind(behind(true)))
        .toList();
  }

  /// The backend whose settings stand directly at a path.
  static Optional<BackendInfo> backend(List<Place.Step> path, List<BackendInfo> backends) {
    int outputs = path.indexOf(new Place.Step.Key("outputs"));
    boolean settings = outputs >= 0 && path.size() == outputs + 2;
    return settings && path.getLast() instanceof Place.Step.Key(String name)
        ? backends.stream().filter(b -> b.name().equals(name)).findFirst()
        : Optional.empty();
  }

  static String doc(BackendInfo.Setting s) {
    String byDefault = s.defaultValue().isEmpty() ? "" : "; without it `" + s.defaultValue() + "`";
    return s.description() + "\n\n*" + s.type() + "*" + byDefault;
  }
}
