package dev.envc.rootfs.script;

import dev.envc.rootfs.script.TargetRoot.Attributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A line of tmpfiles.d(5) carried out in a root.
record TemporaryWork(TargetRoot root, TemporaryLine line, TemporaryAccess access) {
  /// Patterns that cannot be taken part by part.
  private static final Pattern NOT_BY_PARTS = Pattern.compile("\\\\|\\{[^}]*/|\\[[^]]*/");

  private static final Pattern PATTERN = Pattern.compile("[*?\\[{]");

  /// How many `*` a part of a pattern may have: each multiplies the ways to match a name.
  private static final int STARS = 4;

  /// How much a line may copy.
  private static final int COPIES = 10_000;

  /// Does what the line says.
  ///
  /// @return whether it could be done
  boolean carryOut() {
    if (line.isPattern()) {
      return adjust();
    }
    String directory = directory(line.path());
    return areDirectories(directory) && isSafe(directory) && create();
  }

  /// Whether nobody but root can have led to what is there: systemd-tmpfiles goes through no
  /// directory of another user to what is not of the same.
  private boolean isSafe(String path) {
    long owner = 0;
    for (int end = 0; end >= 0; ) {
      end = path.indexOf('/', end + 1);
      Optional<Attributes> there = root.attributes(end < 0 ? path : path.substring(0, end));
      if (there.isPresent()) {
        if (owner != 0 && there.get().uid() != owner) {
          return false;
        }
        owner = there.get().uid();
      }
    }
    return true;
  }

  /// Whether what is there of the parts of a path are directories.
  private boolean areDirectories(String path) {
    return path.isEmpty()
        || ((root.attributes(path).isEmpty() || root.isDirectory(path))
            && areDirectories(directory(path)));
  }

  private static String directory(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /// Whether it could be done.
  private boolean create() {
    return switch (line.type()) {
      case 'd', 'D', 'v', 'q', 'Q' -> directory();
      case 'f' -> file(line.has('+'));
      case 'F' -> file(true);
      case 'L' -> link();
      case 'p' -> fifo();
      case 'C' -> copy();
      default -> false;
    };
  }

  private boolean directory() {
    Optional<Attributes> there = root.attributes(line.path());
    if (there.isEmpty()) {
      Optional<Long> group = inherited(line.path());
      int mode = access.mode(group.isPresent() ? 02755 : 0755);
      root.directory(line.path(), mode, access.uid(0), access.gid(group.orElse(0L)));
    } else if (there.get().kind() == TargetRoot.Kind.DIRECTORY) {
      access.change(root, line.path());
    }
    return there.isEmpty() || there.get().kind() == TargetRoot.Kind.DIRECTORY;
  }

  /// The group of a directory whose group is that of what is made in it (setgid).
  private Optional<Long> inherited(String path) {
    return root.attributes(directory(path))
        .filter(a -> (a.mode() & 02000) != 0)
        .map(Attributes::gid);
  }

  private boolean file(boolean truncate) {
    Optional<Attributes> there = root.attributes(line.path());
    if (there.filter(a -> a.kind() != TargetRoot.Kind.REGULAR).isPresent()) {
      return false;
    }
    byte[] bytes = line.bytes().orElseThrow();
    if (there.isEmpty()) {
      root.write(line.path(), bytes, access.mode(0644));
      long group = access.gid(inherited(line.path()).orElse(0L));
      root.change(line.path(), access.mode(0644), access.uid(0), group);
    } else {
      if (truncate) {
        root.rewrite(line.path(), bytes);
      }
      access.change(root, line.path());
    }
    return true;
  }

  private boolean link() {
    String target = line.link().orElseThrow();
    if (clear(root.link(line.path()).equals(Optional.of(target)))) {
      root.symlink(line.path(), target);
      access.own(root, line.path());
    }
    return true;
  }

  private boolean fifo() {
    boolean there =
        root.attributes(line.path()).filter(a -> a.kind() == TargetRoot.Kind.FIFO).isPresent();
    if (clear(there)) {
      long group = access.gid(inherited(line.path()).orElse(0L));
      root.fifo(line.path(), access.mode(0644), access.uid(0), group);
    } else if (there) {
      access.change(root, line.path());
    }
    return root.attributes(line.path()).filter(a -> a.kind() == TargetRoot.Kind.FIFO).isPresent();
  }

  /// Whether something is to be made: nothing is there, or what is there is taken away because the
  /// line says `+` and it is not what it should be.
  private boolean clear(boolean asItShouldBe) {
    boolean there = root.attributes(line.path()).isPresent();
    if (there && line.has('+') && !asItShouldBe) {
      root.all(line.path()).reversed().forEach(root::remove);
      root.remove(line.path());
      return true;
    }
    return !there;
  }

  /// A file, or a directory with what is in it, where nothing is or an empty directory.
  private boolean copy() {
    String source = line.source().orElseThrow();
    List<String> below = root.all(source);
    if (below.size() > COPIES
        || (line.path() + "/").startsWith(source.isEmpty() ? "" : source + "/")) {
      return false;
    }
    Optional<Attributes> there = root.attributes(line.path());
    boolean room =
        there.isEmpty()
            || (there.get().kind() == TargetRoot.Kind.DIRECTORY
                && root.isDirectory(source)
                && root.names(line.path()).isEmpty());
    Optional<Attributes> from = root.attributes(source);
    if (!room) {
      from.filter(f -> f.kind() == there.get().kind())
          .ifPresent(_ -> access.whole().change(root, line.path()));
    } else if (from.isPresent()) {
      if (there.isEmpty()) {
        root.copy(source, line.path());
      }
      for (String path : below) {
        String copied = line.path() + path.substring(source.length());
        root.copy(path, copied);
        access.own(root, copied);
      }
      access.whole().change(root, line.path());
    }
    return true;
  }

  /// Types that adjust what is there.
  private boolean adjust() {
    if (line.type() == 'w'
        || NOT_BY_PARTS.matcher(line.path()).find()
        || Arrays.stream(line.path().split("/", -1)).anyMatch(TemporaryWork::isCostly)) {
      return false;
    }
    try {
      boolean safe = true;
      for (String path : matching(line.path())) {
        Optional<Attributes> there = root.attributes(path);
        boolean counts =
            line.type() != 'e'
                || there.filter(a -> a.kind() == TargetRoot.Kind.DIRECTORY).isPresent();
        if (there.isPresent() && counts) {
          safe &= line.type() == 'Z' || isSafe(path);
          if (safe) {
            access.change(root, path);
            if (line.type() == 'Z') {
              root.all(path).forEach(below -> access.change(root, below));
            }
          }
        }
      }
      return safe;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /// The paths that a pattern matches, part by part; a name that begins with a dot is matched by
  /// one that does (glob(7)).
  private List<String> matching(String pattern) {
    List<String> found = List.of("");
    for (String part : pattern.split("/", -1)) {
      var next = new ArrayList<String>();
      if (PATTERN.matcher(part).find()) {
        Pattern name = Pattern.compile(expression(part), Pattern.DOTALL);
        for (String directory : found) {
          root.names(directory).stream()
              .filter(n -> n.startsWith(".") == part.startsWith("."))
              .filter(n -> name.matcher(n).matches())
              .forEach(n -> next.add(join(directory, n)));
        }
      } else {
        found.forEach(directory -> next.add(join(directory, part)));
      }
      found = next;
    }
    return found;
  }

  private static String join(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  private static boolean isCostly(String part) {
    return part.chars().filter(c -> c == '*').count() > STARS;
  }

  /// A pattern of glob(7), with braces, as a regular expression.
  private static String expression(String part) {
    var expression = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      int end = c == '[' ? part.indexOf(']', i + (part.startsWith("[!]", i) ? 3 : 2)) : -1;
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (end > 0) {
        String set = part.substring(i + 1, end).replaceAll("[\\[\\\\&^\\]]", "\\\\$0");
        expression.append('[').append(set.replaceFirst("^!", "^")).append(']');
        i = end;
      } else if (Character.isHighSurrogate(c)) {
        expression.appendCodePoint(part.codePointAt(i));
        i += Character.charCount(part.codePointAt(i)) - 1;
      } else {
        expression.append(
            switch (c) {
              case '*' -> ".*";
              case '?' -> ".";
              case '{' -> "(?:";
              case '}' -> ")";
              case ',' -> depth > 0 ? "|" : ",";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    return expression.toString();
  }
}
