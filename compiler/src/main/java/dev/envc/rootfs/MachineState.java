package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.util.List;
import java.util.regex.Pattern;

/// Takes out what belongs to one machine and must not be shared by all that run an image: its id,
/// keys, seeds, logs, locks. What the manifest adds itself stays.
final class MachineState {
  private static final List<Rule> RULES =
      List.of(
          new Rule("etc/ssh/ssh_host_[^/]*_key(\\.pub)?", "a host key"),
          new Rule("etc/machine-info", "a description of one machine"),
          new Rule(
              "var/lib/(systemd|misc|urandom)/random-seed|(boot|efi)/(.*/)?loader/random-seed",
              "a random seed"),
          new Rule("var/lib/seedrng/.*|var/run/random-seed", "a random seed"),
          new Rule("var/lib/dbus/machine-id", "a machine id"),
          new Rule("etc/resolv\\.conf", "the name servers of one network"),
          new Rule("etc/(adjtime|mtab|blkid\\.tab)", "state of one machine"),
          new Rule("etc/(passwd|group|shadow|gshadow)-", "a backup of the accounts"),
          new Rule("etc/\\.pwd\\.lock", "a lock"),
          new Rule("var/db/pkg/\\.portage_lockfile|var/lib/portage/.*\\.lock", "a lock"),
          new Rule("var/log/(?!.*\\.keep).*", "a log"),
          new Rule("root/\\.(bash|ash|python)_history", "a history of commands"),
          new Rule("var/cache/ldconfig/aux-cache", "a cache with times of one machine"));

  /// Where all of that is: most files of a root are elsewhere.
  private static final List<String> PLACES = List.of("boot", "efi", "etc", "root", "var");

  private final WorkRoot root;
  private final AssemblyLog log;

  private record Rule(Pattern path, String what) {
    Rule(String path, String what) {
      this(Pattern.compile(path), what);
    }
  }

  MachineState(WorkRoot root, AssemblyLog log) {
    this.root = root;
    this.log = log;
  }

  void strip() {
    for (String place : PLACES) {
      for (String path : root.below(place)) {
        root.get(path).ifPresent(this::strip);
      }
    }
    emptyMachineId();
  }

  private void strip(Entry e) {
    boolean ours = e.owner().equals(WorkRoot.Owner.MANIFEST);
    // A link (/etc/mtab to /proc) holds nothing of a machine itself.
    if (!ours && !(e.node() instanceof Node.Directory || e.node() instanceof Node.Symlink)) {
      RULES.stream()
          .filter(r -> r.path().matcher(e.path()).matches())
          .findFirst()
          .ifPresent(r -> remove(e, r.what()));
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
