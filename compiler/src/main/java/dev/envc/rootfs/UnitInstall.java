package dev.envc.rootfs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `[Install]` section of a unit (systemd.unit(5)).
final class UnitInstall {
  private final String unit;
  private final Map<String, List<String>> words;

  /// How a target can ask for the unit.
  enum Dependency {
    WANTS,
    REQUIRES,
    UPHOLDS;

    /// `WantedBy`
    String key() {
      return switch (this) {
        case WANTS -> "WantedBy";
        case REQUIRES -> "RequiredBy";
        case UPHOLDS -> "UpheldBy";
      };
    }

    /// What the name of the directory with the links ends with: `.wants`.
    String directory() {
      return "." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  UnitInstall(String unit) {
    this(unit, new HashMap<>());
  }

  private UnitInstall(String unit, Map<String, List<String>> words) {
    this.unit = unit;
    this.words = words;
  }

  /// The same section for an instance of the template.
  UnitInstall of(String name) {
    return new UnitInstall(name, words);
  }

  /// Reads a file: words of a key add up, and nothing as its value forgets those before.
  void read(String text) {
    boolean install = false;
    var line = new StringBuilder();
    for (String part : text.lines().toList()) {
      String stripped = part.strip();
      if (stripped.startsWith("#") || stripped.startsWith(";")) {
        continue;
      }
      if (part.endsWith("\\")) {
        line.append(part, 0, part.length() - 1).append(' ');
        continue;
      }
      String whole = line.append(part).toString().strip();
      line.setLength(0);
      if (whole.startsWith("[")) {
        install = whole.equals("[Install]");
      } else if (install && whole.indexOf('=') > 0) {
        int equal = whole.indexOf('=');
        add(whole.substring(0, equal).strip(), whole.substring(equal + 1).strip());
      }
    }
  }

  private void add(String key, String value) {
    if (value.isEmpty()) {
      words.remove(key);
    } else if (key.equals("DefaultInstance")) {
      words.put(key, List.of(value));
    } else {
      words.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(Sysusers.fields(value));
    }
  }

  /// The words of a key, with their specifiers replaced; those with specifiers of the machine that
  /// runs are left out.
  List<String> words(String key) {
    return words.getOrDefault(key, List.of()).stream()
        .map(this::expanded)
        .flatMap(Optional::stream)
        .toList();
  }

  Optional<String> word(String key) {
    return words(key).stream().findFirst();
  }

  private Optional<String> expanded(String word) {
    int dot = unit.lastIndexOf('.');
    int at = unit.indexOf('@');
    String prefix = unit.substring(0, at < 0 ? dot : at);
    var out = new StringBuilder();
    for (int i = 0; i < word.length(); ) {
      char c = word.charAt(i++);
      if (c != '%') {
        out.append(c);
        continue;
      }
      switch (i < word.length() ? word.charAt(i++) : 0) {
        case '%' -> out.append('%');
        case 'i' -> out.append(at < 0 ? "" : unit.substring(at + 1, dot));
        case 'j' -> out.append(prefix.substring(prefix.lastIndexOf('-') + 1));
        case 'n' -> out.append(unit);
        case 'N' -> out.append(unit, 0, dot);
        case 'p' -> out.append(prefix);
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(out.toString());
  }
}
