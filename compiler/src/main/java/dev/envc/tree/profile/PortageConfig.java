package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.Cpv;
import dev.envc.pms.Parsed;
import dev.envc.tree.profile.ProfileProblem.Kind;
import dev.envc.tree.profile.UserConfig.Entry;
import dev.envc.tree.profile.UserConfig.Mask;
import dev.envc.tree.profile.UserConfig.Provided;
import dev.envc.tree.profile.UserConfig.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads settings as Portage's users keep them in /etc/portage (portage(5)).
public final class PortageConfig {
  private final Map<String, String> files;
  private final List<ProfileProblem> problems;

  private PortageConfig(Map<String, String> files, List<ProfileProblem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /// The settings in the texts of `make.conf`, `package.use`, `package.accept_keywords`,
  /// `package.keywords`, `package.license`, `package.properties`, `package.accept_restrict`,
  /// `package.mask`, `package.unmask` and `profile/package.provided`, by their names.
  public static UserConfig read(Map<String, String> files, List<ProfileProblem> problems) {
    var reader = new PortageConfig(files, problems);
    var keywords = new ArrayList<Entry>(reader.entries("package.keywords"));
    keywords.addAll(reader.entries("package.accept_keywords"));
    return new UserConfig(
        reader.variables(),
        reader.packageUse(),
        keywords,
        reader.entries("package.license"),
        reader.entries("package.properties"),
        reader.entries("package.accept_restrict"),
        reader.masks("package.mask"),
        reader.masks("package.unmask"),
        reader.provided());
  }

  private List<Variable> variables() {
    var variables = new ArrayList<Variable>();
    Assignments.read("make.conf", files.getOrDefault("make.conf", ""), new HashMap<>(), problems)
        .forEach((name, value) -> variables.add(new Variable(name, value.text(), value.origin())));
    return variables;
  }

  private List<Entry> packageUse() {
    return entries("package.use").stream()
        .map(entry -> new Entry(entry.atom(), expanded(entry.values()), entry.origin()))
        .toList();
  }

  /// `VARIABLE: a -b` as `variable_a -variable_b`.
  private static List<String> expanded(List<String> words) {
    var flags = new ArrayList<String>();
    String prefix = "";
    for (String word : words) {
      if (word.endsWith(":")) {
        prefix = word.substring(0, word.length() - 1).toLowerCase(Locale.ROOT) + "_";
      } else {
        flags.add(word.startsWith("-") ? "-" + prefix + word.substring(1) : prefix + word);
      }
    }
    return flags;
  }

  private List<ConfigLine> lines(String file) {
    return ConfigLine.parse(file, files.getOrDefault(file, ""));
  }

  private List<Entry> entries(String file) {
    var entries = new ArrayList<Entry>();
    for (ConfigLine line : lines(file)) {
      pattern(line.first(), line)
          .ifPresent(atom -> entries.add(new Entry(atom, line.rest(), line.origin())));
    }
    return entries;
  }

  private List<Mask> masks(String file) {
    var masks = new ArrayList<Mask>();
    for (ConfigLine line : lines(file)) {
      boolean removal = line.first().startsWith("-");
      String atom = removal ? line.first().substring(1) : line.first();
      pattern(atom, line)
          .ifPresent(
              pattern -> masks.add(new Mask(pattern, removal, line.comment(), line.origin())));
    }
    return masks;
  }

  private List<Provided> provided() {
    var provided = new ArrayList<Provided>();
    for (ConfigLine line : lines("profile/package.provided")) {
      switch (Cpv.tryParse(line.first())) {
        case Parsed.Ok<Cpv>(var cpv) -> provided.add(new Provided(cpv, line.origin()));
        case Parsed.Bad<Cpv>(var message, _) ->
            problems.add(new ProfileProblem(Kind.SYNTAX, message, line.origin()));
      }
    }
    return provided;
  }

  private Optional<AtomPattern> pattern(String text, ConfigLine line) {
    return switch (AtomPattern.tryParse(text)) {
      case Parsed.Ok<AtomPattern>(var pattern) -> Optional.of(pattern);
      case Parsed.Bad<AtomPattern>(var message, _) -> {
        problems.add(new ProfileProblem(Kind.SYNTAX, message, line.origin()));
        yield Optional.empty();
      }
    };
  }
}
