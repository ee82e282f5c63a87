package dev.envc.tree.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a sequence of incremental tokens (`flag`, `-flag`, `-*`, `flags_*`, `-flags_*`) says about
/// each flag. Immutable once built.
final class Overlay {
  /// What is said about one flag.
  record Setting(boolean enabled, Origin origin) {}

  private record Prefix(String prefix, Setting setting) {}

  static final Overlay EMPTY = new Builder().build();

  private final Map<String, Setting> flags;
  private final List<Prefix> prefixes;
  private final @Nullable Setting everything;

  private Overlay(Map<String, Setting> flags, List<Prefix> prefixes, @Nullable Setting everything) {
    this.flags = flags;
    this.prefixes = prefixes;
    this.everything = everything;
  }

  /// The overlays on top of each other, the last one on top.
  static Overlay stack(List<Overlay> overlays) {
    var builder = new Builder();
    for (Overlay overlay : overlays) {
      builder.add(overlay);
    }
    return builder.build();
  }

  boolean isEmpty() {
    return flags.isEmpty() && prefixes.isEmpty() && everything == null;
  }

  /// What is said about the flag, null if nothing is.
  @Nullable Setting get(String flag) {
    Setting setting = flags.get(flag);
    if (setting != null) {
      return setting;
    }
    for (int i = prefixes.size() - 1; i >= 0; i--) {
      if (flag.startsWith(prefixes.get(i).prefix())) {
        return prefixes.get(i).setting();
      }
    }
    return everything;
  }

  /// The flags that are named one by one.
  Set<String> named() {
    return flags.keySet();
  }

  /// The flags about which another one says something else; empty when that may be any flag.
  Optional<Set<String>> differences(Overlay other) {
    if (!prefixes.equals(other.prefixes) || !Objects.equals(everything, other.everything)) {
      return Optional.empty();
    }
    var flags = named(List.of(this, other));
    flags.removeIf(flag -> Objects.equals(get(flag), other.get(flag)));
    return Optional.of(flags);
  }

  /// Collects tokens in their order.
  static final class Builder {
    private final Map<String, Setting> flags = new HashMap<>();
    private final List<Prefix> prefixes = new ArrayList<>();
    private @Nullable Setting everything;

    Builder add(List<String> tokens, Origin origin) {
      var on = new Setting(true, origin);
      var off = new Setting(false, origin);
      for (String token : tokens) {
        boolean negated = token.startsWith("-");
        String flag = negated || token.startsWith("+") ? token.substring(1) : token;
        put(flag, negated ? off : on);
      }
      return this;
    }

    private void put(String flag, Setting setting) {
      if (flag.equals("*") && !setting.enabled()) {
        flags.clear();
        prefixes.clear();
        everything = setting;
      } else if (flag.endsWith("_*")) {
        putPrefix(flag.substring(0, flag.length() - 1), setting);
      } else if (!flag.isEmpty()) {
        flags.put(flag, setting);
      }
    }

    private void putPrefix(String prefix, Setting setting) {
      flags.keySet().removeIf(flag -> flag.startsWith(prefix));
      prefixes.removeIf(earlier -> earlier.prefix().startsWith(prefix));
      prefixes.add(new Prefix(prefix, setting));
    }

    Builder add(Overlay overlay) {
      if (overlay.everything != null) {
        put("*", overlay.everything);
      }
      overlay.prefixes.forEach(prefix -> putPrefix(prefix.prefix(), prefix.setting()));
      flags.putAll(overlay.flags);
      return this;
    }

    Overlay build() {
      return new Overlay(Map.copyOf(flags), List.copyOf(prefixes), everything);
    }
  }

  /// All flags named by any of the overlays.
  static Set<String> named(List<Overlay> overlays) {
    var named = new HashSet<String>();
    overlays.forEach(overlay -> named.addAll(overlay.named()));
    return named;
  }
}
