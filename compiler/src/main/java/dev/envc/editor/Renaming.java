package dev.envc.editor;

import dev.envc.ast.Document;
import dev.envc.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Gives a parameter, what `let` names, or a loop's variable another name: where it is declared and
/// wherever it is used, in the file, in what it builds on, and in the manifests that build on it,
/// open ones and those in the editor's folders.
public final class Renaming {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final Set<String> TAKEN = Set.of("arch", "variant");

  private final Workspace workspace;
  private final OpenText text;
  private final NameUse use;

  private Renaming(Workspace workspace, OpenText text, NameUse use) {
    this.workspace = workspace;
    this.text = text;
    this.use = use;
  }

  /// The name at an offset.
  ///
  /// @throws RefusedException when none stands there that can be changed
  public static Renaming at(Workspace workspace, OpenText text, int offset)
      throws RefusedException {
    Document document =
        workspace
            .check(text.path())
            .document()
            .orElseThrow(
                () -> new RefusedException("The syntax of the text is broken: mend it first."));
    NameUse use =
        NameUses.at(document, offset)
            .filter(u -> !TAKEN.contains(u.name()))
            .orElseThrow(
                () ->
                    new RefusedException(
                        "Parameters, names of `let` and variables of loops are renamed."));
    return new Renaming(workspace, text, use);
  }

  public String name() {
    return use.name();
  }

  public TextRange range() {
    return text.range(use.span().start(), use.span().end());
  }

  /// The changes, file by file.
  ///
  /// @throws RefusedException when the new name is none, has a meaning already, or the old one is
  ///   declared in a file that cannot be changed
  public List<TextChange> to(String name) throws RefusedException {
    if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
      throw new RefusedException(
          "`" + name + "` is no name: small letters, digits, `-` and `_` are, a letter first.");
    }
    Map<String, Document> documents = documents();
    var same = new ArrayList<NameUse>();
    for (Document d : documents.values()) {
      for (NameUse u : NameUses.of(d)) {
        if (u.name().equals(name)) {
          throw new RefusedException("`" + name + "` already has a meaning, at " + u.span() + ".");
        }
        if (u.isSameAs(use)) {
          same.add(u);
        }
      }
    }
    if (same.stream().noneMatch(NameUse::isDeclaration)) {
      throw new RefusedException("`" + use.name() + "` is declared nowhere.");
    }
    return changes(same, name);
  }

  private List<TextChange> changes(List<NameUse> same, String name) throws RefusedException {
    var places = new SourcePlaces(workspace.texts());
    var changes = new ArrayList<TextChange>();
    for (Span span : same.stream().map(NameUse::span).distinct().toList()) {
      SourcePlaces.Place place =
          places
              .of(span)
              .orElseThrow(
                  () -> new RefusedException(span + " uses it, and cannot be changed here."));
      changes.add(new TextChange(place.file(), place.range(), name));
    }
    return changes;
  }

  /// The documents of every program that is made of a file in which the name stands; a loop's
  /// variable is known in its own file only.
  private Map<String, Document> documents() throws RefusedException {
    var documents = new LinkedHashMap<String, Document>();
    if (use.loop().isPresent()) {
      workspace.check(text.path()).documents().forEach(d -> documents.put(d.source().name(), d));
      return documents;
    }
    List<Analysis> programs = programs();
    var done = new HashSet<Path>();
    var waiting = new ArrayDeque<>(List.of(text.path()));
    while (!waiting.isEmpty()) {
      Path file = waiting.remove();
      if (done.add(file)) {
        for (Analysis program : programs) {
          if (program.isMadeOf(file)) {
            program.documents().forEach(d -> documents.putIfAbsent(d.source().name(), d));
          }
        }
        documents.values().stream()
            .filter(d -> NameUses.of(d).stream().anyMatch(use::isSameAs))
            .forEach(d -> SourcePlaces.file(d.source()).ifPresent(waiting::add));
      }
    }
    return documents;
  }

  /// What is open, and the manifests on disk that are not.
  private List<Analysis> programs() throws RefusedException {
    var programs = new ArrayList<Analysis>();
    for (OpenText open : workspace.texts().all()) {
      programs.add(workspace.check(open.path()));
    }
    for (Path file : workspace.folders().manifests()) {
      if (workspace.texts().get(file).isEmpty()) {
        Analysis analysis = workspace.look(file);
        if (analysis.loaded().isEmpty() && mentions(file)) {
          throw new RefusedException(file + " may use it, and cannot be read: mend it first.");
        }
        programs.add(analysis);
      }
    }
    return programs;
  }

  /// Whether a file whose syntax is broken has the name in it.
  private boolean mentions(Path file) {
    try {
      return Files.readString(file).contains(use.name());
    } catch (IOException e) {
      return true;
    }
  }

  /// Where a name is declared, for those who only want to go there.
  static Optional<Span> declaration(NameUse use, List<Document> documents) {
    return use.loop()
        .or(
            () ->
                documents.reversed().stream()
                    .flatMap(d -> NameUses.of(d).stream())
                    .filter(u -> u.isDeclaration() && u.isSameAs(use))
                    .map(NameUse::span)
                    .findFirst());
  }
}
