package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// A root in which scripts had a hand is made twice: what they write must not depend on the time,
/// on chance, or on what else goes on.
final class Repetition {
  private static final int SHOWN = 12;

  private Repetition() {}

  /// @throws UserErrorException when the two differ
  static void check(Environment environment, RootFs first, RootFs second)
      throws UserErrorException {
    Map<String, Entry> a = byPath(first.tree());
    Map<String, Entry> b = byPath(second.tree());
    var paths = new TreeSet<>(a.keySet());
    paths.addAll(b.keySet());
    List<String> differ =
        paths.stream()
            .filter(p -> !isSame(Optional.ofNullable(a.get(p)), Optional.ofNullable(b.get(p))))
            .toList();
    if (differ.isEmpty()) {
      return;
    }
    Diagnostic d =
        Diagnostic.error(
            RootfsCode.SCRIPT_NOT_REPRODUCIBLE,
            environment.span(),
            "Scripts of packages made another root when they were run again: %d paths differ."
                .formatted(differ.size()));
    for (String path : differ.subList(0, Math.min(SHOWN, differ.size()))) {
      d = d.note(WorkRoot.printable(path) + by(first, path));
    }
    throw new UserErrorException(
        d.hint("Name the package under `skip` of `scripts`, or add the file itself with `files`."));
  }

  /// Whose script changed a path, when that is known.
  private static String by(RootFs root, String path) {
    String shown = WorkRoot.printable(path);
    return root.report().findings().stream()
        .filter(f -> f.kind().equals("script-change") && f.path().equals(shown))
        .reduce((_, last) -> last)
        .map(f -> " (" + f.message() + ")")
        .orElse("");
  }

  private static Map<String, Entry> byPath(FileTree tree) {
    var all = new TreeMap<String, Entry>();
    tree.entries().forEach(e -> all.put(e.path(), e));
    return all;
  }

  private static boolean isSame(Optional<Entry> first, Optional<Entry> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return false;
    }
    Entry a = first.get();
    Entry b = second.get();
    return a.mode() == b.mode()
        && a.uid() == b.uid()
        && a.gid() == b.gid()
        && a.seconds() == b.seconds()
        && a.xattrs().keySet().equals(b.xattrs().keySet())
        && ((a.node() instanceof Node.Regular(var x) && b.node() instanceof Node.Regular(var y))
            ? x.digest().equals(y.digest())
            : a.node().equals(b.node()));
  }
}
