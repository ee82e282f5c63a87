package dev.envc.driver;

import dev.envc.lock.LockedMerge;
import dev.envc.lock.LockedUpdate;
import dev.envc.model.GentooConfig;
import dev.envc.tree.profile.EffectiveConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What make.defaults of the profiles and the manifest say of merging, for the lock: a compile sees
/// no trees.
final class MergeSettings {
  private MergeSettings() {}

  /// INSTALL_MASK of the profile, then the manifest's patterns, then what `nodoc`, `noinfo` and
  /// `noman` in FEATURES stand for (make.conf(5)). PKG_INSTALL_MASK is for whoever builds packages.
  static LockedMerge of(EffectiveConfig config, GentooConfig manifest, List<LockedUpdate> updates) {
    Map<String, String> variables = config.variables();
    var mask = new ArrayList<>(words(variables, "INSTALL_MASK"));
    mask.addAll(manifest.installMask());
    List<String> features = words(variables, "FEATURES");
    for (String what : List.of("man", "info", "doc")) {
      if (features.contains("no" + what)) {
        mask.add("/usr/share/" + what);
      }
    }
    return new LockedMerge(
        mask,
        or(words(variables, "CONFIG_PROTECT"), LockedMerge.DEFAULT.configProtect()),
        or(words(variables, "CONFIG_PROTECT_MASK"), LockedMerge.DEFAULT.configProtectMask()),
        updates);
  }

  private static List<String> or(List<String> words, List<String> other) {
    return words.isEmpty() ? other : words;
  }

  private static List<String> words(Map<String, String> variables, String name) {
    String text = variables.getOrDefault(name, "").strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
  }
}
