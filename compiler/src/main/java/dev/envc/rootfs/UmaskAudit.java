package dev.envc.rootfs;

import dev.envc.model.Permissions.Check;
import dev.envc.rootfs.AssemblyLog.DirectoryClash;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.rootfs.PermissionAudit.Concern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds modes that a umask of 077 or 027 leaves behind: what root owns and others may not use.
/// Below /usr, /opt and the like such a mode is no decision; below /etc and /var packages do close
/// directories on purpose, and there it counts as certain only where it shuts away what another
/// package packs for everybody.
final class UmaskAudit {
  private final FileTree tree;
  private final List<DirectoryClash> clashes;
  private final List<Concern> concerns = new ArrayList<>();
  private boolean counted;

  /// Directory -> package -> how many open directories the package has directly in it. This and the
  /// others are filled when one is asked for: in most roots no mode is in doubt.
  private final Map<String, Map<String, Integer>> openDirectories = new HashMap<>();

  /// The same for open files, and for closed ones.
  private final Map<String, Map<String, Integer>> openFiles = new HashMap<>();

  private final Map<String, Map<String, Integer>> closedFiles = new HashMap<>();

  UmaskAudit(FileTree tree, List<DirectoryClash> clashes) {
    this.tree = tree;
    this.clashes = clashes;
  }

  List<Concern> concerns() {
    closedDirectories();
    tree.entries().forEach(this::closedFile);
    packages();
    clashes.forEach(this::clash);
    return List.copyOf(concerns);
  }

  private void count(Entry e) {
    boolean closed = isClosed(e);
    switch (e.node()) {
      case Node.Directory _ -> {
        if (!closed) {
          add(openDirectories, e);
        }
      }
      case Node.Regular _ -> add(closed ? closedFiles : openFiles, e);
      case Node.Symlink _, Node.Hardlink _, Node.Fifo _, Node.Device _ -> {}
    }
  }

  private static void add(Map<String, Map<String, Integer>> counts, Entry e) {
    counts
        .computeIfAbsent(WorkRoot.parent(e.path()), _ -> new HashMap<>())
        .merge(e.owner(), 1, Integer::sum);
  }

  private int of(Map<String, Map<String, Integer>> counts, Entry e) {
    if (!counted) {
      tree.entries().forEach(this::count);
      counted = true;
    }
    return counts.getOrDefault(WorkRoot.parent(e.path()), Map.of()).getOrDefault(e.owner(), 0);
  }

  /// The outermost closed directories, each with what it shuts away; within one, those of other
  /// packages too, since who waives the outer one has not decided on them.
  private void closedDirectories() {
    List<Entry> entries = tree.entries();
    Optional<Entry> outer = Optional.empty();
    for (int i = 0; i < entries.size(); i++) {
      Entry e = entries.get(i);
      boolean within = outer.filter(o -> isBelow(e, o.path() + "/")).isPresent();
      boolean told = within && outer.orElseThrow().owner().equals(e.owner());
      if (e.node() instanceof Node.Directory
          && isClosed(e)
          && !CommonPaths.isPrivate(e.path())
          && !told) {
        var hidden = new Hidden(e);
        String prefix = e.path() + "/";
        for (int at = i + 1; at < entries.size() && isBelow(entries.get(at), prefix); at++) {
          hidden.look(entries.get(at));
        }
        closedDirectory(e, hidden);
        outer = Optional.of(e);
      }
    }
  }

  private static boolean isBelow(Entry e, String prefix) {
    return e.path().startsWith(prefix);
  }

  /// What a closed directory shuts away although its mode is open.
  private static final class Hidden {
    private final Entry directory;
    private int own;
    private int foreign;
    private Optional<Entry> example = Optional.empty();

    Hidden(Entry directory) {
      this.directory = directory;
    }

    void look(Entry e) {
      boolean keep = WorkRoot.name(e.path()).startsWith(".keep");
      if (!(e.node() instanceof Node.Regular) || (e.mode() & 4) == 0 || keep) {
        return;
      }
      boolean mine = e.owner().equals(directory.owner());
      if (mine) {
        own++;
      } else if (e.owner().indexOf('/') >= 0) {
        foreign++;
      }
      if (example.isEmpty() || (!mine && foreign == 1)) {
        example = Optional.of(e);
      }
    }

    int all() {
      return own + foreign;
    }

    String text() {
      return "%d files below it are for everybody, such as %s of %s."
          .formatted(
              all(),
              example.map(e -> WorkRoot.printable(e.path())).orElse(""),
              example.map(Entry::owner).orElse(""));
    }
  }

  private void closedDirectory(Entry e, Hidden hidden) {
    boolean code = CommonPaths.isCode(e.path());
    boolean decided = e.owner().equals(WorkRoot.Owner.MANIFEST);
    if (hidden.foreign > 0) {
      report(true, e, "Only root may enter it, and " + hidden.text());
    } else if (decided) {
      return;
    } else if (CommonPaths.isCommon(e.path())) {
      report(true, e, "Only root may enter it, and every system has it open.");
    } else if (hidden.own > 0) {
      report(code, e, "Only root may enter it, and " + hidden.text());
    } else if (of(openDirectories, e) > 0) {
      report(
          code,
          e,
          "Only root may enter it, while %d the package has beside it are open."
              .formatted(of(openDirectories, e)));
    } else if (code) {
      report(false, e, "Only root may enter it.");
    }
  }

  private void closedFile(Entry e) {
    boolean decided = e.owner().equals(WorkRoot.Owner.MANIFEST);
    if (!(e.node() instanceof Node.Regular) || !isClosed(e) || decided) {
      return;
    }
    if (CommonPaths.isForEverybody(e.path())) {
      report(true, e, "Every program reads it, and others than root may not.");
    } else if (CommonPaths.isCode(e.path()) && of(openFiles, e) > of(closedFiles, e)) {
      report(
          false,
          e,
          "Others may not use it, and may use %d that the package has beside it."
              .formatted(of(openFiles, e)));
    }
  }

  /// Packages most of whose files below /usr and the like are closed.
  private void packages() {
    Map<String, int[]> counts = new TreeMap<>();
    for (Entry e : tree.entries()) {
      boolean judged = e.node() instanceof Node.Regular || e.node() instanceof Node.Directory;
      if (judged && CommonPaths.isCode(e.path()) && e.owner().indexOf('/') >= 0) {
        counts.computeIfAbsent(e.owner(), _ -> new int[2])[isClosed(e) ? 1 : 0]++;
      }
    }
    counts.forEach(
        (owner, c) -> {
          if (c[1] > 2 && c[1] > c[0]) {
            String text =
                "%s packs %d of its %d programs, libraries and directories closed to others."
                    .formatted(owner, c[1], c[0] + c[1]);
            concerns.add(new Concern(Check.UMASK, true, "", owner, text));
          }
        });
  }

  /// A package that packs a shared directory closed: it did no harm only because it came second.
  private void clash(DirectoryClash c) {
    Entry there = c.there();
    boolean narrower = (c.mode() & 7) == 0 && (there.mode() & 7) != 0;
    if (narrower && c.uid() == 0 && c.gid() == 0 && !CommonPaths.isPrivate(there.path())) {
      boolean certain = CommonPaths.isCode(there.path()) || CommonPaths.isCommon(there.path());
      String text =
          "%s packs it as %s, closed to others; it is %s only because %s was merged before."
              .formatted(
                  c.owner(), Modes.octal(c.mode()), Modes.octal(there.mode()), there.owner());
      concerns.add(new Concern(Check.UMASK, certain, there.path(), c.owner(), text));
    }
  }

  private void report(boolean certain, Entry e, String text) {
    concerns.add(
        new Concern(
            Check.UMASK, certain, e.path(), e.owner(), PermissionAudit.describe(e) + " " + text));
  }

  /// What root owns and others have no right to at all. A group of its own, or a bit beyond rwx, is
  /// somebody's decision.
  private static boolean isClosed(Entry e) {
    return (e.mode() & 07007) == 0 && e.uid() == 0 && e.gid() == 0;
  }
}
