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
import java.util.regex.Pattern;

/// The words that a value may be, by the type of its field.
final class ValueSuggestions {
  private static final List<String> TRUTHS = List.of("true", "false");
  private static final Pattern BOOL = Pattern.compile("(\\bparam\\s+[^\\s:]+|\\btype):\\s*bool\\b");

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
    Optional<String> parameter = parameter(place.path());
    if (parameter.isPresent()) {
      List<Suggestion> values = new NameSuggestions(known).values(parameter.get());
      return values.isEmpty() && isBool(place.word()) ? choices(TRUTHS) : values;
    }
    return switch (type.get()) {
      case BOOLEAN -> choices(TRUTHS);
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

  /// The parameter whose value stands at a path: in `matrix`, or as its default.
  private static Optional<String> parameter(List<Place.Step> path) {
    if (path.size() < 2 || !(path.get(1) instanceof Place.Step.Key(String name))) {
      return Optional.empty();
    }
    boolean matrix = path.getFirst().equals(new Place.Step.Key("matrix"));
    boolean standard =
        path.size() > 2
            && path.getFirst().equals(new Place.Step.Key("params"))
            && path.get(2).equals(new Place.Step.Key("default"));
    return matrix || standard ? Optional.of(name) : Optional.empty();
  }

  /// Whether the line that is being typed declares a parameter that is true or false.
  private boolean isBool(Place.Word word) {
    String before = text.text().substring(0, word.start());
    return BOOL.matcher(before.substring(before.lastIndexOf('\n') + 1)).find();
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
        .flatMap(_ -> choices(TRUTHS).stream())
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
