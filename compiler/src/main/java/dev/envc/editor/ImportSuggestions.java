package dev.envc.editor;

import dev.envc.driver.LanguageTools;
import dev.envc.editor.Suggestion.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a manifest may build on: modules of the standard library, and manifests beside it.
final class ImportSuggestions {
  private static final int MOST = 500;
  private static final List<String> ENDINGS = List.of(".env.yaml", ".env.yml", ".envc");

  private ImportSuggestions() {}

  static List<Suggestion> of(Path manifest, String before) {
    var all = new ArrayList<>(modules(""));
    all.addAll(files(manifest, before));
    return all;
  }

  /// The modules whose names start with a text, with the sentence each starts with.
  static List<Suggestion> modules(String start) {
    return LanguageTools.modules().stream()
        .filter(m -> m.startsWith(start))
        .map(
            m ->
                Suggestion.of(
                    Kind.MODULE,
                    "std:" + m,
                    LanguageTools.module(m)
                        .flatMap(t -> t.lines().findFirst())
                        .map(l -> l.replaceFirst("^# ", ""))
                        .orElse("")))
        .toList();
  }

  /// The manifests and directories in the directory that is written so far.
  private static List<Suggestion> files(Path manifest, String before) {
    String directory = before.substring(0, before.lastIndexOf('/') + 1);
    Path parent = manifest.getParent();
    if (parent == null) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(parent.resolve(directory))) {
      return list.limit(MOST)
          .filter(p -> !p.equals(manifest))
          .map(p -> directory + p.getFileName() + (Files.isDirectory(p) ? "/" : ""))
          .filter(n -> !n.startsWith(directory + "."))
          .filter(n -> n.endsWith("/") || ENDINGS.stream().anyMatch(n::endsWith))
          .sorted()
          .map(n -> Suggestion.of(Kind.FILE, n, ""))
          .toList();
    } catch (IOException | InvalidPathException _) {
      return List.of();
    }
  }
}
