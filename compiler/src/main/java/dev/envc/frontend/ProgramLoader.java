package dev.envc.frontend;

import dev.envc.ast.Document;
import dev.envc.ast.Program;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.frontend.ImportTarget.CommitFile;
import dev.envc.frontend.ImportTarget.LocalFile;
import dev.envc.frontend.ImportTarget.StandardModule;
import dev.envc.language.CommitId;
import dev.envc.source.FileAccess;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Loads a manifest and everything it extends. A file that is reached twice is loaded once; a cycle
/// is an error that names its files.
public final class ProgramLoader {
  /// The largest manifest, in bytes.
  public static final int MAX_BYTES = 1024 * 1024;

  /// The most files a manifest may build on.
  public static final int MAX_UNITS = 500;

  private final FileAccess files;
  private final CommitFiles commits;
  private final Diagnostics diagnostics;
  private final List<Program.Unit> units = new ArrayList<>();
  private final Map<String, Integer> loaded = new HashMap<>();
  private final List<ImportTarget> loading = new ArrayList<>();
  private final Map<String, Path> directories = new HashMap<>();
  private final Map<String, ImportTarget> origins = new HashMap<>();
  private final SortedMap<String, Imported> imported = new TreeMap<>();

  private ProgramLoader(FileAccess files, CommitFiles commits, Diagnostics diagnostics) {
    this.files = files;
    this.commits = commits;
    this.diagnostics = diagnostics;
  }

  /// The program whose manifest is `path`; empty, with a diagnostic, when it cannot be read. An
  /// import that cannot be read is reported and left out.
  public static Optional<Loaded> load(
      Path path, FileAccess files, CommitFiles commits, Diagnostics diagnostics) {
    ProgramLoader loader = new ProgramLoader(files, commits, diagnostics);
    return loader.unit(loader.local(path), Optional.empty()).map(_ -> loader.program());
  }

  private Loaded program() {
    return new Loaded(
        new Program(units), directories, List.copyOf(imported.values()), this::module);
  }

  /// A program of its own, whose root is named by a text in one of these files.
  private Optional<Loaded> module(Scalar written, Diagnostics problems) {
    var loader = new ProgramLoader(files, commits, problems);
    return Optional.ofNullable(origins.get(written.span().file().name()))
        .flatMap(
            from ->
                loader.target(
                    from, new Imports.Written(written, Optional.empty(), Optional.empty())))
        .flatMap(t -> loader.unit(t, Optional.of(written.span())))
        .map(_ -> loader.program());
  }

  /// The document in one file, without what it extends; empty, with a diagnostic, when it cannot be
  /// read.
  public static Optional<Document> document(Path path, FileAccess files, Diagnostics diagnostics) {
    ProgramLoader loader = new ProgramLoader(files, CommitFiles.NONE, diagnostics);
    return loader.document(loader.local(path), Optional.empty());
  }

  private Optional<Integer> unit(ImportTarget target, Optional<Span> from) {
    Integer known = loaded.get(target.identity());
    if (known != null) {
      return Optional.of(known);
    }
    if (inProgress(target)) {
      diagnostics.add(cycle(target, from.orElseThrow()));
      return Optional.empty();
    }
    if (loaded.size() + loading.size() >= MAX_UNITS) {
      diagnostics.add(
          Diagnostic.error(
              ManifestCode.TOO_MANY_IMPORTS,
              from.orElseThrow(),
              "A manifest builds on at most " + MAX_UNITS + " files."));
      return Optional.empty();
    }
    loading.add(target);
    Optional<Integer> index = document(target, from).map(d -> addUnit(target, d));
    loading.removeLast();
    return index;
  }

  private int addUnit(ImportTarget target, Document document) {
    var imports = new ArrayList<Integer>();
    origins.put(document.source().name(), target);
    for (Imports.Written written : new Imports(diagnostics).of(document)) {
      this.target(target, written)
          .flatMap(t -> unit(t, Optional.of(written.path().span())))
          .filter(i -> !imports.contains(i))
          .ifPresent(imports::add);
    }
    units.add(new Program.Unit(document, imports));
    loaded.put(target.identity(), units.size() - 1);
    return units.size() - 1;
  }

  private Optional<ImportTarget> target(ImportTarget importer, Imports.Written written) {
    Scalar path = written.path();
    if (written.git().isPresent()) {
      return commit(importer, path, written.git().get(), written.commit().orElseThrow());
    }
    if (path.text().startsWith("std:")) {
      return Optional.of(new StandardModule(path.text().substring("std:".length())));
    }
    return switch (importer) {
      case LocalFile file -> beside(file, path);
      case CommitFile file -> CommitPaths.resolve(file.path(), path, diagnostics).map(file::with);
      case StandardModule _ -> {
        diagnostics.add(
            Diagnostic.error(
                ManifestCode.IMPORT_NOT_FOUND,
                path.span(),
                "A standard module extends standard modules only."));
        yield Optional.empty();
      }
    };
  }

  private Optional<ImportTarget> beside(LocalFile file, Scalar written) {
    try {
      Path parent = file.path().getParent();
      Path path = parent == null ? Path.of(written.text()) : parent.resolve(written.text());
      return Optional.of(local(path.normalize()));
    } catch (InvalidPathException e) {
      diagnostics.add(
          Diagnostic.error(ManifestCode.IMPORT_NOT_FOUND, written.span(), "This is not a path."));
      return Optional.empty();
    }
  }

  private Optional<ImportTarget> commit(
      ImportTarget importer, Scalar path, Scalar git, Scalar commit) {
    Optional<Path> base =
        importer instanceof LocalFile file
            ? Optional.ofNullable(file.path().toAbsolutePath().getParent())
            : Optional.empty();
    Optional<String> url = CommitPaths.url(git, base, diagnostics);
    Optional<String> clean = CommitPaths.resolve("", path, diagnostics);
    Optional<String> problem = CommitId.problem(commit.text());
    problem.ifPresent(
        p ->
            diagnostics.add(
                Diagnostic.error(ManifestCode.BAD_COMMIT, commit.span(), p).hint(CommitId.HINT)));
    if (url.isEmpty() || clean.isEmpty() || problem.isPresent()) {
      return Optional.empty();
    }
    var source = new CommitFiles.Source(url.get(), commit.text(), git.span(), commit.span());
    return Optional.of(new CommitFile(source, git.text(), clean.get()));
  }

  private LocalFile local(Path path) {
    String identity;
    try {
      identity = files.real(path).toString();
    } catch (IOException e) {
      identity = path.toAbsolutePath().normalize().toString();
    }
    return new LocalFile(path, identity, path.toString());
  }

  private Optional<Document> document(ImportTarget target, Optional<Span> from) {
    return switch (target) {
      case LocalFile file ->
          bytes(file, from)
              .flatMap(b -> SourceText.decode(file.shown(), b, diagnostics))
              .flatMap(
                  source -> {
                    Path absolute = file.path().toAbsolutePath().normalize();
                    Path parent = absolute.getParent();
                    directories.put(source.name(), parent == null ? absolute : parent);
                    return Forms.read(source, diagnostics);
                  });
      case StandardModule module -> standard(module, from);
      case CommitFile file ->
          bytes(file, from.orElseThrow())
              .flatMap(b -> SourceText.decode(file.shown(), b, diagnostics))
              .flatMap(source -> Forms.read(source, diagnostics));
    };
  }

  private Optional<byte[]> bytes(CommitFile file, Span from) {
    try {
      Optional<byte[]> bytes = commits.read(file.source(), file.path());
      if (bytes.isEmpty()) {
        diagnostics.add(missing(file, from));
      } else if (bytes.get().length > MAX_BYTES) {
        unreadable(ManifestCode.TOO_LARGE, tooLarge(file), Optional.of(from));
        return Optional.empty();
      }
      bytes.ifPresent(b -> imported.put(file.identity(), imported(file, b)));
      return bytes;
    } catch (UserErrorException e) {
      e.diagnostics().forEach(d -> diagnostics.add(d.span().isPresent() ? d : d.at(from)));
    } catch (IOException e) {
      unreadable(
          ManifestCode.UNREADABLE,
          file.shown() + " cannot be read: " + reason(e) + ".",
          Optional.of(from));
    }
    return Optional.empty();
  }

  /// With the nearest of the other manifests in that directory of the commit.
  private Diagnostic missing(CommitFile file, Span from) throws UserErrorException, IOException {
    String commit = "Commit " + file.source().commit();
    List<String> beside = commits.list(file.source(), directory(file.path()));
    String name = file.path().substring(folder(file.path()).length());
    if (beside.contains(name + "/")) {
      return Diagnostic.error(
              ManifestCode.IMPORT_NOT_FOUND,
              from,
              commit + " has a directory " + file.path() + "; an import is a file.")
          .hint("Name a file in it that ends in .env.yaml or .envc.");
    }
    List<String> near =
        beside.stream()
            .filter(n -> Forms.of(n).isPresent())
            .map(folder(from.text())::concat)
            .toList();
    Diagnostic d =
        Diagnostic.error(
            ManifestCode.IMPORT_NOT_FOUND, from, commit + " has no file " + file.path() + ".");
    return Suggestions.apply(d, from.text(), near);
  }

  private static String directory(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static Imported imported(CommitFile file, byte[] bytes) {
    return new Imported(
        file.written(), file.source().commit(), file.path(), CommitPaths.sha256(bytes));
  }

  private static String tooLarge(ImportTarget file) {
    return file.shown() + " is larger than " + MAX_BYTES / (1024 * 1024) + " MiB.";
  }

  private Optional<Document> standard(StandardModule module, Optional<Span> from) {
    Optional<String> text = StandardLibrary.source(module.name());
    if (text.isEmpty()) {
      Span place = from.orElseThrow();
      List<String> names = StandardLibrary.modules().stream().map(m -> "std:" + m).toList();
      Diagnostic d =
          Diagnostic.error(
                  ManifestCode.IMPORT_NOT_FOUND,
                  place,
                  "The standard library has no module `" + module.shown() + "`.")
              .hint("`envc std list` shows its modules.");
      diagnostics.add(Suggestions.apply(d, module.shown(), names));
    }
    return text.flatMap(
        t -> Forms.read(SourceFile.of(module.shown() + ".env.yaml", t), diagnostics));
  }

  private Optional<byte[]> bytes(LocalFile file, Optional<Span> from) {
    try {
      return Optional.of(files.read(file.path(), MAX_BYTES));
    } catch (NoSuchFileException e) {
      diagnostics.add(missing(file, from));
    } catch (FileAccess.TooLargeException e) {
      unreadable(ManifestCode.TOO_LARGE, tooLarge(file), from);
    } catch (IOException e) {
      unreadable(
          ManifestCode.UNREADABLE, file.shown() + " cannot be read: " + reason(e) + ".", from);
    }
    return Optional.empty();
  }

  /// With the nearest of the other manifests in that directory.
  private Diagnostic missing(LocalFile file, Optional<Span> from) {
    if (from.isPresent() && from.get().text().contains("://")) {
      return Diagnostic.error(
              ManifestCode.IMPORT_NOT_FOUND, from.get(), "A URL alone names no file of a commit.")
          .hint(CommitPaths.example(from.get()));
    }
    Diagnostic d =
        from.map(s -> Diagnostic.error(ManifestCode.IMPORT_NOT_FOUND, s, "There is no such file."))
            .orElseGet(
                () ->
                    Diagnostic.error(
                            ManifestCode.NOT_FOUND, "There is no file " + file.shown() + ".")
                        .hint("Name a manifest: a file that ends in .env.yaml or .envc."));
    String written = from.map(Span::text).orElse(file.shown());
    String shown = folder(file.shown());
    List<String> near =
        files.beside(file.path()).stream()
            .filter(n -> Forms.of(n).isPresent())
            .filter(n -> from.isEmpty() || !from.get().file().name().equals(shown + n))
            .map(folder(written)::concat)
            .toList();
    return Suggestions.apply(d, written, near);
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      case java.nio.file.FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getMessage() == null ? "input/output error" : e.getMessage();
    };
  }

  private void unreadable(ManifestCode code, String message, Optional<Span> from) {
    Diagnostic d = Diagnostic.error(code, message);
    diagnostics.add(from.map(d::at).orElse(d));
  }

  private boolean inProgress(ImportTarget target) {
    return loading.stream().anyMatch(t -> t.identity().equals(target.identity()));
  }

  private Diagnostic cycle(ImportTarget target, Span from) {
    Diagnostic d =
        Diagnostic.error(ManifestCode.IMPORT_CYCLE, from, "The manifest extends itself.");
    int start = 0;
    while (!loading.get(start).identity().equals(target.identity())) {
      start++;
    }
    for (int i = start; i < Math.min(loading.size(), start + 10); i++) {
      String next = i + 1 < loading.size() ? loading.get(i + 1).shown() : target.shown();
      d = d.note(loading.get(i).shown() + " extends " + next + ".");
    }
    return d;
  }
}
