package dev.envc.rootfs;

import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// INSTALL_MASK of make.conf(5), as Portage's install_mask.py has it: patterns in order, the last
/// that matches a path decides. A pattern with a leading `/` matches a path or any of its parents,
/// with a trailing `/` only directories and what is in them; another one the name of a file. `-`
/// before it keeps what an earlier one took away. `*` also matches `/`; before the first name with
/// a `*` a pattern is literal, `?` and `[` included.
final class InstallMask {
  private final List<Rule> rules;
  private final String text;

  private sealed interface Rule {
    boolean masks();

    boolean matches(String path, boolean directory);
  }

  /// `literal` are the names before the first one with a `*`, joined, with `/` behind each.
  private record Anchored(
      boolean masks, String literal, Pattern exact, Pattern directory, Pattern below)
      implements Rule {
    static Anchored of(boolean masks, String pattern) {
      var literal = new StringBuilder();
      for (String name : pattern.split("/", -1)) {
        if (name.contains("*")) {
          break;
        }
        literal.append(name.isEmpty() ? "" : name + "/");
      }
      String bare = pattern.replaceFirst("/+$", "");
      return new Anchored(
          masks,
          literal.toString(),
          Fnmatch.compile(pattern),
          Fnmatch.compile(bare + "/"),
          Fnmatch.compile(bare + "/*"));
    }

    @Override
    public boolean matches(String path, boolean isDirectory) {
      String subject = isDirectory ? path + "/" : path;
      return (path + "/").startsWith(literal)
          && ((isDirectory ? directory : exact).matcher(subject).matches()
              || below.matcher(subject).matches());
    }
  }

  /// The name of a directory is empty here, as Portage asks with a `/` behind it.
  private record Named(boolean masks, Pattern name) implements Rule {
    @Override
    public boolean matches(String path, boolean isDirectory) {
      return name.matcher(isDirectory ? "" : WorkRoot.name(path)).matches();
    }
  }

  InstallMask(List<String> patterns) {
    var parsed = new ArrayList<Rule>();
    for (String p : patterns) {
      boolean masks = !p.startsWith("-");
      String pattern = masks ? p : p.substring(1);
      parsed.add(
          pattern.startsWith("/")
              ? Anchored.of(masks, pattern.substring(1))
              : new Named(masks, Fnmatch.compile(pattern)));
    }
    this.rules = List.copyOf(parsed);
    this.text = String.join(" ", patterns);
  }

  /// The patterns as Portage writes them into /var/db/pkg; empty when there are none.
  String text() {
    return text;
  }

  /// The entries that are left: no masked file or link, and no masked directory that is empty then.
  /// Another name of a masked file becomes the file.
  List<PackageEntry> apply(List<PackageEntry> entries) {
    if (rules.isEmpty()) {
      return entries;
    }
    var kept = new ArrayList<PackageEntry>();
    Set<String> needed = new HashSet<>();
    for (PackageEntry e : entries.reversed()) {
      boolean directory = e.kind() instanceof Kind.Directory;
      if (needed.contains(e.path()) || !masks(e.path(), directory)) {
        kept.add(e);
        for (String p = WorkRoot.parent(e.path()); !p.isEmpty(); p = WorkRoot.parent(p)) {
          needed.add(p);
        }
      }
    }
    return relinked(entries, kept.reversed());
  }

  private static List<PackageEntry> relinked(List<PackageEntry> all, List<PackageEntry> kept) {
    Set<String> there = new HashSet<>();
    kept.forEach(e -> there.add(e.path()));
    Map<String, PackageEntry> gone = new HashMap<>();
    all.stream()
        .filter(e -> e.kind() instanceof Kind.Regular && !there.contains(e.path()))
        .forEach(e -> gone.put(e.path(), e));
    Map<String, String> instead = new HashMap<>();
    var result = new ArrayList<PackageEntry>();
    for (PackageEntry e : kept) {
      if (e.kind() instanceof Kind.Hardlink(var target) && gone.containsKey(target)) {
        String first = instead.putIfAbsent(target, e.path());
        Kind kind = first == null ? gone.get(target).kind() : new Kind.Hardlink(first);
        result.add(with(gone.get(target), e.path(), kind));
      } else {
        result.add(e);
      }
    }
    return List.copyOf(result);
  }

  private static PackageEntry with(PackageEntry e, String path, Kind kind) {
    return new PackageEntry(
        path, kind, e.mode(), e.uid(), e.gid(), e.userName(), e.groupName(), e.time(), e.xattrs());
  }

  boolean masks(String path, boolean directory) {
    boolean masked = false;
    for (Rule rule : rules) {
      if (rule.masks() != masked && rule.matches(path, directory)) {
        masked = rule.masks();
      }
    }
    return masked;
  }
}
