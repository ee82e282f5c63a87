package dev.envc.resolve.trees;

import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.resolve.Universe;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.UserConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The ebuilds of pinned trees as a configuration sees them. Candidates are made when they are
/// asked for; safe for use from several threads.
public final class TreeUniverse implements Universe {
  private final Trees trees;
  private final EffectiveConfig config;
  private final Map<PackageName, List<TreeCandidate>> known = new ConcurrentHashMap<>();

  public TreeUniverse(Trees trees, EffectiveConfig config) {
    this.trees = trees;
    this.config = config;
  }

  @Override
  public List<TreeCandidate> candidates(PackageName name) {
    return known.computeIfAbsent(
        name, n -> trees.versions(n).stream().map(this::candidate).toList());
  }

  @Override
  public List<Cpv> provided(PackageName name) {
    return config.provided().getOrDefault(name, List.of()).stream()
        .map(UserConfig.Provided::cpv)
        .toList();
  }

  private TreeCandidate candidate(EbuildMetadata ebuild) {
    return new TreeCandidate(ebuild, config);
  }
}
