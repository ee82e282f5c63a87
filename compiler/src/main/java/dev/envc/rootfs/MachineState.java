package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PathOrder;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Takes out what belongs to one machine and must not be shared by all that run an image: its id,
/// keys, seeds, logs, locks. What the manifest adds itself stays.
final class MachineState {
  private static final String SEED = "a random seed";
  private static final String LOCK = "a lock";

  private static final List<Rule> RULES =
      List.of(
          Rule.in("etc/ssh", "ssh_host_.*_key(\\.pub)?", "a host key"),
          Rule.in("etc", "machine-info", "a description of one machine"),
          Rule.in("var/lib/systemd", "random-seed", SEED),
          Rule.in("var/lib/misc", "random-seed", SEED),
          Rule.in("var/lib/urandom", "random-seed", SEED),
          Rule.below("boot", "(.*/)?loader/random-seed", SEED),
          Rule.below("efi", "(.*/)?loader/random-seed", SEED),
          Rule.below("var/lib/seedrng", ".*", SEED),
          Rule.in("var/run", "random-seed", SEED),
          Rule.in("var/lib/dbus", "machine-id", "a machine id"),
          Rule.in("etc", "resolv\\.conf", "the name servers of one network"),
          Rule.in("etc", "adjtime|mtab|blkid\\.tab", "state of one machine"),
          Rule.in("etc", "(passwd|group|shadow|gshadow)-", "a backup of the accounts"),
          Rule.in("etc", "\\.pwd\\.lock", LOCK),
          Rule.in("var/db/pkg", "\\.portage_lockfile", LOCK),
          Rule.below("var/lib/portage", ".*\\.lock", LOCK),
          Rule.below("var/log", "(?!.*\\.keep).*", "a log"),
          Rule.in("root", "\\.(bash|ash|python)_history", "a history of commands"),
          Rule.in("var/cache/ldconfig", "aux-cache", "a cache with times of one machine"));

  private final WorkRoot root;
  private final AssemblyLog log;

  /// What is taken out of a directory: the files in it with such names or, when it is `deep`, those
  /// below it with such paths from there.
  private record Rule(String directory, boolean deep, Pattern path, String what) {
    static Rule in(String directory, String name, String what) {
      return new Rule(directory, false, Pattern.compile(name), what);
    }

    static Rule below(String directory, String path, String what) {
      return new Rule(directory, true, Pattern.compile(path), what);
    }
  }

  MachineState(WorkRoot root, AssemblyLog log) {
    this.root = root;
    this.log = log;
  }

  void strip() {
    var found = new TreeMap<String, Rule>(PathOrder.INSTANCE);
    for (Rule rule : RULES) {
      int start = rule.directory().length() + 1;
      for (String path : rule.deep() ? root.below(rule.directory()) : root.in(rule.directory())) {
        if (rule.path().matcher(path).region(start, path.length()).matches()) {
          found.putIfAbsent(path, rule);
        }
      }
    }
    found.forEach((path, rule) -> root.get(path).ifPresent(e -> strip(e, rule)));
    emptyMachineId();
  }

  private void strip(Entry e, Rule rule) {
    boolean ours = e.owner().equals(WorkRoot.Owner.MANIFEST);
    // A link (/etc/mtab to /proc) holds nothing of a machine itself.
    if (!ours && !(e.node() instanceof Node.Directory || e.node() instanceof Node.Symlink)) {
      remove(e, rule.what());
    }
  }

  private void remove(Entry e, String what) {
    root.remove(e.path());
    log.finding("stripped", e.path(), "It is " + what + "; it came from " + e.owner() + ".");
  }

  /// An empty file makes systemd choose an id at the first boot.
  private void emptyMachineId() {
    root.get("etc/machine-id")
        .filter(e -> !e.owner().equals(WorkRoot.Owner.MANIFEST))
        .filter(e -> e.node() instanceof Node.Regular(var content) && content.size() > 0)
        .ifPresent(
            e -> {
              root.put(WorkRoot.with(e, new Node.Regular(BytesContent.of(""))));
              log.finding("stripped", e.path(), "The machine id is emptied; a boot chooses one.");
            });
  }
}
