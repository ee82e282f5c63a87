package dev.envc.rootfs.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  /// How many lines may copy, each up to thousands of files.
  private static final int COPIES = 100;

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
    var lines = new Lines(root);
    for (String path : files.values()) {
      Optional<byte[]> text = root.bytes(path);
      if (text.isPresent()) {
        for (String line : new String(text.get(), StandardCharsets.UTF_8).lines().toList()) {
          lines.read(path, line.strip());
        }
      }
    }
    lines.carryOut();
    return lines.problems;
  }

  /// A line and the file it is in.
  private record Placed(String file, TemporaryLine line, TemporaryAccess access) {}

  /// The lines of all files, and what is wrong with them.
  private static final class Lines {
    private final TargetRoot root;
    private final TreeMap<String, Placed> created = new TreeMap<>();
    private final List<Placed> adjusted = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int copies;

    Lines(TargetRoot root) {
      this.root = root;
    }

    void read(String file, String text) {
      if (text.isEmpty() || text.startsWith("#") || isOfNoImage(text)) {
        return;
      }
      Optional<TemporaryLine> parsed = TemporaryLine.parse(text);
      if (parsed.isEmpty()) {
        problem(file, text);
        return;
      }
      TemporaryLine line = parsed.get();
      if (VOLATILE.matcher(line.path()).matches()) {
        return;
      }
      Optional<TemporaryAccess> access = TemporaryAccess.of(root, line);
      if (access.isEmpty()
          || !line.modifiers().matches("[-+=~]*")
          || !line.hasArgument()
          || (line.type() == 'C' && ++copies > COPIES)) {
        problem(file, text);
        return;
      }
      add(new Placed(file, line, access.get()));
    }

    private void add(Placed placed) {
      TemporaryLine line = placed.line();
      if (line.isPattern()) {
        adjusted.add(placed);
        return;
      }
      if (line.type() == 'C'
          && line.source().filter(s -> root.attributes(s).isEmpty()).isPresent()) {
        return;
      }
      // Of several lines for a path the first counts.
      Placed first = created.putIfAbsent(line.path(), placed);
      if (first != null && !first.line().text().equals(line.text())) {
        problem(placed.file(), line.text());
      }
    }

    /// Directories before what is in them, also those that are adjusted; patterns last: as
    /// systemd-tmpfiles.
    void carryOut() {
      var early = new TreeMap<String, List<Placed>>();
      var late = new ArrayList<Placed>();
      for (Placed line : adjusted) {
        String path = line.line().path();
        boolean above =
            !created.containsKey(path) && !created.subMap(path + "/", path + "0").isEmpty();
        (above ? early.computeIfAbsent(path, _ -> new ArrayList<>()) : late).add(line);
      }
      created.forEach((path, line) -> early.put(path, List.of(line)));
      early.values().forEach(lines -> lines.forEach(this::carryOut));
      late.forEach(this::carryOut);
    }

    private void carryOut(Placed placed) {
      if (!new TemporaryWork(root, placed.line(), placed.access()).carryOut()) {
        problem(placed.file(), placed.line().text());
      }
    }

    private void problem(String file, String text) {
      problems.add("/" + file + ": `" + text + "`");
    }
  }

  /// A line that cleans, or is for boots only.
  private static boolean isOfNoImage(String text) {
    String word = text.split("\\s", 2)[0];
    return CLEANING.indexOf(word.charAt(0)) >= 0 || word.contains("!");
  }
}
