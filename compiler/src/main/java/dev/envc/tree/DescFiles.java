package dev.envc.tree;

import dev.envc.pms.PackageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The descriptions of USE flags in profiles (PMS 4.4.2): `use.desc`, `use.local.desc` and
/// `desc/*.desc`.
public final class DescFiles {
  private static final String DESC = ".desc";

  private DescFiles() {}

  /// The lines of a file that say something; empty when there is no such file.
  public static List<String> lines(Repository repository, String path) throws IOException {
    return repository
        .files()
        .read(path)
        .map(b -> new String(b, StandardCharsets.UTF_8))
        .orElse("")
        .lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
        .toList();
  }

  /// Global flags and what they mean.
  public static SortedMap<String, String> global(List<Repository> repositories) throws IOException {
    var all = new TreeMap<String, String>();
    for (Repository r : repositories) {
      lines(r, "profiles/use.desc").forEach(l -> put(l, all));
    }
    return all;
  }

  /// The flags of one package and what they mean there.
  public static SortedMap<String, String> local(List<Repository> repositories, PackageName name)
      throws IOException {
    var all = new TreeMap<String, String>();
    String start = name + ":";
    for (Repository r : repositories) {
      lines(r, "profiles/use.local.desc").stream()
          .filter(l -> l.startsWith(start))
          .forEach(l -> put(l.substring(start.length()), all));
    }
    return all;
  }

  /// The USE_EXPAND variables that have descriptions, in lower case.
  public static List<String> variables(List<Repository> repositories) throws IOException {
    var names = new java.util.TreeSet<String>();
    for (Repository r : repositories) {
      r.files().list("profiles/desc").stream()
          .filter(n -> n.endsWith(DESC))
          .forEach(n -> names.add(n.substring(0, n.length() - DESC.length())));
    }
    return List.copyOf(names);
  }

  /// The values of a USE_EXPAND variable and what they mean.
  public static SortedMap<String, String> values(List<Repository> repositories, String variable)
      throws IOException {
    var all = new TreeMap<String, String>();
    String name = variable.toLowerCase(Locale.ROOT);
    for (Repository r : repositories) {
      if (r.files().list("profiles/desc").contains(name + DESC)) {
        lines(r, "profiles/desc/" + name + DESC).forEach(l -> put(l, all));
      }
    }
    return all;
  }

  /// What a flag means that is a USE_EXPAND variable's: `python_targets_python3_11`.
  public static Optional<String> expanded(List<Repository> repositories, String flag)
      throws IOException {
    for (String variable : variables(repositories)) {
      if (flag.startsWith(variable + "_")) {
        String value = flag.substring(variable.length() + 1);
        return Optional.ofNullable(values(repositories, variable).get(value));
      }
    }
    return Optional.empty();
  }

  private static void put(String line, SortedMap<String, String> all) {
    int dash = line.indexOf(" - ");
    if (dash > 0) {
      all.put(line.substring(0, dash).strip(), line.substring(dash + 3).strip());
    }
  }
}
