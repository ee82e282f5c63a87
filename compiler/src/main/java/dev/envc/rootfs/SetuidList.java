package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.model.Environment;
import dev.envc.model.Permissions.Check;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.util.List;
import java.util.Optional;

/// The policy's list of programs that may be setuid or setgid: another one is an error (E0608),
/// unless a waiver covers it.
record SetuidList(Environment environment, PermissionVerdict verdict, AssemblyLog log) {

  void check(FileTree tree) {
    Optional<List<String>> allowed = environment.policy().allowedSetuid();
    if (allowed.isPresent()) {
      for (Entry e : tree.entries()) {
        if (e.node() instanceof Node.Regular && !allowed.get().contains("/" + e.path())) {
          check(e, Modes.SETUID, Check.SETUID);
          check(e, Modes.SETGID, Check.SETGID);
        }
      }
    }
  }

  private void check(Entry e, int bit, Check check) {
    if ((e.mode() & bit) != 0 && verdict.waiver(check, e.path(), e.owner()).isEmpty()) {
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
