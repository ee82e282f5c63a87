package dev.envc.rootfs;

import dev.envc.store.PackageEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// INSTALL_MASK of make.conf(5): patterns in order, the last that matches a path decides. A pattern
/// with a leading `/` matches a path or any of its parents, another one the last name of a path;
/// `-` before it keeps what an earlier one took away. `*` also matches `/`.
final class InstallMask {
  private final List<Rule> rules;

  private record Rule(boolean masks, boolean anchored, Pattern exact, Pattern below) {}

  InstallMask(List<String> patterns) {
    var parsed = new ArrayList<Rule>();
    for (String p : patterns) {
      boolean masks = !p.startsWith("-");
      String pattern = masks ? p : p.substring(1);
      boolean anchored = pattern.startsWith("/");
      String bare = anchored ? strip(pattern.substring(1)) : pattern;
      parsed.add(new Rule(masks, anchored, glob(bare), glob(bare + "/*")));
    }
    this.rules = List.copyOf(parsed);
  }

  /// The entries that are left: no masked file or link, and no masked directory that is empty then.
  List<PackageEntry> apply(List<PackageEntry> entries) {
    if (rules.isEmpty()) {
      return entries;
    }
    var kept = new ArrayList<PackageEntry>();
    Set<String> needed = new HashSet<>();
    for (PackageEntry e : entries.reversed()) {
      boolean directory = e.kind() instanceof PackageEntry.Kind.Directory;
      boolean keep = directory ? needed.contains(e.path()) || !masks(e.path()) : !masks(e.path());
      if (keep) {
        kept.add(e);
        for (String p = WorkRoot.parent(e.path()); !p.isEmpty(); p = WorkRoot.parent(p)) {
          needed.add(p);
        }
      }
    }
    return List.copyOf(kept.reversed());
  }

  boolean masks(String path) {
    boolean masked = false;
    for (Rule rule : rules) {
      String subject = rule.anchored() ? path : WorkRoot.name(path);
      if (rule.exact().matcher(subject).matches()
          || (rule.anchored() && rule.below().matcher(subject).matches())) {
        masked = rule.masks();
      }
    }
    return masked;
  }

  private static String strip(String pattern) {
    return pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
  }

  /// fnmatch(3) without FNM_PATHNAME: `*`, `?`, `[…]`.
  static Pattern glob(String glob) {
    var regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (close > 0) {
        String set = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
