package dev.envc.rootfs.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What `tmpfiles_process` (tmpfiles.eclass) creates by way of systemd-tmpfiles(8) for the
/// tmpfiles.d files of the packages that call it: directories, files, links and copies, and modes
/// and owners of what is there, as far as they outlive a boot. A file of /etc/tmpfiles.d takes the
/// place of one of the same name.
final class TemporaryFiles implements Counterpart {
  private static final String VENDOR = "usr/lib/tmpfiles.d";
  private static final String ADMIN = "etc/tmpfiles.d";

  /// Types that clean, which is done at boots and by timers.
  private static final String CLEANING = "xXrR";

  private static final Pattern VOLATILE =
      Pattern.compile("(run|tmp|dev|proc|sys|var/run|var/lock|var/tmp)(/.*)?");

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
    var created = new TreeMap<String, Placed>();
    var adjusted = new ArrayList<Placed>();
    for (String path : files.values()) {
      Optional<byte[]> text = root.bytes(path);
      if (text.isPresent()) {
        for (String line : new String(text.get(), StandardCharsets.UTF_8).lines().toList()) {
          read(root, path, line.strip(), created, adjusted, problems);
        }
      }
    }
    // Directories before what is in them, also those that are adjusted; patterns last: as
    // systemd-tmpfiles.
    var early = new TreeMap<String, List<Placed>>();
    var late = new ArrayList<Placed>();
    for (Placed line : adjusted) {
      String path = line.line().path();
      boolean above =
          !created.containsKey(path) && !created.subMap(path + "/", path + "0").isEmpty();
      (above ? early.computeIfAbsent(path, _ -> new ArrayList<>()) : late).add(line);
    }
    created.forEach((path, line) -> early.put(path, List.of(line)));
    for (List<Placed> lines : early.values()) {
      for (Placed line : lines) {
        carryOut(root, line, problems);
      }
    }
    for (Placed line : late) {
      carryOut(root, line, problems);
    }
    return problems;
  }

  /// A line and the file it is in.
  private record Placed(String file, TemporaryLine line, TemporaryAccess access) {
    String problem() {
      return "/" + file + ": `" + line.text() + "`";
    }
  }

  private static void read(
      TargetRoot root,
      String file,
      String text,
      Map<String, Placed> created,
      List<Placed> adjusted,
      List<String> problems) {
    if (text.isEmpty() || text.startsWith("#") || isOfNoImage(text)) {
      return;
    }
    Optional<TemporaryLine> parsed = TemporaryLine.parse(text);
    if (parsed.isEmpty()) {
      problems.add("/" + file + ": `" + text + "`");
      return;
    }
    TemporaryLine line = parsed.get();
    if (VOLATILE.matcher(line.path()).matches()) {
      return;
    }
    Optional<TemporaryAccess> access = TemporaryAccess.of(root, line);
    if (access.isEmpty() || !line.modifiers().matches("[-+=~]*") || !line.hasArgument()) {
      problems.add("/" + file + ": `" + text + "`");
      return;
    }
    var placed = new Placed(file, line, access.get());
    if (line.isPattern()) {
      adjusted.add(placed);
      return;
    }
    if (line.type() == 'C' && line.source().filter(s -> root.attributes(s).isEmpty()).isPresent()) {
      return;
    }
    // Of several lines for a path the first counts.
    Placed first = created.putIfAbsent(line.path(), placed);
    if (first != null && !first.line().text().equals(text)) {
      problems.add(placed.problem());
    }
  }

  /// A line that cleans, or is for boots only.
  private static boolean isOfNoImage(String text) {
    String word = text.split("\\s", 2)[0];
    return CLEANING.indexOf(word.charAt(0)) >= 0 || word.contains("!");
  }

  private static void carryOut(TargetRoot root, Placed placed, List<String> problems) {
    if (!new TemporaryWork(root, placed.line(), placed.access()).isDone()) {
      problems.add(placed.problem());
    }
  }
}
