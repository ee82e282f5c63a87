package dev.envc.rootfs.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// /etc/udev/hwdb.bin as `systemd-hwdb update` writes it (hwdb(7), systemd-hwdb(8)): the files of
/// /usr/lib/udev/hwdb.d and /etc/udev/hwdb.d in the order of their names; of two with one name that
/// in /etc counts.
final class HardwareDatabase implements Counterpart {
  private static final List<String> DIRECTORIES =
      List.of("usr/lib/udev/hwdb.d", "lib/udev/hwdb.d", "etc/udev/hwdb.d");

  private static final String BLANKS = " \t\n\u000b\f\r";

  private enum State {
    NONE,
    MATCH,
    DATA
  }

  @Override
  public String name() {
    return "hwdb";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) throws IOException {
    var files = new TreeMap<String, String>();
    for (String directory : packages.isEmpty() ? List.<String>of() : DIRECTORIES) {
      for (String name : root.names(directory)) {
        if (name.endsWith(".hwdb") && root.file(directory + "/" + name).isPresent()) {
          // Merged /usr: one file by two names has the first.
          files.merge(name, directory, (a, b) -> b.startsWith("etc") ? b : a);
        }
      }
    }
    if (!files.isEmpty()) {
      var trie = new HardwareTrie();
      int priority = 1;
      for (var file : files.entrySet()) {
        String path = file.getValue() + "/" + file.getKey();
        Optional<byte[]> bytes = root.bytes(path);
        read(
            new String(bytes.orElseThrow(), StandardCharsets.ISO_8859_1),
            "/" + path,
            priority++,
            trie);
      }
      root.write("etc/udev/hwdb.bin", trie.bytes(), 0444);
    }
    return List.of();
  }

  /// Reads one file: records of match strings and indented properties, with an empty line between
  /// them. A record that is wrong is left out, as systemd does.
  static void read(String text, String file, int priority, HardwareTrie trie) {
    var matches = new ArrayList<String>();
    State state = State.NONE;
    int number = 0;
    for (String read : text.split("\n", -1)) {
      number++;
      if (read.startsWith("#")) {
        continue;
      }
      int comment = read.indexOf('#');
      String line = withoutEnd(comment < 0 ? read : read.substring(0, comment));
      boolean indented = line.startsWith(" ");
      if (line.isEmpty() || (state == State.DATA && !indented)) {
        state = State.NONE;
        matches.clear();
      } else if (indented && state != State.NONE) {
        state = State.DATA;
        property(line, new HardwareTrie.Source(file, number, priority), matches, trie);
      } else if (!indented) {
        state = State.MATCH;
        matches.add(line);
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static String withoutEnd(String line) {
    int end = line.length();
    while (end > 0 && BLANKS.indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return line.substring(0, end);
  }

  private static void property(
      String line, HardwareTrie.Source source, List<String> matches, HardwareTrie trie) {
    int equals = line.indexOf('=');
    int start = 0;
    while (start + 1 < equals && isBlank(line.charAt(start + 1))) {
      start++;
    }
    if (equals > start + 1) {
      String key = line.substring(start, equals);
      String value = line.substring(equals + 1);
      matches.forEach(m -> trie.add(m, key, value, source));
    }
  }
}
