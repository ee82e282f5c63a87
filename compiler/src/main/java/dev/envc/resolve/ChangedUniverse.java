package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageName;
import dev.envc.pms.RequiredUse;
import dev.envc.pms.Slot;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A universe as it would be after changes of the manifest.
record ChangedUniverse(Universe universe, List<Change> changes, Set<PackageName> names)
    implements Universe {
  ChangedUniverse(Universe universe, List<Change> changes) {
    this(universe, changes, names(changes));
  }

  @Override
  public List<? extends Candidate> candidates(PackageName name) {
    List<? extends Candidate> unchanged = universe.candidates(name);
    return names.contains(name) ? unchanged.stream().map(this::changed).toList() : unchanged;
  }

  @Override
  public List<Cpv> provided(PackageName name) {
    return universe.provided(name);
  }

  private Candidate changed(Candidate candidate) {
    List<Change> own = own(changes, candidate);
    return own.isEmpty() ? candidate : new Changed(candidate, own);
  }

  /// The names of the packages that changes are about.
  static Set<PackageName> names(List<Change> changes) {
    return changes.stream()
        .flatMap(c -> c.about().stream())
        .map(Cpv::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The changes that are about a candidate.
  static List<Change> own(List<Change> changes, Candidate candidate) {
    return changes.stream()
        .filter(c -> c.about().filter(candidate.cpv()::equals).isPresent())
        .toList();
  }

  /// A candidate as it would be.
  record Changed(Candidate base, List<Change> changes) implements Candidate {
    private Optional<Boolean> set(String flag) {
      return changes.stream()
          .filter(c -> c instanceof Change.SetUse use && use.flag().equals(flag))
          .map(c -> ((Change.SetUse) c).enabled())
          .findFirst();
    }

    private boolean lifts(Mask mask) {
      return changes.stream()
          .anyMatch(
              change ->
                  switch (mask.kind()) {
                    case PACKAGE_MASK -> change instanceof Change.Unmask;
                    case KEYWORDS -> change instanceof Change.AcceptKeyword;
                    case LICENSE -> change instanceof Change.AcceptLicense;
                    case PROPERTIES, RESTRICT, EAPI, INVALID -> false;
                  });
    }

    @Override
    public List<Mask> masks() {
      return base.masks().stream().filter(mask -> !lifts(mask)).toList();
    }

    @Override
    public boolean isEnabled(String flag) {
      return set(flag).orElseGet(() -> base.isEnabled(flag));
    }

    @Override
    public SortedSet<String> use() {
      var use = new TreeSet<>(base.use());
      base.iuse().forEach(f -> set(f).ifPresent(on -> toggle(use, f, on)));
      return Collections.unmodifiableSortedSet(use);
    }

    private static void toggle(SortedSet<String> use, String flag, boolean on) {
      if (on) {
        use.add(flag);
      } else {
        use.remove(flag);
      }
    }

    @Override
    public Cpv cpv() {
      return base.cpv();
    }

    @Override
    public Slot slot() {
      return base.slot();
    }

    @Override
    public String repository() {
      return base.repository();
    }

    @Override
    public Eapi eapi() {
      return base.eapi();
    }

    @Override
    public SortedSet<String> iuse() {
      return base.iuse();
    }

    @Override
    public boolean hasFlag(String flag) {
      return base.hasFlag(flag);
    }

    @Override
    public boolean isForced(String flag) {
      return base.isForced(flag);
    }

    @Override
    public boolean isMasked(String flag) {
      return base.isMasked(flag);
    }

    @Override
    public Optional<String> fixedAt(String flag) {
      return base.fixedAt(flag);
    }

    @Override
    public DepSpec.AllOf<Atom> dependencies(DependencyClass dependencyClass) {
      return base.dependencies(dependencyClass);
    }

    @Override
    public Optional<RequiredUse> requiredUse() {
      return base.requiredUse();
    }
  }
}
