package dev.envc.driver;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Scalar;
import dev.envc.check.CheckSettings;
import dev.envc.check.ShapeCheck;
import dev.envc.compose.Composer;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.frontend.Forms;
import dev.envc.frontend.Imported;
import dev.envc.frontend.Loaded;
import dev.envc.frontend.StandardLibrary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The boards that a manifest's settings name: modules of the standard library or files, of which
/// only the settings of the backend that names them are taken.
final class BoardModules {
  private static final String FOLDER = "board/";
  private static final String STANDARD = "std:";
  private static final String KEY = "board";

  /// What a board may have besides settings.
  private static final Set<String> ALLOWED =
      Set.of("envc", "name", "description", "params", "outputs");

  private final Loaded manifest;
  private final Diagnostics diagnostics;
  private final Map<String, Optional<Loaded>> known = new HashMap<>();

  BoardModules(Loaded manifest, Diagnostics diagnostics) {
    this.manifest = manifest;
    this.diagnostics = diagnostics;
  }

  /// The boards of an environment for one architecture.
  CheckSettings.Modules of(String arch, CheckSettings settings) {
    return (backend, written) ->
        load(written, settings).flatMap(l -> settings(backend, written, l, arch));
  }

  /// The files of commits that the boards seen so far are made of.
  List<Imported> imports() {
    return known.values().stream()
        .flatMap(Optional::stream)
        .flatMap(l -> l.imports().stream())
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .toList();
  }

  private Optional<Loaded> load(Scalar written, CheckSettings settings) {
    String key = written.span().file().name() + "\n" + written.text();
    Optional<Loaded> before = known.get(key);
    if (before != null) {
      return before;
    }
    Optional<Loaded> loaded =
        isNamed(written) ? manifest.modules().load(written, diagnostics) : Optional.empty();
    loaded.ifPresent(
        l ->
            l.program()
                .units()
                .forEach(u -> ShapeCheck.check(u.document(), diagnostics, settings)));
    known.put(key, loaded);
    return loaded;
  }

  /// Whether it is a board of the standard library, or the path of a file.
  private boolean isNamed(Scalar written) {
    String text = written.text();
    boolean standard = text.startsWith(STANDARD);
    if (standard
        ? StandardLibrary.source(text.substring(STANDARD.length())).isPresent()
        : isFile(text)) {
      return true;
    }
    Diagnostic d =
        Diagnostic.error(
                DiskCode.UNKNOWN_BOARD, written.span(), "There is no board `" + text + "`.")
            .note("A board of your own is a file: `./NAME.env.yaml` (spec/boards.md).")
            .hint("`envc std list` shows the boards of the standard library.");
    String full = STANDARD + FOLDER + text;
    diagnostics.add(
        names().contains(full)
            ? d.hint("Did you mean `" + full + "`?")
            : Suggestions.apply(d, standard ? text : full, names()));
    return false;
  }

  private static boolean isFile(String text) {
    return Forms.of(text).isPresent();
  }

  private static List<String> names() {
    return StandardLibrary.modules().stream()
        .filter(m -> m.startsWith(FOLDER))
        .map(STANDARD::concat)
        .toList();
  }

  private Optional<Mapping> settings(String backend, Scalar written, Loaded board, String arch) {
    Mapping merged = Composer.module(board.program(), arch, diagnostics);
    Optional<Mapping> settings = merged.get("outputs").flatMap(o -> mapping(o, backend));
    List<Diagnostic> problems = new ArrayList<>();
    if (settings.isEmpty()) {
      String message =
          "`" + written.text() + "` has no settings for `" + backend + "` under `outputs`.";
      problems.add(not(written, message));
    } else {
      merged.entries().stream()
          .map(Mapping.Entry::key)
          .filter(k -> !ALLOWED.contains(k.text()))
          .map(k -> not(k, "A board has no `" + k.text() + "`, only settings under `outputs`."))
          .map(d -> d.hint("A manifest takes all of a module with `extends`."))
          .forEach(problems::add);
      settings.get().entry(KEY).stream()
          .map(e -> not(e.key(), "A board builds on another one with `extends`."))
          .forEach(problems::add);
    }
    diagnostics.addAll(problems);
    return problems.isEmpty() ? settings : Optional.empty();
  }

  private static Optional<Mapping> mapping(Node node, String key) {
    return node instanceof Mapping m
        ? m.get(key).filter(Mapping.class::isInstance).map(Mapping.class::cast)
        : Optional.empty();
  }

  private static Diagnostic not(Scalar at, String message) {
    return Diagnostic.error(DiskCode.NOT_A_BOARD, at.span(), message);
  }
}
