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
import dev.envc.tree.index.IndexStore;
import dev.envc.tree.metadata.Eclasses;
import dev.envc.tree.metadata.MetadataGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Opens trees for several requests that may share some: a tree is opened once, and a repository is
/// the same object wherever it has the same masters. They stay open until the session is closed.
/// Not for use from several threads.
public final class TreeSession implements AutoCloseable {
  private final TreeOpener opener;
  private final IndexStore indexes;
  private final MetadataGenerator generator;
  private final Map<TreeRequest, OpenTree> opened = new LinkedHashMap<>();
  private final Map<TreeRequest, Diagnostic> failed = new HashMap<>();
  private final Map<Mastered, Repository> repositories = new HashMap<>();
  private final Set<Diagnostic> said = new LinkedHashSet<>();

  /// A tree on its masters, which decide what its ebuilds inherit.
  private record Mastered(OpenTree tree, List<Repository> masters) {}

  TreeSession(TreeOpener opener, IndexStore indexes, MetadataGenerator generator) {
    this.opener = opener;
    this.indexes = indexes;
    this.generator = generator;
  }

  /// The repositories that `requests` name, with an index each. Requests later in the list have
  /// higher priority. Closing what is returned does nothing; its warnings are those that were not
  /// given before.
  ///
  /// @throws UserErrorException with every problem of every request, when one cannot be opened
  public Trees open(List<TreeRequest> requests) throws UserErrorException, IOException {
    var asked = new ArrayList<AskedTree>();
    var diagnostics = new Diagnostics();
    for (TreeRequest request : requests) {
      try {
        asked.add(new AskedTree(request, tree(request)));
      } catch (UserErrorException e) {
        diagnostics.addAll(e.diagnostics());
      } catch (TreeReadException e) {
        diagnostics.add(blamed(request, e.diagnostic()));
      }
    }
    List<AskedTree> ordered = new MasterOrder(asked, diagnostics, !diagnostics.hasErrors()).order();
    diagnostics.throwIfErrors();
    return indexed(ordered, diagnostics);
  }

  private OpenTree tree(TreeRequest request) throws UserErrorException, IOException {
    TreeRequest key = request.unplaced();
    OpenTree known = opened.get(key);
    if (known != null) {
      return known;
    }
    Diagnostic problem = failed.get(key);
    if (problem != null) {
      throw new UserErrorException(problem);
    }
    try {
      OpenTree tree = opener.open(request);
      opened.put(key, tree);
      return tree;
    } catch (UserErrorException e) {
      failed.put(key, e.diagnostics().getFirst());
      throw e;
    }
  }

  private Trees indexed(List<AskedTree> ordered, Diagnostics diagnostics)
      throws UserErrorException, IOException {
    Map<AskedTree, Repository> done = new HashMap<>();
    var result = new ArrayList<Repository>();
    for (AskedTree asked : ordered) {
      try {
        Repository repository =
            repository(asked.tree(), asked.masters().stream().map(done::get).toList());
        done.put(asked, repository);
        result.add(repository);
        diagnostics.addAll(BrokenEbuilds.warnings(repository, asked.request().span()));
      } catch (TreeReadException e) {
        throw new UserErrorException(blamed(asked.request(), e.diagnostic()));
      }
    }
    diagnostics.addAll(generator.notes());
    return new Trees(result, diagnostics.toList().stream().filter(said::add).toList(), () -> {});
  }

  private Repository repository(OpenTree tree, List<Repository> masters) throws IOException {
    var key = new Mastered(tree, masters);
    Repository known = repositories.get(key);
    if (known == null) {
      TreeIndex index = index(tree, masters);
      known = new Repository(tree.name(), tree.pin(), tree.layout(), masters, tree.files(), index);
      repositories.put(key, known);
    }
    return known;
  }

  private TreeIndex index(OpenTree tree, List<Repository> masters) throws IOException {
    List<OpenTree> below = masters.stream().map(this::openTree).toList();
    List<IndexStore.Key> keys = below.stream().map(OpenTree::key).toList();
    var known = indexes.index(tree.key(), keys, generator);
    if (known.isPresent()) {
      return known.get();
    }
    Eclasses eclasses = Eclasses.none();
    var files = new ArrayList<TreeFiles>();
    for (OpenTree master : below) {
      eclasses = eclasses.with(master.name(), master.source().get());
      files.add(master.files());
    }
    eclasses = eclasses.with(tree.name(), tree.source().get());
    return indexes.makeIndex(
        tree.key(), keys, tree.name(), tree.source().get(), files, eclasses, generator);
  }

  private OpenTree openTree(Repository repository) {
    return repositories.entrySet().stream()
        .filter(e -> e.getValue() == repository)
        .map(e -> e.getKey().tree())
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    for (OpenTree tree : opened.values()) {
      tree.close();
    }
    opened.clear();
  }

  private static Diagnostic blamed(TreeRequest request, Diagnostic diagnostic) {
    return diagnostic.span().isEmpty()
        ? request.span().map(diagnostic::at).orElse(diagnostic)
        : diagnostic;
  }
}
