package dev.envc.lock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// Writes a lock in its one canonical form: YAML that a person reviews, one fact a line, packages
/// by name, so that a bump of one package changes that package's lines only. See spec/lock.md.
public final class LockWriter {
  private final StringBuilder out = new StringBuilder();

  private LockWriter() {}

  /// The text of a lock; lines end with LF.
  public static String write(Lock lock) {
    var writer = new LockWriter();
    writer.lock(lock);
    return writer.out.toString();
  }

  private void lock(Lock lock) {
    out.append("# Written by `envc lock`; review it, commit it, do not edit it.\n");
    field(0, "lock", Integer.toString(Lock.VERSION));
    field(0, "name", lock.name());
    field(0, "manifest", lock.manifest().toString());
    if (!lock.imports().isEmpty()) {
      out.append("\nimports:\n");
      lock.imports().forEach(this::imported);
    }
    out.append("\ntrees:\n");
    lock.trees().forEach(this::tree);
    out.append("\nbinhosts:\n");
    lock.binhosts().forEach(this::binhost);
    out.append("\nenvironments:\n");
    lock.environments().forEach(e -> environment(lock, e));
  }

  private void imported(LockedImport i) {
    item(0, "git", i.git());
    field(2, "commit", i.commit());
    field(2, "path", i.path());
    field(2, "digest", i.digest().toString());
  }

  private void tree(LockedTree tree) {
    item(0, "name", tree.name());
    field(2, "location", tree.location());
    field(2, "revision", tree.revision());
    if (!tree.subdir().isEmpty()) {
      field(2, "subdir", tree.subdir());
    }
    tree.date().ifPresent(d -> field(2, "date", d));
    tree.sourceCommit().ifPresent(c -> field(2, "source-commit", c));
  }

  private void binhost(LockedBinhost binhost) {
    item(0, "name", binhost.name());
    field(2, "location", binhost.location());
    field(2, "index", binhost.index().toString());
  }

  private void environment(Lock lock, LockedEnvironment environment) {
    item(0, "arch", environment.arch());
    if (!environment.name().equals(lock.name())) {
      field(2, "name", environment.name());
    }
    if (!environment.variant().isEmpty()) {
      field(2, "variant", environment.variant());
    }
    field(2, "profile", environment.profile());
    List<LockedTree> trees = lock.trees().stream().filter(environment.trees()::contains).toList();
    words("trees", labels(trees), labels(lock.trees()));
    if (!environment.fields().isEmpty()) {
      field(
          2,
          "fields",
          environment.fields().entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining(" ")));
    }
    merge(environment.merge());
    out.append("  packages:\n");
    environment.packages().stream().sorted(LockWriter::order).forEach(this::lockedPackage);
    out.append("  merge-order:\n");
    environment
        .packages()
        .forEach(p -> out.append("  - ").append(LockText.scalar(p.key())).append('\n'));
  }

  private static int order(LockedPackage a, LockedPackage b) {
    int byName = a.cpv().compareTo(b.cpv());
    return byName != 0 ? byName : a.key().compareTo(b.key());
  }

  private static List<String> labels(List<LockedTree> trees) {
    return trees.stream().map(LockedTree::label).toList();
  }

  /// What is as everywhere is left out.
  private void merge(LockedMerge merge) {
    LockedMerge usual = LockedMerge.DEFAULT;
    words("install-mask", merge.installMask(), usual.installMask());
    words("config-protect", merge.configProtect(), usual.configProtect());
    words("config-protect-mask", merge.configProtectMask(), usual.configProtectMask());
    if (!merge.updates().isEmpty()) {
      out.append("  updates:\n");
      merge
          .updates()
          .forEach(u -> out.append("  - ").append(LockText.scalar(u.toString())).append('\n'));
    }
  }

  private void words(String key, List<String> words, List<String> usual) {
    if (!words.equals(usual)) {
      field(2, key, String.join(" ", words));
    }
  }

  private void lockedPackage(LockedPackage p) {
    item(2, "package", p.cpv().toString());
    field(4, "slot", p.slot().toString());
    field(4, "repository", p.repository());
    use("use-changed", p, p.changedUse());
    use("use", p, allUse(p));
    field(4, "required-by", String.join(" ", p.requiredBy()));
    LockedBinary b = p.binary();
    field(4, "binhost", b.binhost());
    field(4, "path", b.path());
    field(4, "format", LockText.format(b.format()));
    field(4, "size", Long.toString(b.size()));
    field(4, "digest", b.digest().toString());
    field(4, "build-id", Integer.toString(b.buildId()));
    field(4, "build-time", Long.toString(b.buildTime()));
  }

  private static List<String> allUse(LockedPackage p) {
    var all = new ArrayList<String>(p.enabledUse());
    all.addAll(p.disabledUse());
    all.sort(Comparator.naturalOrder());
    return all;
  }

  private void use(String key, LockedPackage p, SortedSet<String> flags) {
    use(key, p, List.copyOf(flags));
  }

  private void use(String key, LockedPackage p, List<String> flags) {
    field(
        4,
        key,
        String.join(
            " ", flags.stream().map(f -> (p.enabledUse().contains(f) ? "+" : "-") + f).toList()));
  }

  private void item(int indent, String key, String value) {
    out.repeat(' ', indent)
        .append("- ")
        .append(key)
        .append(": ")
        .append(LockText.scalar(value))
        .append('\n');
  }

  private void field(int indent, String key, String value) {
    out.repeat(' ', indent).append(key).append(": ").append(LockText.scalar(value)).append('\n');
  }
}
