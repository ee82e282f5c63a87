package dev.envc.editor;

import dev.envc.ast.Document.Form;
import dev.envc.ast.Scalar;
import dev.envc.frontend.dsl.DslWords;
import dev.envc.frontend.yaml.YamlWords;
import dev.envc.language.Shape;
import dev.envc.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What could stand where the cursor is, from the field table, the manifest, and its trees.
public final class Completion {
  /// More than that nobody reads: typing narrows it down.
  private static final int MOST = 300;

  private final Workspace workspace;
  private final OpenText text;
  private final Analysis known;
  private final ValueSuggestions valueSuggestions;

  private Completion(Workspace workspace, OpenText text, int offset) {
    this.workspace = workspace;
    this.text = text;
    this.known = workspace.known(text, offset);
    this.valueSuggestions = new ValueSuggestions(workspace, text, known);
  }

  public static Suggestions at(Workspace workspace, OpenText text, int offset) throws IOException {
    return new Completion(workspace, text, offset).at(offset);
  }

  private Suggestions at(int offset) throws IOException {
    String line = text.text().substring(text.text().lastIndexOf('\n', offset - 1) + 1, offset);
    Optional<String> name = NameSuggestions.inText(line);
    if (name.isPresent()) {
      return raw(offset, name.get().length(), names().names());
    }
    Place place = Place.at(text, offset);
    PlaceShape at = PlaceShape.of(place.path());
    return switch (place.slot()) {
      case NONE -> written(place.word(), List.of());
      case WORDS -> written(place.word(), words(place.words()));
      case CONDITION -> inCondition(offset, condition(place));
      case KEY -> written(place.word(), keys(place, at));
      case VALUE -> values(offset, place, at);
      case ITEM -> {
        if (place.path().getFirst().equals(new Place.Step.Key("if"))) {
          yield written(place.word(), condition(place));
        }
        var all = new ArrayList<>(valueSuggestions.of(place, at));
        if (mayBeMapping(place) && at.shape() instanceof Shape.Struct) {
          all.addAll(new KeySuggestions(text.form(), workspace.backends()).of(place, at));
        }
        yield written(place.word(), all);
      }
    };
  }

  /// Whether the first key of a mapping may stand there too: in `.envc` a mapping has braces.
  private boolean mayBeMapping(Place place) {
    return text.form() == Form.YAML || !(place.path().getLast() instanceof Place.Step.Item);
  }

  private Suggestions values(int offset, Place place, PlaceShape at) throws IOException {
    List<Suggestion> all = valueSuggestions.of(place, at);
    return at.shape() instanceof Shape.Leaf(var type)
            && type == dev.envc.language.LeafType.CONDITION
        ? inCondition(offset, all)
        : written(place.word(), all);
  }

  private List<Suggestion> keys(Place place, PlaceShape at) throws IOException {
    var all = new ArrayList<>(new KeySuggestions(text.form(), workspace.backends()).of(place, at));
    if (at.shape() instanceof Shape.MapOf m) {
      for (Suggestion s : valueSuggestions.keys(m.key(), place.word().before())) {
        all.add(s.behind(text.form() == Form.YAML ? ": " : " "));
      }
    }
    return all;
  }

  private List<Suggestion> condition(Place place) {
    // `if NAME == |`, `if NAME in [|]`: the name is the second step.
    return place.path().size() >= 2 && place.path().get(1) instanceof Place.Step.Key(String name)
        ? names().values(name)
        : names().names();
  }

  private NameSuggestions names() {
    return new NameSuggestions(known);
  }

  /// Names and words in conditions are written as they are, and replace the word at the cursor.
  private Suggestions inCondition(int offset, List<Suggestion> all) {
    int start = offset;
    while (start > 0 && isWord(text.text().charAt(start - 1))) {
      start--;
    }
    return raw(offset, offset - start, all);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  private Suggestions raw(int offset, int length, List<Suggestion> all) {
    return new Suggestions(
        text.range(offset - length, offset),
        all.stream().map(s -> new Suggestions.Written(s, s.text())).toList(),
        /* complete= */ true);
  }

  private static List<Suggestion> words(List<String> words) {
    return words.stream()
        .map(w -> Suggestion.of(Suggestion.Kind.KEYWORD, w, "").behind(" "))
        .toList();
  }

  private Suggestions written(Place.Word word, List<Suggestion> all) {
    String typed = word.before().toLowerCase(Locale.ROOT);
    List<Suggestion> fitting = all.stream().filter(s -> fits(s, typed)).toList();
    return new Suggestions(
        text.range(word.start(), word.end()),
        fitting.stream().limit(MOST).map(s -> written(s, word)).toList(),
        fitting.size() <= MOST);
  }

  private static boolean fits(Suggestion s, String typed) {
    return s.text().toLowerCase(Locale.ROOT).contains(typed);
  }

  private Suggestions.Written written(Suggestion s, Place.Word word) {
    boolean verbatim =
        word.quoted()
            || s.kind() == Suggestion.Kind.KEYWORD
            || s.kind() == Suggestion.Kind.PARAMETER;
    String behind = word.isKey() || word.quoted() ? "" : s.behind();
    return new Suggestions.Written(s, (verbatim ? s.text() : quoted(s.text())) + behind);
  }

  private String quoted(String word) {
    var scalar = new Scalar(word, Scalar.Style.PLAIN, SourceFile.of("", "").span());
    return switch (text.form()) {
      case YAML -> YamlWords.scalar(scalar);
      case DSL -> DslWords.scalar(scalar);
    };
  }
}
