package dev.envc.rootfs;

import dev.envc.pms.Atom;
import dev.envc.pms.SlotDep;
import java.util.List;
import java.util.TreeSet;

/// /var/lib/portage/world: what the user asked for by name. As `emerge` records it: the package
/// with its slot and repository when they were given, without version, USE or operator.
final class WorldFile {
  private WorldFile() {}

  static String entry(Atom atom) {
    var entry = new StringBuilder(atom.name().toString());
    if (atom.slotDep() instanceof SlotDep.Named named) {
      entry.append(':').append(named.slot());
    }
    if (atom.repository() != null) {
      entry.append("::").append(atom.repository());
    }
    return entry.toString();
  }

  static String text(List<String> entries) {
    var text = new StringBuilder();
    new TreeSet<>(entries).forEach(e -> text.append(e).append('\n'));
    return text.toString();
  }
}
