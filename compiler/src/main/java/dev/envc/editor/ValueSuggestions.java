package dev.envc.editor;

import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.driver.BackendInfo;
import dev.envc.editor.Suggestion.Kind;
import dev.envc.language.LeafType;
import dev.envc.language.ManifestFields;
import dev.envc.model.Arch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The words that a value may be, by the type of its field.
final class ValueSuggestions {
  private final Workspace workspace;
  private final OpenText text;
  private final Analysis known;

  ValueSuggestions(Workspace workspace, OpenText text, Analysis known) {
    this.workspace = workspace;
    this.text = text;
    this.known = known;
  }

  List<Suggestion> of(Place place, PlaceShape at) throws IOException {
    Optional<LeafType> type = at.word();
    String before = place.word().before();
    if (type.isEmpty()) {
      return setting(place);
    }
    if (place.path().size() > 1
        && place.path().getFirst().equals(new Place.Step.Key("matrix"))
        && place.path().get(1) instanceof Place.Step.Key(String parameter)) {
      return new NameSuggestions(known).values(parameter);
    }
    return switch (type.get()) {
      case BOOLEAN -> choices(List.of("true", "false"));
      case PARAMETER_TYPE, SCRIPTS, PERMISSION_ACTION, PERMISSION_CHECK ->
          choices(type.get().choices());
      case LANGUAGE_VERSION -> choices(List.of(String.valueOf(ManifestFields.VERSION)));
      case ARCH -> choices(Arch.keywords());
      case IMPORT -> ImportSuggestions.of(text.path(), before);
      case BACKEND -> choices(workspace.backends().stream().map(BackendInfo::name).toList());
      case CONDITION -> new NameSuggestions(known).inCondition(before);
      case PROFILE ->
          asked(TreeFacts::profiles, p -> Suggestion.of(Kind.PROFILE, p.name(), p.state()));
      case LICENSE -> asked(f -> List.copyOf(f.licenses()), l -> Suggestion.of(Kind.CHOICE, l, ""));
      case KEYWORD -> choices(keywords());
      case PACKAGE -> withSystem(atoms(before));
      case ATOM -> atoms(before);
      case CPV -> trees(f -> new AtomSuggestions(f).exact(before));
      case FLAG, SIGNED_FLAG -> trees(f -> new FlagSuggestions(f).of(at, place.path(), before));
      case OWNER, ACCOUNT -> accounts();
      default -> List.of();
    };
  }

  /// The keys of mappings whose keys are names of the trees.
  List<Suggestion> keys(LeafType type, String before) throws IOException {
    return switch (type) {
      case ATOM, WAIVED -> atoms(before);
      case USE_EXPAND -> trees(f -> new FlagSuggestions(f).variables());
      case PARAMETER_NAME -> new NameSuggestions(known).parameters();
      default -> List.of();
    };
  }

  private List<Suggestion> atoms(String before) throws IOException {
    return trees(f -> new AtomSuggestions(f).of(before));
  }

  private static List<Suggestion> withSystem(List<Suggestion> atoms) {
    var all = new ArrayList<Suggestion>();
    all.add(Suggestion.of(Kind.PACKAGE, "@system", "the profile's system set"));
    all.addAll(atoms);
    return all;
  }

  private List<String> keywords() {
    var all = new ArrayList<>(Arch.keywords());
    Arch.keywords().forEach(a -> all.add("~" + a));
    all.addAll(List.of("**", "*", "~*"));
    return all;
  }

  private List<Suggestion> accounts() {
    return known.documents().stream()
        .map(Document::root)
        .flatMap(r -> r.get("users").stream())
        .filter(Mapping.class::isInstance)
        .flatMap(u -> ((Mapping) u).entries().stream())
        .map(e -> Suggestion.of(Kind.CHOICE, e.name(), ""))
        .toList();
  }

  /// The value of a backend's setting: a board, or true and false.
  private List<Suggestion> setting(Place place) {
    List<Place.Step> path = place.path();
    if (path.isEmpty() || !(path.getLast() instanceof Place.Step.Key(String key))) {
      return List.of();
    }
    if (key.equals("board")) {
      return ImportSuggestions.modules("board/");
    }
    return KeySuggestions.backend(path.subList(0, path.size() - 1), workspace.backends()).stream()
        .flatMap(b -> b.settings().stream())
        .filter(s -> s.key().equals(key) && s.type().startsWith("bool"))
        .flatMap(_ -> choices(List.of("true", "false")).stream())
        .toList();
  }

  private static List<Suggestion> choices(List<String> words) {
    return words.stream().map(w -> Suggestion.of(Kind.CHOICE, w, "")).toList();
  }

  private interface Asking<T> {
    List<T> of(TreeFacts facts) throws IOException;
  }

  private List<Suggestion> trees(Asking<Suggestion> question) throws IOException {
    return workspace
        .ask(text.path(), (trees, manifest) -> question.of(new TreeFacts(trees, manifest)))
        .orElse(List.of());
  }

  private <T> List<Suggestion> asked(
      Asking<T> question, java.util.function.Function<T, Suggestion> suggestion)
      throws IOException {
    return trees(f -> question.of(f).stream().map(suggestion).toList());
  }
}
