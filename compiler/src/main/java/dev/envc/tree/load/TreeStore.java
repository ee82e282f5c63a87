package dev.envc.tree.load;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.tree.Repository;
import dev.envc.tree.TreeFiles;
import dev.envc.tree.TreeIndex;
import dev.envc.tree.TreeReadException;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.git.GitTrees;
import dev.envc.tree.index.IndexStore;
import dev.envc.tree.metadata.Eclasses;
import dev.envc.tree.metadata.MetadataGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Opens trees: the way from what a manifest names to repositories with their index.
///
/// All that is kept between commands is below one cache directory, which several processes may use
/// at once, and which may be deleted at any time.
public final class TreeStore {
  private final Path cache;
  private final IndexStore indexes;
  private final GitTrees git;
  private final MetadataGenerator generator;

  public TreeStore(Path cache, MetadataGenerator generator) {
    this(cache, generator, false);
  }

  /// @param offline whether only the cache and this machine may be asked
  public TreeStore(Path cache, MetadataGenerator generator, boolean offline) {
    this.cache = cache;
    this.indexes = new IndexStore(cache.resolve("index"));
    this.git = new GitTrees(cache.resolve("git"), offline);
    this.generator = generator;
  }

  /// The repositories that `requests` name, with an index each. Requests later in the list have
  /// higher priority.
  ///
  /// @throws UserErrorException with every problem of every request, when one cannot be opened
  public Trees open(List<TreeRequest> requests) throws UserErrorException, IOException {
    var opened = new ArrayList<OpenTree>();
    var diagnostics = new Diagnostics();
    boolean kept = false;
    try {
      var opener = new TreeOpener(cache, indexes, git);
      for (TreeRequest request : requests) {
        try {
          opened.add(opener.open(request));
        } catch (UserErrorException e) {
          diagnostics.addAll(e.diagnostics());
        } catch (TreeReadException e) {
          diagnostics.add(blamed(request, e.diagnostic()));
        }
      }
      List<OpenTree> ordered =
          new MasterOrder(opened, diagnostics, !diagnostics.hasErrors()).order();
      diagnostics.throwIfErrors();
      Trees trees = indexed(ordered, diagnostics);
      kept = true;
      return trees;
    } finally {
      if (!kept) {
        close(opened);
      }
    }
  }

  private Trees indexed(List<OpenTree> ordered, Diagnostics diagnostics)
      throws UserErrorException, IOException {
    Map<OpenTree, Repository> repositories = new HashMap<>();
    var result = new ArrayList<Repository>();
    for (OpenTree tree : ordered) {
      try {
        TreeIndex index = index(tree);
        var masters = new ArrayList<Repository>();
        tree.masters().forEach(m -> masters.add(repositories.get(m)));
        var repository =
            new Repository(tree.name(), tree.pin(), tree.layout(), masters, tree.files(), index);
        repositories.put(tree, repository);
        result.add(repository);
        diagnostics.addAll(BrokenEbuilds.warnings(repository, tree.request().span()));
      } catch (TreeReadException e) {
        throw new UserErrorException(blamed(tree.request(), e.diagnostic()));
      }
    }
    diagnostics.addAll(generator.notes());
    return new Trees(result, diagnostics.toList(), () -> close(ordered));
  }

  private TreeIndex index(OpenTree tree) throws IOException {
    List<IndexStore.Key> masters = tree.masters().stream().map(OpenTree::key).toList();
    var known = indexes.index(tree.key(), masters, generator);
    if (known.isPresent()) {
      return known.get();
    }
    Eclasses eclasses = Eclasses.none();
    var files = new ArrayList<TreeFiles>();
    for (OpenTree master : tree.masters()) {
      eclasses = eclasses.with(master.name(), master.source().get());
      files.add(master.files());
    }
    eclasses = eclasses.with(tree.name(), tree.source().get());
    return indexes.makeIndex(
        tree.key(), masters, tree.name(), tree.source().get(), files, eclasses, generator);
  }

  private static void close(List<OpenTree> trees) throws IOException {
    for (OpenTree tree : trees) {
      tree.close();
    }
  }

  private static Diagnostic blamed(TreeRequest request, Diagnostic diagnostic) {
    return diagnostic.span().isEmpty()
        ? request.span().map(diagnostic::at).orElse(diagnostic)
        : diagnostic;
  }
}
