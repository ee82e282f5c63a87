package dev.envc.lock;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.LockCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import dev.envc.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads what [LockWriter] wrote, and nothing else: a lock that was edited, merged badly or cut
/// short is refused, with the line.
public final class LockReader {
  private final SourceFile file;
  private final LockLines lines;

  private LockReader(SourceFile file) {
    this.file = file;
    this.lines = new LockLines(file);
  }

  /// The lock in a file.
  ///
  /// @throws UserErrorException with [LockCode#UNREADABLE] when the text is not a lock in canonical
  ///   form
  public static Lock read(SourceFile file) throws UserErrorException {
    var reader = new LockReader(file);
    Lock lock;
    try {
      lock = reader.lock();
    } catch (IllegalArgumentException e) {
      throw reader.unreadable(
          Math.max(1, reader.lines.lineNumber()), String.valueOf(e.getMessage()));
    }
    reader.requireCanonical(LockWriter.write(lock));
    return lock;
  }

  private Lock lock() {
    String version = lines.field(0, "lock");
    if (!version.equals(Integer.toString(Lock.VERSION))) {
      throw new IllegalArgumentException(
          "lock version "
              + version
              + " is not known to this envc, which reads version "
              + Lock.VERSION);
    }
    String name = lines.field(0, "name");
    Digest manifest = Digest.parse(lines.field(0, "manifest"));
    List<LockedImport> imports = imports();
    lines.section("trees:");
    List<LockedTree> trees = new ArrayList<>();
    while (lines.atItem(0)) {
      trees.add(distinct(tree(), trees));
    }
    lines.section("binhosts:");
    List<LockedBinhost> binhosts = new ArrayList<>();
    while (lines.atItem(0)) {
      binhosts.add(
          new LockedBinhost(
              lines.item(0, "name"),
              lines.field(2, "location"),
              Digest.parse(lines.field(2, "index"))));
    }
    lines.section("environments:");
    List<LockedEnvironment> environments = new ArrayList<>();
    while (lines.atItem(0)) {
      environments.add(distinct(environment(name, trees), environments));
    }
    lines.end();
    return new Lock(name, manifest, imports, trees, binhosts, environments);
  }

  /// The section is there only when the manifest builds on commits.
  private List<LockedImport> imports() {
    List<LockedImport> imports = new ArrayList<>();
    if (lines.atSection("imports:")) {
      lines.section("imports:");
      while (lines.atItem(0)) {
        imports.add(
            new LockedImport(
                lines.item(0, "git"),
                lines.field(2, "commit"),
                lines.field(2, "path"),
                Digest.parse(lines.field(2, "digest"))));
      }
    }
    return imports;
  }

  private LockedTree tree() {
    return new LockedTree(
        lines.item(0, "name"),
        lines.field(2, "location"),
        lines.field(2, "revision"),
        lines.optional(2, "subdir").orElse(""),
        lines.optional(2, "date"),
        lines.optional(2, "source-commit"));
  }

  private LockedEnvironment environment(String lockName, List<LockedTree> all) {
    String arch = lines.item(0, "arch");
    String name = lines.optional(2, "name").orElse(lockName);
    String variant = lines.optional(2, "variant").orElse("");
    String profile = lines.field(2, "profile");
    List<LockedTree> trees = lines.optional(2, "trees").map(t -> trees(words(t), all)).orElse(all);
    SortedMap<String, String> fields = fields(lines.optional(2, "fields").orElse(""));
    LockedMerge merge = merge();
    lines.section("  packages:");
    SequencedMap<String, LockedPackage> packages = new LinkedHashMap<>();
    while (lines.atItem(2)) {
      LockedPackage p = lockedPackage();
      if (packages.putIfAbsent(p.key(), p) != null) {
        throw new IllegalArgumentException(p.key() + " is locked twice");
      }
    }
    lines.section("  merge-order:");
    List<LockedPackage> order = new ArrayList<>();
    Optional<String> next = lines.plainItem(2);
    while (next.isPresent()) {
      String key = next.get();
      LockedPackage p = packages.remove(key);
      if (p == null) {
        throw new IllegalArgumentException(
            "the merge order names " + key + ", which is not locked or was named before");
      }
      order.add(p);
      next = lines.plainItem(2);
    }
    if (!packages.isEmpty()) {
      throw new IllegalArgumentException(
          "the merge order leaves out " + packages.firstEntry().getKey());
    }
    return new LockedEnvironment(name, arch, variant, profile, trees, fields, merge, order);
  }

  private static List<LockedTree> trees(List<String> labels, List<LockedTree> all) {
    for (String label : labels) {
      if (all.stream().noneMatch(t -> t.label().equals(label))) {
        throw new IllegalArgumentException("there is no tree " + label + " above");
      }
    }
    return all.stream().filter(t -> labels.contains(t.label())).toList();
  }

  private static LockedTree distinct(LockedTree next, List<LockedTree> before) {
    if (before.stream().anyMatch(t -> t.label().equals(next.label()))) {
      throw new IllegalArgumentException("the tree " + next.label() + " stands twice");
    }
    return next;
  }

  private LockedMerge merge() {
    return new LockedMerge(
        lines.optional(2, "install-mask").map(LockReader::words).orElse(List.of()),
        lines
            .optional(2, "config-protect")
            .map(LockReader::words)
            .orElse(LockedMerge.DEFAULT.configProtect()),
        lines
            .optional(2, "config-protect-mask")
            .map(LockReader::words)
            .orElse(LockedMerge.DEFAULT.configProtectMask()),
        updates());
  }

  private List<LockedUpdate> updates() {
    List<LockedUpdate> updates = new ArrayList<>();
    if (lines.atSection("  updates:")) {
      lines.section("  updates:");
      for (var u = lines.plainItem(2); u.isPresent(); u = lines.plainItem(2)) {
        updates.add(LockedUpdate.parse(u.get()));
      }
    }
    return updates;
  }

  private static SortedMap<String, String> fields(String text) {
    var fields = new TreeMap<String, String>();
    for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("`" + word + "` is not a field with its digest");
      }
      fields.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return fields;
  }

  private static LockedEnvironment distinct(
      LockedEnvironment next, List<LockedEnvironment> before) {
    if (before.stream().anyMatch(e -> e.isOf(next.name(), next.arch(), next.variant()))) {
      throw new IllegalArgumentException(
          "the environment " + next.name() + " for " + next.arch() + " stands twice");
    }
    return next;
  }

  private LockedPackage lockedPackage() {
    Cpv cpv = Cpv.parse(lines.item(2, "package"));
    Slot slot = Slot.parse(lines.field(4, "slot"));
    String repository = lines.field(4, "repository");
    String changedUse = lines.field(4, "use-changed");
    SortedSet<String> changed = new TreeSet<>();
    flags(changedUse, '+', changed);
    flags(changedUse, '-', changed);
    String use = lines.field(4, "use");
    SortedSet<String> enabled = new TreeSet<>();
    SortedSet<String> disabled = new TreeSet<>();
    flags(use, '+', enabled);
    flags(use, '-', disabled);
    List<String> requiredBy = words(lines.field(4, "required-by"));
    return new LockedPackage(
        cpv, slot, repository, enabled, disabled, changed, requiredBy, binary());
  }

  private LockedBinary binary() {
    return new LockedBinary(
        lines.field(4, "binhost"),
        lines.field(4, "path"),
        format(lines.field(4, "format")),
        Long.parseLong(lines.field(4, "size")),
        Digest.parse(lines.field(4, "digest")),
        Integer.parseInt(lines.field(4, "build-id")),
        Long.parseLong(lines.field(4, "build-time")));
  }

  private static BinaryFormat format(String text) {
    for (BinaryFormat f : BinaryFormat.values()) {
      if (LockText.format(f).equals(text)) {
        return f;
      }
    }
    throw new IllegalArgumentException("not a binary package format: " + text);
  }

  private static void flags(String text, char sign, SortedSet<String> into) {
    words(text).stream().filter(w -> w.charAt(0) == sign).forEach(w -> into.add(w.substring(1)));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  private void requireCanonical(String canonical) throws UserErrorException {
    SourceFile expected = SourceFile.of(file.name(), canonical);
    for (int line = 1; line <= Math.max(file.lineCount(), expected.lineCount()); line++) {
      if (line > file.lineCount()
          || line > expected.lineCount()
          || !file.line(line).equals(expected.line(line))) {
        throw unreadable(
            Math.min(line, file.lineCount()), "this line is not as `envc lock` writes it");
      }
    }
  }

  private UserErrorException unreadable(int line, String why) {
    int start = file.lineStart(line);
    return new UserErrorException(
        Diagnostic.error(
                LockCode.UNREADABLE,
                file.span(start, start + file.line(line).length()),
                "The lock cannot be read: " + why + ".")
            .hint(
                "Restore the lock from version control, or write it anew with `envc lock"
                    + " --update`."));
  }
}
