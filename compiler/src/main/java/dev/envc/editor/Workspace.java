package dev.envc.editor;

import dev.envc.ast.Document.Form;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.driver.BackendInfo;
import dev.envc.driver.CompilerSettings;
import dev.envc.driver.EditedFile;
import dev.envc.driver.GitImports;
import dev.envc.driver.LiveTrees;
import dev.envc.driver.ManifestLoader;
import dev.envc.driver.OutputCheck;
import dev.envc.model.Manifest;
import dev.envc.source.FileAccess;
import dev.envc.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// The open texts, what is known of them, and the trees they name. Safe for use from several
/// threads; a question is answered from the texts as they are when it is asked.
public final class Workspace implements AutoCloseable {
  private static final int MOST_BROKEN = 5;

  private final CompilerSettings settings;
  private final List<BackendInfo> backends;
  private final OpenTexts texts = new OpenTexts();
  private final Folders folders = new Folders();
  private final LiveTrees trees;
  private final OutputCheck outputs;
  private final Map<Path, Analysis> latest = new ConcurrentHashMap<>();
  private final Map<Path, Analysis> parsed = new ConcurrentHashMap<>();
  private final Map<Path, Manifest> understood = new ConcurrentHashMap<>();

  /// @param settings nothing is asked of the network, whatever they say
  public Workspace(CompilerSettings settings, List<BackendInfo> backends) {
    this.settings = settings;
    this.backends = List.copyOf(backends);
    this.trees = new LiveTrees(settings);
    this.outputs = new OutputCheck(settings.plugins());
  }

  public OpenTexts texts() {
    return texts;
  }

  public Folders folders() {
    return folders;
  }

  public List<BackendInfo> backends() {
    return backends;
  }

  public Path cacheDirectory() {
    return settings.cacheDirectory();
  }

  /// Checks a file by the rules of the language: its syntax, its fields, how it merges.
  public Analysis check(Path path) {
    Analysis analysis = check(path, texts);
    latest.put(path, analysis);
    remember(analysis);
    return analysis;
  }

  /// What there is to say of a file that is not open; it is not remembered.
  Analysis look(Path path) {
    return check(path, texts);
  }

  private Analysis check(Path path, FileAccess files) {
    try (var imports = new GitImports(settings.cacheDirectory(), /* offline= */ true)) {
      ManifestLoader.Checked checked = ManifestLoader.check(path, loading(imports, files));
      var all = new Diagnostics();
      all.addAll(checked.diagnostics());
      if (checked.manifest().isPresent() && !all.hasErrors()) {
        all.addAll(outputs.of(checked.manifest().get().environments()));
      }
      return new Analysis(path, checked.loaded(), checked.manifest(), Softening.of(all.toList()));
    } catch (UserErrorException e) {
      return new Analysis(path, Optional.empty(), Optional.empty(), e.diagnostics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(Analysis analysis) {
    if (analysis.loaded().isPresent()) {
      parsed.put(analysis.path(), analysis);
    }
    analysis.manifest().ifPresent(m -> understood.put(analysis.path(), m));
  }

  /// What is known of a text whose syntax may be broken just now: what is known of it as it is, or
  /// as it was before, or else of the lines around the one that is being typed.
  public Analysis known(OpenText text, int cursor) {
    Path path = text.path();
    Analysis now = analysis(path);
    if (now.loaded().isPresent() || parsed.containsKey(path)) {
      return parsed.getOrDefault(path, now);
    }
    for (String candidate : Repair.of(text, cursor)) {
      Analysis repaired = check(path, new EditedFile(texts, path, candidate));
      if (repaired.loaded().isPresent()) {
        remember(repaired);
        return repaired;
      }
    }
    return withoutBrokenLines(text, Repair.of(text, cursor)).orElse(now);
  }

  /// What is known of a text without the lines at which its syntax breaks.
  private Optional<Analysis> withoutBrokenLines(OpenText text, List<String> candidates) {
    Path path = text.path();
    String rest = text.form() == Form.YAML ? candidates.getFirst() : candidates.getLast();
    for (int i = 0; i < MOST_BROKEN; i++) {
      Analysis repaired = check(path, new EditedFile(texts, path, rest));
      if (repaired.loaded().isPresent()) {
        remember(repaired);
        return Optional.of(repaired);
      }
      Optional<Integer> broken =
          repaired.diagnostics().stream()
              .flatMap(d -> d.span().stream())
              .filter(s -> s.file().name().equals(path.toString()))
              .map(s -> s.from().line())
              .findFirst();
      if (broken.isEmpty()) {
        return Optional.empty();
      }
      rest = Repair.withoutLine(text.form(), rest, broken.get());
    }
    return Optional.empty();
  }

  /// What the last check of a file found; the file is checked when it was not yet.
  public Analysis analysis(Path path) {
    Analysis known = latest.get(path);
    return known == null ? check(path) : known;
  }

  /// The open files whose program holds a file, the file itself among them when it is open.
  public List<Path> dependents(Path file) {
    return texts.all().stream()
        .map(OpenText::path)
        .filter(p -> p.equals(file) || (latest.containsKey(p) && analysis(p).isMadeOf(file)))
        .toList();
  }

  public void forget(Path path) {
    latest.remove(path);
    parsed.remove(path);
    understood.remove(path);
  }

  /// Resolves a manifest in its pinned trees; empty when it has errors of the language, or is no
  /// manifest.
  ///
  /// @param outdated asked now and then: true ends the work with a
  ///   [java.util.concurrent.CancellationException]
  public Optional<List<Diagnostic>> resolve(Analysis analysis, BooleanSupplier outdated)
      throws IOException {
    if (!analysis.isSound() || analysis.manifest().isEmpty()) {
      return Optional.empty();
    }
    Manifest manifest = analysis.manifest().get();
    try (var imports = new GitImports(settings.cacheDirectory(), /* offline= */ true);
        LiveTrees.Lease lease = trees.open(manifest, /* renewed= */ true)) {
      return Optional.of(
          Softening.of(
              trees.resolve(
                  analysis.path(), manifest, loading(imports, texts), lease.trees(), outdated)));
    } catch (UserErrorException e) {
      return Optional.of(Softening.of(e.diagnostics()));
    }
  }

  /// Something that is looked up in trees.
  public interface Question<T> {
    T of(Trees trees, Manifest manifest) throws IOException;
  }

  /// Asks the trees of a manifest, or those of an open manifest that a file is a part of; empty
  /// when there are none on this machine.
  public <T> Optional<T> ask(Path path, Question<T> question) throws IOException {
    Optional<Manifest> manifest = manifest(path);
    if (manifest.isEmpty() || manifest.get().environments().isEmpty()) {
      return Optional.empty();
    }
    try (LiveTrees.Lease lease = trees.open(manifest.get(), /* renewed= */ false)) {
      return Optional.of(question.of(lease.trees().lookup(), manifest.get()));
    } catch (UserErrorException _) {
      return Optional.empty(); // resolving says why
    }
  }

  private Optional<Manifest> manifest(Path path) {
    analysis(path);
    return dependents(path).stream()
        .sorted(java.util.Comparator.comparing(p -> !p.equals(path)))
        .flatMap(p -> Optional.ofNullable(understood.get(p)).stream())
        .findFirst();
  }

  private ManifestLoader.Settings loading(GitImports imports, FileAccess files) {
    return new ManifestLoader.Settings(files, imports, Map.of(), backendNames());
  }

  private SortedSet<String> backendNames() {
    var names = new TreeSet<String>();
    backends.forEach(b -> names.add(b.name()));
    return names;
  }

  @Override
  public void close() throws IOException {
    try (outputs) {
      trees.close();
    }
  }
}
