package dev.envc.tree.profile;

import dev.envc.pms.PackageFacts;
import dev.envc.pms.PackageName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One kind of flag setting over a stack of profiles: USE defaults, masks or forces. Each level has
/// what holds for all packages, for stable ones, and for named packages in both forms.
final class FlagStack {
  /// One profile or repository. Later parts win over earlier ones.
  record Level(
      Overlay all,
      Overlay stable,
      PackageEntries<Overlay> packages,
      PackageEntries<Overlay> stablePackages) {}

  static final FlagStack EMPTY = new FlagStack(List.of());

  private final List<Level> levels;
  private final Overlay combined;
  private final List<Overlay> forAll;
  private final List<Overlay> forAllStable;

  /// The packages that any level names, and whether some level has wildcards: for all others the
  /// levels need not be looked at.
  private final Set<PackageName> names;

  private final boolean wildcards;

  /// The levels, the parents first.
  FlagStack(List<Level> levels) {
    this.levels = List.copyOf(levels);
    var plain = new ArrayList<Overlay>();
    var stable = new ArrayList<Overlay>();
    for (Level level : levels) {
      plain.add(level.all());
      stable.add(level.all());
      stable.add(level.stable());
    }
    this.combined = Overlay.stack(plain);
    this.forAll = List.of(combined);
    this.forAllStable = List.of(Overlay.stack(stable));
    var named = new HashSet<PackageName>();
    boolean wild = false;
    for (Level level : levels) {
      named.addAll(level.packages().names());
      named.addAll(level.stablePackages().names());
      wild |= level.packages().hasWildcards() || level.stablePackages().hasWildcards();
    }
    this.names = Set.copyOf(named);
    this.wildcards = wild;
  }

  /// What holds for all packages, stable or not.
  Overlay global() {
    return combined;
  }

  /// What holds for one package, from bottom to top.
  List<Overlay> of(PackageFacts pkg, boolean stable) {
    if (!wildcards && !names.contains(pkg.cpv().name())) {
      return stable ? forAllStable : forAll;
    }
    @Nullable List<Overlay> result = null;
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      List<Overlay> matched = level.packages().matching(pkg);
      List<Overlay> matchedStable = stable ? level.stablePackages().matching(pkg) : List.of();
      if (result == null && (!matched.isEmpty() || !matchedStable.isEmpty())) {
        result = new ArrayList<>();
        for (Level lower : levels.subList(0, i)) {
          addGlobal(lower, stable, result);
        }
      }
      if (result != null) {
        addGlobal(level, stable, result);
        result.addAll(matched);
        result.addAll(matchedStable);
      }
    }
    return result != null ? result : stable ? forAllStable : forAll;
  }

  private static void addGlobal(Level level, boolean stable, List<Overlay> result) {
    if (!level.all().isEmpty()) {
      result.add(level.all());
    }
    if (stable && !level.stable().isEmpty()) {
      result.add(level.stable());
    }
  }

  /// What the overlays, from bottom to top, say about a flag; null if nothing.
  static Overlay.@Nullable Setting get(List<Overlay> overlays, String flag) {
    for (int i = overlays.size() - 1; i >= 0; i--) {
      Overlay.Setting setting = overlays.get(i).get(flag);
      if (setting != null) {
        return setting;
      }
    }
    return null;
  }

  /// The flags that are on.
  static Set<String> enabled(List<Overlay> overlays) {
    var enabled = new TreeSet<String>();
    for (String flag : Overlay.named(overlays)) {
      Overlay.Setting setting = get(overlays, flag);
      if (setting != null && setting.enabled()) {
        enabled.add(flag);
      }
    }
    return enabled;
  }
}
