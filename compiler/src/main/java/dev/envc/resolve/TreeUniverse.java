package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.tree.TreeUpdates;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.UserConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The packages of real trees under a configuration. Not thread-safe.
public final class TreeUniverse implements Universe {
  private final Trees trees;
  private final EffectiveConfig config;
  private final Map<PackageName, List<TreeCandidate>> candidates = new HashMap<>();
  private @Nullable TreeUpdates updates;

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

  @Override
  public Optional<Moved> moved(Atom atom) {
    return updates().apply(atom).map(u -> new Moved(u.atom(), u.place()));
  }

  private TreeUpdates updates() {
    if (updates == null) {
      try {
        updates = trees.updates();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return updates;
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
