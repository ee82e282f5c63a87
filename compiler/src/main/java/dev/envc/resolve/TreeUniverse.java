package dev.envc.resolve;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.UserConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The packages of real trees under a configuration. Not thread-safe.
public final class TreeUniverse implements Universe {
  private final Trees trees;
  private final EffectiveConfig config;
  private final Map<PackageName, List<TreeCandidate>> candidates = new HashMap<>();

  public TreeUniverse(Trees trees, EffectiveConfig config) {
    this.trees = trees;
    this.config = config;
  }

  @Override
  public List<TreeCandidate> candidates(PackageName name) {
    return candidates.computeIfAbsent(
        name, n -> trees.versions(n).stream().map(e -> new TreeCandidate(e, config)).toList());
  }

  @Override
  public List<Cpv> provided(PackageName name) {
    return config.provided().getOrDefault(name, List.of()).stream()
        .map(UserConfig.Provided::cpv)
        .toList();
  }

  @Override
  public List<PackageName> similar(PackageName name) {
    return trees.similar(name.toString(), 3);
  }

  /// The system set of the profile as wishes, `@system`.
  public List<Wish> system() {
    return config.systemSet().values().stream()
        .filter(EffectiveConfig.SystemPackage::system)
        .map(EffectiveConfig.SystemPackage::atom)
        .filter(AtomPattern.Exact.class::isInstance)
        .map(pattern -> ((AtomPattern.Exact) pattern).atom())
        .map(atom -> new Wish(atom, "@system", Optional.empty()))
        .toList();
  }
}
