package dev.envc.driver;

import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.model.Manifest;
import dev.envc.tree.Repository;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.load.TreeSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The trees of a manifest: each environment has its own, and those that name the same trees share
/// them.
public final class ManifestTrees {
  private final Map<List<TreeRequest>, Trees> sets;

  private ManifestTrees(Map<List<TreeRequest>, Trees> sets) {
    this.sets = sets;
  }

  /// @throws UserErrorException with the problems of the trees of all environments
  static ManifestTrees open(Manifest manifest, TreeSession session)
      throws IOException, UserErrorException {
    var problems = new Diagnostics();
    Map<List<TreeRequest>, Trees> sets = new LinkedHashMap<>();
    Set<List<TreeRequest>> tried = new LinkedHashSet<>();
    for (Environment environment : manifest.environments()) {
      List<TreeRequest> key = TreeRequests.unplaced(environment);
      if (tried.add(key)) {
        try {
          sets.put(key, session.open(TreeRequests.of(environment)));
        } catch (UserErrorException e) {
          problems.addAll(e.diagnostics());
        }
      }
    }
    problems.throwIfErrors();
    return new ManifestTrees(sets);
  }

  /// What tells the trees of one manifest from those of another.
  static Set<List<TreeRequest>> keys(Manifest manifest) {
    var keys = new LinkedHashSet<List<TreeRequest>>();
    manifest.environments().forEach(e -> keys.add(TreeRequests.unplaced(e)));
    return keys;
  }

  /// The trees of one of the manifest's environments.
  public Trees of(Environment environment) {
    Trees trees = sets.get(TreeRequests.unplaced(environment));
    if (trees == null) {
      throw new IllegalArgumentException("an environment of another manifest");
    }
    return trees;
  }

  /// Those of each environment, once.
  List<Trees> sets() {
    return List.copyOf(sets.values());
  }

  /// Every repository in every state that some environment has.
  Trees all() {
    var all = new LinkedHashSet<Repository>();
    sets.values().forEach(t -> all.addAll(t.repositories()));
    return Trees.of(new ArrayList<>(all));
  }

  /// Where names are looked up when no environment is at hand: every repository, in the state that
  /// the first environment with it has.
  public Trees lookup() {
    Map<String, Repository> first = new LinkedHashMap<>();
    sets.values().forEach(t -> t.repositories().forEach(r -> first.putIfAbsent(r.name(), r)));
    return Trees.of(new ArrayList<>(first.values()));
  }
}
