package dev.envc.driver;

import dev.envc.ast.Document;
import dev.envc.ast.Program;
import dev.envc.ast.Scalar;
import dev.envc.check.CheckSettings;
import dev.envc.check.EnvironmentCheck;
import dev.envc.check.HeadCheck;
import dev.envc.check.Lookalikes;
import dev.envc.check.Meaning;
import dev.envc.check.OneTree;
import dev.envc.check.ShapeCheck;
import dev.envc.compose.Composer;
import dev.envc.compose.Composition;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.frontend.CommitFiles;
import dev.envc.frontend.Loaded;
import dev.envc.frontend.ProgramLoader;
import dev.envc.model.Environment;
import dev.envc.model.Manifest;
import dev.envc.source.FileAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/// From a manifest file to the model, through all phases of the language.
public final class ManifestLoader {
  private ManifestLoader() {}

  /// What loading depends on besides the files.
  ///
  /// @param commits reads manifests of git commits
  /// @param parameters values for parameters (`--set`)
  /// @param backends the names of the backends; empty when they are not known
  public record Settings(
      FileAccess files,
      CommitFiles commits,
      Map<String, String> parameters,
      SortedSet<String> backends) {
    public Settings {
      parameters = Map.copyOf(parameters);
    }

    /// These settings with other access to files.
    Settings with(FileAccess others) {
      return new Settings(others, commits, parameters, backends);
    }

    /// Settings without access to git commits.
    public Settings(FileAccess files, Map<String, String> parameters, SortedSet<String> backends) {
      this(files, CommitFiles.NONE, parameters, backends);
    }
  }

  /// The manifest in a file; empty when it has an error. All its problems are in `diagnostics`,
  /// each once.
  public static Optional<Manifest> load(Path file, Settings settings, Diagnostics diagnostics) {
    var own = new Diagnostics();
    Optional<Loaded> loaded = ProgramLoader.load(file, settings.files(), settings.commits(), own);
    Optional<Manifest> manifest = loaded.flatMap(l -> manifest(l, settings, own));
    diagnostics.addAll(own.toList().stream().map(Lookalikes::explain).toList());
    return own.hasErrors() ? Optional.empty() : manifest;
  }

  /// What an editor learns of a file.
  ///
  /// @param loaded empty when the file cannot be read
  /// @param manifest what can be said of its environments, also when there are errors
  public record Checked(
      Optional<Loaded> loaded, Optional<Manifest> manifest, List<Diagnostic> diagnostics) {
    public Checked {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /// Checks a file that may be a part of manifests: one without a name is checked for what it says,
  /// not for what a manifest must have.
  public static Checked check(Path file, Settings settings) {
    var own = new Diagnostics();
    Optional<Loaded> loaded = ProgramLoader.load(file, settings.files(), settings.commits(), own);
    Optional<Manifest> manifest =
        loaded.flatMap(
            l -> {
              Document root = l.program().root().document();
              if (root.root().get("name").isPresent()) {
                return manifest(l, settings, own);
              }
              shapes(l, checkSettings(l, settings), own);
              return Optional.empty();
            });
    return new Checked(loaded, manifest, own.toList());
  }

  private static void shapes(Loaded loaded, CheckSettings settings, Diagnostics own) {
    loaded.program().units().forEach(u -> ShapeCheck.check(u.document(), own, settings));
  }

  private static CheckSettings checkSettings(Loaded loaded, Settings settings) {
    return new CheckSettings(
        settings.files(),
        loaded::directory,
        fileRoot(loaded, settings.files()),
        settings.backends(),
        (_, _) -> Optional.empty());
  }

  private static Optional<Manifest> manifest(Loaded loaded, Settings settings, Diagnostics own) {
    var boards = new BoardModules(loaded, own);
    CheckSettings checkSettings = checkSettings(loaded, settings);
    Program program = loaded.program();
    shapes(loaded, checkSettings, own);
    HeadCheck.check(program.root().document(), own);
    var environments = new ArrayList<Environment>();
    for (Composition c : Composer.compose(program, settings.parameters(), own)) {
      var check = new EnvironmentCheck(own, checkSettings.with(boards.of(c.arch(), checkSettings)));
      check.check(c.merged(), c.arch(), c.variant(), labels(c)).ifPresent(environments::add);
    }
    OneTree.check(environments, own);
    List<Manifest.Import> imports =
        Stream.concat(loaded.imports().stream(), boards.imports().stream())
            .distinct()
            .map(i -> new Manifest.Import(i.git(), i.commit(), i.path(), i.sha256()))
            .toList();
    return environments.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Manifest(
                environments.getFirst().name(),
                environments,
                imports,
                Meaning.of(List.copyOf(environments), imports)));
  }

  private static SortedMap<String, String> labels(Composition c) {
    var labels = new TreeMap<>(c.parameters());
    labels.put("arch", c.arch());
    labels.put("variant", c.variantName().isEmpty() ? "main" : c.variantName());
    if (c.merged().get("name").orElse(null) instanceof Scalar name) {
      labels.put("name", name.text());
    }
    return labels;
  }

  /// Local file sources lie below the git work tree that holds the manifest; without one, below the
  /// manifest's directory.
  private static Path fileRoot(Loaded loaded, FileAccess files) {
    Path directory = loaded.directory(loaded.program().root().document().source()).orElseThrow();
    for (Path p = directory; p != null; p = p.getParent()) {
      if (files.exists(p.resolve(".git"))) {
        return p;
      }
    }
    return directory;
  }
}
