package dev.envc.editor;

import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.driver.LanguageTools;
import dev.envc.language.Field;
import dev.envc.language.LeafType;
import dev.envc.language.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is worth knowing about the word under the cursor.
public final class Documentation {
  /// A text in Markdown, and the word it is about.
  public record About(TextRange range, String markdown) {}

  private final Workspace workspace;
  private final OpenText text;
  private final Analysis known;

  private Documentation(Workspace workspace, OpenText text, int offset) {
    this.workspace = workspace;
    this.text = text;
    this.known = workspace.known(text, offset);
  }

  /// The documentation; empty when there is nothing to say.
  public static Optional<About> at(Workspace workspace, OpenText text, int offset)
      throws IOException {
    return new Documentation(workspace, text, offset).at(offset);
  }

  private Optional<About> at(int offset) throws IOException {
    Optional<About> name = name(offset);
    if (name.isPresent()) {
      return name;
    }
    Place place = Place.at(text, offset);
    if (place.slot() == Place.Slot.NONE || place.word().text().isEmpty()) {
      return Optional.empty();
    }
    PlaceShape at = PlaceShape.of(place.path());
    boolean isKey = place.slot() == Place.Slot.KEY || place.word().isKey();
    var parts = new ArrayList<String>();
    (isKey ? key(place, at) : value(place, at)).ifPresent(parts::add);
    MergedValue.of(known, merged(place, isKey)).ifPresent(parts::add);
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new About(
                text.range(place.word().start(), place.word().end()),
                String.join("\n\n---\n\n", parts)));
  }

  private List<Place.Step> merged(Place place, boolean isKey) {
    var path = new ArrayList<>(place.path());
    if (isKey && place.slot() == Place.Slot.KEY) {
      path.add(new Place.Step.Key(field(place.word().text())));
    }
    return path;
  }

  private Optional<About> name(int offset) {
    Optional<Document> document =
        known.document().filter(d -> d.source().text().equals(text.text()));
    Optional<NameUse> use = document.flatMap(d -> NameUses.at(d, offset));
    return use.map(
        u ->
            new About(
                text.range(u.span().start(), u.span().end()),
                "**" + u.name() + "** — " + described(u)));
  }

  private String described(NameUse use) {
    if (use.loop().isPresent()) {
      return "the variable of a loop";
    }
    for (Document d : known.documents().reversed()) {
      for (String field : List.of("params", "let")) {
        if (d.root().get(field).orElse(null) instanceof Mapping m
            && m.get(use.name()).isPresent()) {
          String what =
              field.equals("let") ? "let" : NameSuggestions.parameter(m.get(use.name()).get());
          return what + "\n\nDeclared at " + m.entry(use.name()).orElseThrow().key().span() + ".";
        }
      }
    }
    return use.name().equals("arch")
        ? "the architecture of the environment"
        : use.name().equals("variant") ? "the variant" : "declared elsewhere";
  }

  private Optional<String> key(Place place, PlaceShape at) throws IOException {
    String word = place.word().text();
    return switch (at.shape()) {
      case Shape.Struct s -> s.field(field(word)).map(FieldDoc::of);
      case Shape.MapOf m when m.key() == LeafType.ATOM -> asked(f -> PackageDoc.of(word, f));
      case Shape.MapOf _ -> at.field().map(FieldDoc::of);
      case Shape.Free _ ->
          KeySuggestions.backend(place.path(), workspace.backends()).stream()
              .flatMap(b -> b.settings().stream())
              .filter(s -> s.key().equals(word))
              .map(KeySuggestions::doc)
              .findFirst();
      default -> Optional.empty();
    };
  }

  /// The field that a word at the start of a statement is about.
  private String field(String word) {
    return text.form() == Document.Form.DSL ? DslPlace.STATEMENTS.getOrDefault(word, word) : word;
  }

  private Optional<String> value(Place place, PlaceShape at) throws IOException {
    String word = place.word().text();
    Optional<String> own =
        switch (at.word().orElse(LeafType.TEXT)) {
          case PACKAGE, ATOM -> asked(f -> PackageDoc.of(word, f));
          case CPV -> asked(f -> PackageDoc.of("=" + word, f));
          case FLAG, SIGNED_FLAG -> {
            String flag = word.replaceFirst("^[-+]", "");
            yield asked(f -> PackageDoc.flag(flag, at.subject(), f));
          }
          case IMPORT -> module(word);
          default -> Optional.empty();
        };
    return own.isPresent() ? own : at.field().map(Documentation::brief);
  }

  private static String brief(Field field) {
    return field.doc() + "\n\n" + FieldDoc.kind(field.shape());
  }

  private static Optional<String> module(String word) {
    return word.startsWith("std:")
        ? LanguageTools.module(word)
            .flatMap(t -> t.lines().findFirst())
            .map(l -> l.replaceFirst("^# ", ""))
        : Optional.empty();
  }

  private interface Asking {
    Optional<String> of(TreeFacts facts) throws IOException;
  }

  private Optional<String> asked(Asking question) throws IOException {
    return workspace
        .ask(text.path(), (trees, manifest) -> question.of(new TreeFacts(trees, manifest)))
        .flatMap(o -> o);
  }
}
