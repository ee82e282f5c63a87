package dev.envc.tree.profile;

import dev.envc.tree.profile.FlagExplanation.Layer;
import dev.envc.tree.profile.FlagExplanation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The flags of one package under a configuration. Immutable.
public final class PackageUse {
  /// Settings of one kind, from bottom to top.
  record Settings(Layer layer, List<Overlay> overlays) {}

  private final Set<String> iuse;
  private final Predicate<String> implicit;
  private final Set<String> profileFlags;
  private final List<Settings> settings;
  private final List<Overlay> forced;
  private final List<Overlay> masked;
  private final boolean stable;
  private final Set<String> enabled;

  PackageUse(
      Set<String> iuse,
      Predicate<String> implicit,
      Set<String> profileFlags,
      List<Settings> settings,
      List<Overlay> forced,
      List<Overlay> masked,
      boolean stable) {
    this.iuse = iuse;
    this.implicit = implicit;
    this.profileFlags = profileFlags;
    this.settings = settings;
    this.forced = forced;
    this.masked = masked;
    this.stable = stable;
    var on = new ArrayList<String>();
    for (String flag : iuse) {
      if (decide(flag)) {
        on.add(flag);
      }
    }
    this.enabled = Set.copyOf(on);
  }

  /// The flags of the ebuild's own IUSE, without defaults.
  public Set<String> iuse() {
    return iuse;
  }

  /// Whether the package has the flag: whether it is in IUSE_EFFECTIVE (PMS 11.1.1), or for EAPIs
  /// before 5 one of those that Portage takes for implicit.
  public boolean hasFlag(String flag) {
    return iuse.contains(flag) || implicit.test(flag);
  }

  /// Whether the package has the flag and it is on.
  public boolean isEnabled(String flag) {
    return enabled.contains(flag) || (!iuse.contains(flag) && implicit.test(flag) && decide(flag));
  }

  /// The flags of the ebuild's own IUSE that are on.
  public Set<String> enabled() {
    return enabled;
  }

  /// All flags that are on and that the package has, implicit ones too, sorted.
  public SortedSet<String> effective() {
    var result = new TreeSet<String>(enabled);
    for (Settings layer : settings) {
      addImplicit(Overlay.named(layer.overlays()), result);
    }
    addImplicit(Overlay.named(forced), result);
    addImplicit(profileFlags, result);
    return result;
  }

  private void addImplicit(Set<String> candidates, Set<String> result) {
    for (String flag : candidates) {
      if (!iuse.contains(flag) && implicit.test(flag) && decide(flag)) {
        result.add(flag);
      }
    }
  }

  /// Whether the flag cannot be switched off: forced and not masked.
  public boolean isForced(String flag) {
    return on(forced, flag) && !on(masked, flag);
  }

  /// Whether the flag cannot be switched on.
  public boolean isMasked(String flag) {
    return on(masked, flag);
  }

  /// All flags that use.force and its relatives name for this package, sorted, in IUSE or not.
  public SortedSet<String> forced() {
    return new TreeSet<>(FlagStack.enabled(forced));
  }

  /// All flags that use.mask and its relatives name for this package, sorted, in IUSE or not.
  public SortedSet<String> masked() {
    return new TreeSet<>(FlagStack.enabled(masked));
  }

  /// Whether the package counts as stable for the `.stable` files (PMS 5.2.12).
  public boolean isStable() {
    return stable;
  }

  /// Why the flag is on or off.
  public FlagExplanation explain(String flag) {
    var steps = new ArrayList<Step>();
    for (Settings layer : settings) {
      explain(layer.layer(), layer.overlays(), flag, steps);
    }
    if (on(forced, flag)) {
      explain(Layer.FORCED, forced, flag, steps);
    }
    if (on(masked, flag)) {
      Overlay.@Nullable Setting mask = FlagStack.get(masked, flag);
      if (mask != null) {
        steps.add(new Step(Layer.MASKED, false, mask.origin()));
      }
    }
    return new FlagExplanation(flag, isEnabled(flag), steps);
  }

  private static void explain(Layer layer, List<Overlay> overlays, String flag, List<Step> steps) {
    for (Overlay overlay : overlays) {
      Overlay.Setting setting = overlay.get(flag);
      if (setting != null) {
        steps.add(new Step(layer, setting.enabled(), setting.origin()));
      }
    }
  }

  private boolean decide(String flag) {
    if (on(masked, flag)) {
      return false;
    }
    if (on(forced, flag)) {
      return true;
    }
    for (int i = settings.size() - 1; i >= 0; i--) {
      Overlay.Setting setting = FlagStack.get(settings.get(i).overlays(), flag);
      if (setting != null) {
        return setting.enabled();
      }
    }
    return false;
  }

  private static boolean on(List<Overlay> overlays, String flag) {
    Overlay.Setting setting = FlagStack.get(overlays, flag);
    return setting != null && setting.enabled();
  }
}
