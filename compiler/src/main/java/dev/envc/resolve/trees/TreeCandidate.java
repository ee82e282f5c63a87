package dev.envc.resolve.trees;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.FlagTerm;
import dev.envc.pms.RequiredUse;
import dev.envc.pms.Slot;
import dev.envc.resolve.Candidate;
import dev.envc.resolve.DependencyClass;
import dev.envc.resolve.Mask;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.IuseFlag;
import dev.envc.tree.profile.EffectiveConfig;
import dev.envc.tree.profile.MaskReason;
import dev.envc.tree.profile.PackageUse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One ebuild under a configuration. What is asked for is computed then, and kept.
public final class TreeCandidate implements Candidate {
  private final EbuildMetadata ebuild;
  private final EbuildInfo info;
  private final EffectiveConfig config;
  private volatile @Nullable PackageUse use;
  private volatile @Nullable List<Mask> masks;

  TreeCandidate(EbuildMetadata ebuild, EffectiveConfig config) {
    this.ebuild = ebuild;
    this.info = new EbuildInfo(ebuild);
    this.config = config;
  }

  public EbuildMetadata ebuild() {
    return ebuild;
  }

  /// The flags that another configuration gives otherwise, within the ebuild's IUSE.
  public SortedSet<String> differingFlags(EffectiveConfig other) {
    PackageUse theirs = other.use(info);
    var differing = new TreeSet<String>();
    for (String flag : packageUse().iuse()) {
      if (packageUse().isEnabled(flag) != theirs.isEnabled(flag)) {
        differing.add(flag);
      }
    }
    return Collections.unmodifiableSortedSet(differing);
  }

  /// The flags of the package, with the reasons for each.
  public PackageUse packageUse() {
    PackageUse u = use;
    if (u == null) {
      u = config.use(info);
      use = u;
    }
    return u;
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
    var flags = new TreeSet<String>();
    for (IuseFlag flag : ebuild.iuse()) {
      flags.add(flag.name());
    }
    return Collections.unmodifiableSortedSet(flags);
  }

  @Override
  public SortedSet<String> use() {
    return packageUse().effective();
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
  public DepSpec.AllOf<Atom> dependencies(DependencyClass dependencyClass) {
    return switch (dependencyClass) {
      case RDEPEND -> ebuild.rdepend();
      case PDEPEND -> ebuild.pdepend();
      case IDEPEND -> ebuild.idepend();
      case DEPEND -> ebuild.depend();
      case BDEPEND -> ebuild.bdepend();
    };
  }

  @Override
  public Optional<RequiredUse> requiredUse() {
    DepSpec.AllOf<FlagTerm> constraint = ebuild.requiredUse();
    return constraint.children().isEmpty()
        ? Optional.empty()
        : Optional.of(new RequiredUse(constraint, ebuild.eapi()));
  }

  @Override
  public List<Mask> masks() {
    List<Mask> m = masks;
    if (m == null) {
      m = config.masks(info).stream().map(TreeCandidate::mask).toList();
      masks = m;
    }
    return m;
  }

  private static Mask mask(MaskReason reason) {
    return switch (reason) {
      case MaskReason.Masked r ->
          new Mask(
              Mask.Kind.PACKAGE_MASK,
              "masked by package.mask (" + r.atom() + ")",
              Optional.of(r.comment()).filter(c -> !c.isBlank()),
              Optional.of(r.origin().toString()));
      case MaskReason.Keyword r ->
          Mask.of(
              Mask.Kind.KEYWORDS,
              r.keywords().isEmpty()
                  ? "without keywords; `**` accepts it"
                  : "keyworded "
                      + String.join(" ", r.keywords())
                      + "; `"
                      + r.missing()
                      + "` accepts it");
      case MaskReason.License r ->
          Mask.of(
              Mask.Kind.LICENSE,
              "under the license " + String.join(" ", r.missing()) + ", which is not accepted");
      case MaskReason.Properties r ->
          Mask.of(
              Mask.Kind.PROPERTIES,
              "of PROPERTIES " + String.join(" ", r.missing()) + ", which are not accepted");
      case MaskReason.Restrict r ->
          Mask.of(
              Mask.Kind.RESTRICT,
              "of RESTRICT " + String.join(" ", r.missing()) + ", which are not accepted");
      case MaskReason.Unusable r -> Mask.of(Mask.Kind.INVALID, "unusable: " + r.problem());
    };
  }

  @Override
  public String toString() {
    return id();
  }
}
