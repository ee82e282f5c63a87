package dev.envc.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The words that repositories give a meaning to: arches, licenses, USE flags, profiles.
public final class TreeWords {
  private final List<Repository> repositories;

  public TreeWords(Collection<Repository> repositories) {
    this.repositories = List.copyOf(repositories);
  }

  /// The names of the repositories.
  public SortedSet<String> names() {
    var names = new TreeSet<String>();
    for (Repository r : repositories) {
      names.add(r.name());
      names.addAll(r.layout().aliases());
    }
    return names;
  }

  /// `profiles/arch.list` (PMS 4.4.1).
  public SortedSet<String> arches() throws IOException {
    var arches = new TreeSet<String>();
    for (Repository r : repositories) {
      arches.addAll(DescFiles.lines(r, "profiles/arch.list"));
    }
    return arches;
  }

  /// The licenses (PMS 4.1), and as `@GROUP` those of `profiles/license_groups`.
  public SortedSet<String> licenses() throws IOException {
    var names = new TreeSet<String>();
    for (Repository r : repositories) {
      names.addAll(r.files().list("licenses"));
      for (String line : DescFiles.lines(r, "profiles/license_groups")) {
        names.add("@" + line.split("\\s+", 2)[0]);
      }
    }
    return names;
  }

  /// A profile of `profiles/profiles.desc` (PMS 4.4.3): `stable`, `dev` or `exp`.
  public record Profile(Repository repository, String arch, String path, String state) {}

  /// The profiles for some arches; stable ones first, else in the files' order.
  public List<Profile> profiles(Set<String> arches) throws IOException {
    var stable = new ArrayList<Profile>();
    var others = new ArrayList<Profile>();
    for (Repository r : repositories) {
      for (String line : DescFiles.lines(r, "profiles/profiles.desc")) {
        String[] words = line.split("\\s+", -1);
        if (words.length >= 3 && arches.contains(words[0])) {
          var profile = new Profile(r, words[0], words[1], words[2]);
          (words[2].equals("stable") ? stable : others).add(profile);
        }
      }
    }
    stable.addAll(others);
    return stable;
  }

  /// All USE flags: those of ebuilds, of `use.desc`, of `desc/`, and the arches (PMS 11.1.1).
  public SortedSet<String> flags() throws IOException {
    var flags = new TreeSet<>(arches());
    flags.addAll(DescFiles.global(repositories).keySet());
    for (String variable : DescFiles.variables(repositories)) {
      DescFiles.values(repositories, variable).keySet().forEach(v -> flags.add(variable + "_" + v));
    }
    repositories.forEach(r -> ofEbuilds(r, flags));
    return flags;
  }

  /// The texts of a tree are there once, and many ebuilds share each.
  private static void ofEbuilds(Repository repository, Set<String> flags) {
    var seen = new HashSet<Integer>();
    TreeIndex index = repository.index();
    for (int i = 0; i < index.ebuildCount(); i++) {
      if (seen.add(index.textId(i, MetadataKey.IUSE))) {
        for (String token : index.text(i, MetadataKey.IUSE).split("\\s+", -1)) {
          if (!token.isEmpty()) {
            flags.add(IuseFlag.of(token).name());
          }
        }
      }
    }
  }

  /// The USE_EXPAND variables that have descriptions, in lower case.
  public List<String> variables() throws IOException {
    return DescFiles.variables(repositories);
  }

  /// The values that some flags are of a USE_EXPAND variable.
  public static SortedSet<String> values(SortedSet<String> flags, String variable) {
    String start = variable.toLowerCase(Locale.ROOT) + "_";
    var values = new TreeSet<String>();
    flags.tailSet(start).stream()
        .takeWhile(f -> f.startsWith(start))
        .forEach(f -> values.add(f.substring(start.length())));
    return values;
  }
}
