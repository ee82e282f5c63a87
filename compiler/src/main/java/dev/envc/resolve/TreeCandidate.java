package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.RequiredUse;
import dev.envc.pms.Slot;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.FlagExplanation;
import dev.envc.tree.profile.PackageInfo;
import dev.envc.tree.profile.PackageUse;
import dev.envc.tree.profile.TreeProfiles;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An ebuild of a tree under a configuration. What is asked for is computed then, and kept.
public final class TreeCandidate implements Candidate {
  private final EbuildMetadata ebuild;
  private final EffectiveConfig config;
  private final PackageInfo info;
  private @Nullable PackageUse use;
  private @Nullable List<Mask> masks;

  TreeCandidate(EbuildMetadata ebuild, EffectiveConfig config) {
    this.ebuild = ebuild;
    this.config = config;
    this.info = TreeProfiles.info(ebuild);
  }

  /// The ebuild.
  public EbuildMetadata ebuild() {
    return ebuild;
  }

  /// Its flags under the configuration, which can explain themselves.
  public PackageUse packageUse() {
    PackageUse known = use;
    if (known == null) {
      known = config.use(info);
      use = known;
    }
    return known;
  }

  @Override
  public Cpv cpv() {
    return ebuild.cpv();
  }

  @Override
  public Slot slot() {
    return ebuild.slot();
  }

  @Override
  public String repository() {
    return ebuild.repository().name();
  }

  @Override
  public Eapi eapi() {
    return ebuild.eapi();
  }

  @Override
  public SortedSet<String> iuse() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(packageUse().iuse()));
  }

  @Override
  public SortedSet<String> use() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(packageUse().enabled()));
  }

  @Override
  public boolean hasFlag(String flag) {
    return packageUse().hasFlag(flag);
  }

  @Override
  public boolean isEnabled(String flag) {
    return packageUse().isEnabled(flag);
  }

  @Override
  public boolean isForced(String flag) {
    return packageUse().isForced(flag);
  }

  @Override
  public boolean isMasked(String flag) {
    return packageUse().isMasked(flag);
  }

  @Override
  public Optional<String> fixedAt(String flag) {
    return packageUse().explain(flag).steps().reversed().stream()
        .filter(s -> s.layer().compareTo(FlagExplanation.Layer.ARCHITECTURE) >= 0)
        .findFirst()
        .map(s -> s.origin().toString());
  }

  @Override
  public DepSpec.AllOf<Atom> dependencies(DependencyClass dependencyClass) {
    return switch (dependencyClass) {
      case DEPEND -> ebuild.depend();
      case BDEPEND -> ebuild.bdepend();
      case RDEPEND -> ebuild.rdepend();
      case PDEPEND -> ebuild.pdepend();
      case IDEPEND -> ebuild.idepend();
    };
  }

  @Override
  public Optional<RequiredUse> requiredUse() {
    var constraint = ebuild.requiredUse();
    return constraint.children().isEmpty()
        ? Optional.empty()
        : Optional.of(new RequiredUse(constraint, ebuild.eapi()));
  }

  @Override
  public List<Mask> masks() {
    List<Mask> known = masks;
    if (known == null) {
      known = config.masks(info, this::isEnabled).stream().map(TreeMasks::mask).toList();
      masks = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return id();
  }
}
