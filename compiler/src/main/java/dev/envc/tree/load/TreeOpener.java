package dev.envc.tree.load;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.tree.Repository;
import dev.envc.tree.RepositoryLayout;
import dev.envc.tree.TreeReadException;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.TreeRequest.Location;
import dev.envc.tree.TreeSource;
import dev.envc.tree.directory.DirectoryTree;
import dev.envc.tree.git.GitTrees;
import dev.envc.tree.index.IndexStore;
import dev.envc.tree.index.LazySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Opens one tree: from the cache when its commit was seen before, without looking at its
/// repository; otherwise from where it is.
record TreeOpener(Path cache, IndexStore indexes, GitTrees git) {
  private static final String DATE = "date";

  /// PMS 3.1.5.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

  OpenTree open(TreeRequest request) throws UserErrorException, IOException {
    return switch (request.location()) {
      case Location.Git location -> git(request, location);
      case Location.Directory(Path path) -> directory(request, path);
    };
  }

  private OpenTree git(TreeRequest request, Location.Git location)
      throws UserErrorException, IOException {
    String commit = location.commit().toLowerCase(Locale.ROOT);
    var key = new IndexStore.Key(commit, request.subdir());
    var source = new LazySource(() -> later(request, location));
    Optional<IndexStore.Pack> known = indexes.pack(key);
    if (known.isPresent()) {
      return opened(request, key, known.get(), source);
    }
    TreeSource now = git.open(request, location);
    return fresh(request, key, now);
  }

  /// The same tree again, when a file is wanted that the cache does not have.
  private TreeSource later(TreeRequest request, Location.Git location) throws IOException {
    try {
      return git.open(request, location);
    } catch (UserErrorException e) {
      throw new TreeReadException(e.diagnostics().getFirst());
    }
  }

  private OpenTree directory(TreeRequest request, Path path)
      throws UserErrorException, IOException {
    Path root = path.resolve(request.subdir());
    if (!Files.isDirectory(root)) {
      throw error(
          request,
          Diagnostic.error(TreeCode.REPOSITORY_NOT_FOUND, "There is no directory " + root + ".")
              .hint("A relative path starts at the file that names it."));
    }
    TreeSource now = DirectoryTree.open(root, cache.resolve("stat"));
    var key = new IndexStore.Key(now.revision(), "");
    Optional<IndexStore.Pack> known = indexes.pack(key);
    return known.isPresent()
        ? opened(request, key, known.get(), LazySource.of(now))
        : fresh(request, key, now);
  }

  private OpenTree fresh(TreeRequest request, IndexStore.Key key, TreeSource now)
      throws UserErrorException, IOException {
    boolean kept = false;
    try {
      Optional<RepositoryLayout> layout = RepositoryLayout.read(now);
      if (layout.isEmpty()) {
        throw error(request, notGentoo(request, now));
      }
      String name = layout.get().name().orElse(request.name());
      if (!NAME.matcher(name).matches()) {
        throw error(request, badName(request, name));
      }
      var facts = new TreeMap<String, String>();
      now.date().ifPresent(d -> facts.put(DATE, d.toString()));
      OpenTree tree = opened(request, key, indexes.makePack(key, facts, now), LazySource.of(now));
      kept = true;
      return tree;
    } finally {
      if (!kept) {
        now.close();
      }
    }
  }

  private static OpenTree opened(
      TreeRequest request, IndexStore.Key key, IndexStore.Pack pack, LazySource source)
      throws IOException {
    Optional<Instant> date = Optional.ofNullable(pack.facts().get(DATE)).map(Instant::parse);
    RepositoryLayout layout = RepositoryLayout.read(pack.files(source)).orElseThrow();
    var pin = new Repository.Pin(request.name(), key.revision(), date);
    return new OpenTree(key, pack, source, pin, layout);
  }

  private static Diagnostic notGentoo(TreeRequest request, TreeSource source) throws IOException {
    Diagnostic diagnostic =
        Diagnostic.error(
            TreeCode.NOT_A_GENTOO_REPOSITORY,
            "The tree "
                + request.name()
                + " is not a Gentoo repository: it has neither profiles/repo_name nor"
                + " metadata/layout.conf.");
    for (String name : source.list("")) {
      String below = name + "profiles/repo_name";
      if (name.endsWith("/") && source.read(below).isPresent()) {
        String subdir = name.substring(0, name.length() - 1);
        diagnostic = diagnostic.note("The directory " + subdir + " is one: give it as subdir.");
      }
    }
    return diagnostic.hint("Name the directory of the repository as the tree's subdir.");
  }

  private static Diagnostic badName(TreeRequest request, String name) {
    return Diagnostic.error(
            TreeCode.INVALID_LAYOUT,
            "The name of the repository in the tree "
                + request.name()
                + ", `"
                + name
                + "`, is not valid.")
        .hint("Letters, digits, `-` and `_` may stand in profiles/repo_name, and no `-` first.");
  }

  private static UserErrorException error(TreeRequest request, Diagnostic diagnostic) {
    return new UserErrorException(request.span().map(diagnostic::at).orElse(diagnostic));
  }
}
