package dev.envc.rootfs;

import dev.envc.model.Environment;
import dev.envc.model.Permissions.Check;
import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks through the permissions of a finished root: programs with more rights than their caller,
/// what everybody may write, what belongs to nobody, and modes that look like the umask of one
/// build instead of a decision. See spec/rootfs.md, "Audit".
final class PermissionAudit {
  private static final String CAPABILITY = "security.capability";

  private final FileTree tree;
  private final AssemblyLog log;
  private final Set<Long> uids;
  private final Set<Long> gids;
  private final List<Concern> concerns = new ArrayList<>();

  /// Something found: at a path (empty when it is about a whole package), by which package, and
  /// whether no intent explains it.
  record Concern(Check check, boolean certain, String path, String owner, String message) {}

  PermissionAudit(FileTree tree, Accounts accounts, AssemblyLog log) {
    this.tree = tree;
    this.log = log;
    this.uids = new HashSet<>(accounts.uids().values());
    this.gids = new HashSet<>(accounts.gids().values());
  }

  void run(Environment environment, List<Member> packages) {
    for (Entry e : tree.entries()) {
      privileges(e);
      worldWritable(e);
      unowned(e);
    }
    concerns.addAll(new UmaskAudit(tree, log.clashes()).concerns());
    new PermissionVerdict(environment, packages, log).on(concerns, tree);
  }

  private void privileges(Entry e) {
    if (e.node() instanceof Node.Regular && (e.mode() & Modes.SETUID) != 0) {
      add(Check.SETUID, e, "It runs as user " + e.uid() + ".");
    }
    if (e.node() instanceof Node.Regular && (e.mode() & Modes.SETGID) != 0) {
      add(Check.SETGID, e, "It runs as group " + e.gid() + ".");
    }
    byte[] capability = e.xattrs().get(CAPABILITY);
    if (capability != null) {
      add(Check.CAPABILITIES, e, "It has " + Capabilities.print(capability) + ".");
    }
  }

  /// Sticky directories are meant to be written by all; a device's mode is the manifest's own word.
  private void worldWritable(Entry e) {
    boolean counts =
        switch (e.node()) {
          case Node.Symlink _, Node.Hardlink _, Node.Device _ -> false;
          case Node.Directory _ -> (e.mode() & Modes.STICKY) == 0;
          case Node.Regular _, Node.Fifo _ -> true;
        };
    if (counts && (e.mode() & 2) != 0) {
      add(Check.WORLD_WRITABLE, e, "Everybody may write it.");
    }
  }

  /// As find(1) has it with -nouser and -nogroup: the next account that is made may get the number,
  /// and the file with it.
  private void unowned(Entry e) {
    if (!uids.contains(e.uid())) {
      add(Check.UNOWNED, e, "No account has the user id " + e.uid() + ".");
    } else if (!gids.contains(e.gid())) {
      add(Check.UNOWNED, e, "No account has the group id " + e.gid() + ".");
    }
  }

  private void add(Check check, Entry e, String message) {
    concerns.add(new Concern(check, true, e.path(), e.owner(), describe(e) + " " + message));
  }

  static String describe(Entry e) {
    return "%s, %s %d:%d.".formatted(e.owner(), Modes.octal(e.mode()), e.uid(), e.gid());
  }
}
