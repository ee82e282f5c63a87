package dev.envc.rootfs;

import java.util.List;
import java.util.TreeSet;

/// /var/lib/portage/world: what the user asked for by name. As `emerge` records it: the package
/// with its slot when one was given, without version, USE or operator.
final class WorldFile {
  private WorldFile() {}

  static String entry(String atom) {
    String bare = atom.replaceFirst("\\[.*", "").replaceFirst("::.*", "").replaceFirst("^!*", "");
    boolean versioned = bare.matches("^[<>=~].*");
    String slot = bare.contains(":") ? bare.substring(bare.indexOf(':')) : "";
    String name = bare.replaceFirst(":.*", "").replaceFirst("^[<>=~]+", "");
    String unversioned = versioned ? name.replaceFirst("-[0-9][^-]*(-r[0-9]+)?\\*?$", "") : name;
    return unversioned + slot.replaceFirst("[/=].*", "").replaceFirst(":\\*?$", "");
  }

  static String text(List<String> entries) {
    var text = new StringBuilder();
    new TreeSet<>(entries).forEach(e -> text.append(e).append('\n'));
    return text.toString();
  }
}
