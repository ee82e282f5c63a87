package dev.envc.rootfs.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What `tmpfiles_process` (tmpfiles.eclass) creates by way of systemd-tmpfiles(8) for the
/// tmpfiles.d files of the packages that call it: directories, files, links and copies, as far as
/// they outlive a boot. A file of /etc/tmpfiles.d takes the place of one of the same name.
final class TemporaryFiles implements Counterpart {
  private static final String VENDOR = "usr/lib/tmpfiles.d";
  private static final String ADMIN = "etc/tmpfiles.d";

  /// Types that change or clean what is there, or need a running system: nothing to create.
  private static final String WITHOUT_CREATION = "[mzZxXrRtThHaA]";

  @Override
  public String name() {
    return "tmpfiles";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) throws IOException {
    var files = new TreeMap<String, String>();
    Set<String> callers = new HashSet<>(packages);
    for (String name : root.names(VENDOR)) {
      String path = VENDOR + "/" + name;
      if (name.endsWith(".conf") && root.owner(path).filter(callers::contains).isPresent()) {
        files.put(name, root.exists(ADMIN + "/" + name) ? ADMIN + "/" + name : path);
      }
    }
    var problems = new ArrayList<String>();
    for (String path : files.values()) {
      Optional<byte[]> text = root.bytes(path);
      if (text.isPresent()) {
        for (String line : new String(text.get(), StandardCharsets.UTF_8).lines().toList()) {
          line(root, path, line.strip(), problems);
        }
      }
    }
    return problems;
  }

  private static void line(TargetRoot root, String file, String line, List<String> problems)
      throws IOException {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    List<String> f = fields(line);
    String type = f.getFirst().substring(0, 1);
    String flags = f.getFirst().substring(1);
    String path = f.size() > 1 ? f.get(1).replaceFirst("/+$", "") : "";
    if (isVolatile(path) || flags.contains("!") || type.matches(WITHOUT_CREATION)) {
      return;
    }
    boolean plain = path.startsWith("/") && !path.contains("..") && !path.matches(".*[%*?\\[].*");
    if (!plain || !create(root, type, flags.contains("+"), path.substring(1), f)) {
      problems.add("/" + file + ": `" + line + "`");
    }
  }

  /// Whether it could be done.
  private static boolean create(
      TargetRoot root, String type, boolean force, String path, List<String> f) throws IOException {
    String argument = f.size() > 6 ? f.get(6) : "";
    Optional<Long> uid = field(f, 3).isEmpty() ? Optional.of(0L) : root.uid(field(f, 3));
    Optional<Long> gid = field(f, 4).isEmpty() ? Optional.of(0L) : root.gid(field(f, 4));
    String mode = field(f, 2).replaceFirst("^[~:]+", "");
    if (uid.isEmpty() || gid.isEmpty() || !mode.matches("[0-7]{0,4}") || argument.contains("%")) {
      return false;
    }
    boolean owned = uid.get() != 0 || gid.get() != 0;
    boolean plain = mode.isEmpty() && field(f, 3).isEmpty();
    return switch (type) {
      case "d", "D", "v", "q", "Q", "e" -> {
        boolean there = root.exists(path);
        if (type.equals("e") ? there && !plain : !there || !plain) {
          root.directory(path, octal(mode, 0755), uid.get(), gid.get());
        }
        yield true;
      }
      case "f", "F" ->
          file(root, path, argument, octal(mode, 0644), force || type.equals("F"), owned);
      case "L" -> link(root, path, argument, force);
      case "C" -> copy(root, path, argument, octal(mode, 0644));
      default -> false;
    };
  }

  private static boolean file(
      TargetRoot root, String path, String text, int mode, boolean force, boolean owned) {
    if (!owned && (force || !root.exists(path))) {
      root.write(path, text.translateEscapes().getBytes(StandardCharsets.UTF_8), mode);
    }
    return root.exists(path);
  }

  private static boolean link(TargetRoot root, String path, String argument, boolean force) {
    if (root.link(path).isEmpty() && (force || !root.exists(path))) {
      root.symlink(path, argument.isEmpty() ? "/usr/share/factory/" + path : argument);
    }
    return true;
  }

  /// A regular file; directories are not copied.
  private static boolean copy(TargetRoot root, String path, String argument, int mode)
      throws IOException {
    String source = argument.isEmpty() ? "usr/share/factory/" + path : argument.substring(1);
    Optional<byte[]> bytes = root.bytes(source);
    if (!root.exists(path) && bytes.isPresent()) {
      root.write(path, bytes.get(), mode);
    }
    return root.exists(path) || !root.exists(source);
  }

  private static boolean isVolatile(String path) {
    return path.matches("/(run|tmp|dev|proc|sys|var/run|var/lock|var/tmp)(/.*)?");
  }

  private static String field(List<String> f, int index) {
    return f.size() <= index || f.get(index).equals("-") ? "" : f.get(index);
  }

  private static int octal(String mode, int otherwise) {
    return mode.isEmpty() ? otherwise : Integer.parseInt(mode, 8);
  }

  /// Six words, which may be quoted, and the rest of the line.
  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    int at = 0;
    while (at < line.length() && fields.size() < 6) {
      char quote = line.charAt(at);
      boolean quoted = quote == '"' || quote == '\'';
      int from = quoted ? at + 1 : at;
      int end = from;
      while (end < line.length()
          && (quoted ? line.charAt(end) != quote : !Character.isWhitespace(line.charAt(end)))) {
        end++;
      }
      fields.add(line.substring(from, end));
      at = quoted ? end + 1 : end;
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
    }
    if (at < line.length()) {
      fields.add(line.substring(at));
    }
    return fields;
  }
}
