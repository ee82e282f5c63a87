package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.model.Environment;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Looks through the permissions of a finished root: programs with more rights than their caller,
/// what everybody may write, and modes that look like the umask of one build instead of a decision.
final class PermissionAudit {
  private static final String CAPABILITY = "security.capability";
  private static final List<String> PUBLIC =
      List.of("bin", "sbin", "lib", "lib64", "usr", "etc", "opt", "var");

  private final FileTree tree;
  private final AssemblyLog log;

  PermissionAudit(FileTree tree, AssemblyLog log) {
    this.tree = tree;
    this.log = log;
  }

  void run(Environment environment) {
    for (Entry e : tree.entries()) {
      privileges(e);
      worldWritable(e);
    }
    umask();
    policy(environment);
  }

  private void privileges(Entry e) {
    if (e.node() instanceof Node.Regular && (e.mode() & Modes.SETUID) != 0) {
      log.finding("setuid", e.path(), describe(e) + " It runs as user " + e.uid() + ".");
    }
    if (e.node() instanceof Node.Regular && (e.mode() & Modes.SETGID) != 0) {
      log.finding("setgid", e.path(), describe(e) + " It runs as group " + e.gid() + ".");
    }
    byte[] capability = e.xattrs().get(CAPABILITY);
    if (capability != null) {
      log.finding(
          "capabilities",
          e.path(),
          describe(e) + " It has " + Capabilities.print(capability) + ".");
    }
  }

  private void worldWritable(Entry e) {
    boolean link = e.node() instanceof Node.Symlink || e.node() instanceof Node.Hardlink;
    boolean sticky = e.node() instanceof Node.Directory && (e.mode() & Modes.STICKY) != 0;
    if (!link && !sticky && (e.mode() & 2) != 0) {
      log.finding("world-writable", e.path(), describe(e) + " Everybody may write it.");
    }
  }

  /// A directory that only its owner may enter, where the same package packs others for all; or a
  /// package all of whose public files lack the bits of "others".
  private void umask() {
    Map<String, int[]> byOwner = new TreeMap<>();
    for (Entry e : tree.entries()) {
      if (isPublic(e) && !(e.node() instanceof Node.Symlink)) {
        int[] counts = byOwner.computeIfAbsent(e.owner(), _ -> new int[2]);
        counts[isClosed(e) ? 1 : 0]++;
      }
    }
    var siblings = new HashMap<String, Integer>();
    tree.entries().stream()
        .filter(e -> e.node() instanceof Node.Directory && !isClosed(e))
        .forEach(e -> siblings.merge(WorkRoot.parent(e.path()), 1, Integer::sum));
    for (Entry e : tree.entries()) {
      boolean root = e.uid() == 0 && e.gid() == 0;
      if (isPublic(e) && root && isClosed(e) && e.node() instanceof Node.Directory) {
        int open = siblings.getOrDefault(WorkRoot.parent(e.path()), 0);
        if (open > 0) {
          log.finding(
              "umask",
              e.path(),
              describe(e) + " Only root may enter it, while " + open + " beside it are open.");
        }
      }
    }
    byOwner.forEach(
        (owner, counts) -> {
          if (counts[1] > 2 && counts[1] > counts[0]) {
            log.finding(
                "umask",
                "",
                "%s packs %d of its %d public files and directories closed to others: a wrong umask?"
                    .formatted(owner, counts[1], counts[0] + counts[1]));
          }
        });
  }

  private static boolean isPublic(Entry e) {
    int slash = e.path().indexOf('/');
    return PUBLIC.contains(slash < 0 ? e.path() : e.path().substring(0, slash))
        && !e.path().startsWith("etc/ssl/private")
        && !e.path().startsWith("var/db/pkg");
  }

  private static boolean isClosed(Entry e) {
    return (e.mode() & 0077) == 0;
  }

  private void policy(Environment environment) {
    Optional<List<String>> allowed = environment.policy().allowedSetuid();
    if (allowed.isEmpty()) {
      return;
    }
    for (Entry e : tree.entries()) {
      boolean privileged =
          e.node() instanceof Node.Regular && (e.mode() & (Modes.SETUID | Modes.SETGID)) != 0;
      if (privileged && !allowed.get().contains("/" + e.path())) {
        log.problem(
            Diagnostic.error(
                    RootfsCode.SETUID_NOT_ALLOWED,
                    environment.span(),
                    "%s of %s has mode %s, which the policy does not allow."
                        .formatted(WorkRoot.printable(e.path()), e.owner(), Modes.octal(e.mode())))
                .hint("Allow the path under policy, or leave the package's flag off."));
      }
    }
  }

  private static String describe(Entry e) {
    return "%s, %s %d:%d.".formatted(e.owner(), Modes.octal(e.mode()), e.uid(), e.gid());
  }
}
