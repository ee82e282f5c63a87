package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.TreeUpdates;
import dev.envc.tree.Trees;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.SettingsDifference;
import dev.envc.tree.profile.UserConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The packages of real trees under a configuration. Safe for use from several threads.
public final class TreeUniverse implements Universe {
  private final Trees trees;
  private final EffectiveConfig config;
  private final Optional<Beside> beside;
  private final Map<PackageName, List<TreeCandidate>> candidates = new ConcurrentHashMap<>();
  private @Nullable TreeUpdates updates;

  /// Another universe of the same trees, and where this one differs.
  private record Beside(TreeUniverse other, SettingsDifference difference) {}

  public TreeUniverse(Trees trees, EffectiveConfig config) {
    this(trees, config, Optional.empty());
  }

  private TreeUniverse(Trees trees, EffectiveConfig config, Optional<Beside> beside) {
    this.trees = trees;
    this.config = config;
    this.beside = beside;
  }

  /// The same trees under another configuration, if they have something in common: what the two say
  /// the same of is the same candidate then.
  public Optional<TreeUniverse> under(EffectiveConfig other) {
    return SettingsDifference.between(config, other)
        .map(d -> new TreeUniverse(trees, other, Optional.of(new Beside(this, d))));
  }

  @Override
  public List<TreeCandidate> candidates(PackageName name) {
    List<TreeCandidate> known = candidates.get(name);
    return known != null ? known : candidates.computeIfAbsent(name, this::find);
  }

  private List<TreeCandidate> find(PackageName name) {
    if (beside.isEmpty()) {
      return trees.versions(name).stream().map(this::candidate).toList();
    }
    List<TreeCandidate> others = beside.get().other.candidates(name);
    SettingsDifference difference = beside.get().difference;
    return others.stream().noneMatch(c -> difference.touches(c.ebuild()))
        ? others
        : others.stream()
            .map(c -> difference.touches(c.ebuild()) ? candidate(c.ebuild()) : c)
            .toList();
  }

  private TreeCandidate candidate(EbuildMetadata ebuild) {
    return new TreeCandidate(ebuild, config);
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

  private synchronized TreeUpdates updates() {
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
