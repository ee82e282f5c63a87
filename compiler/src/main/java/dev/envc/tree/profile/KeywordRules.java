package dev.envc.tree.profile;

import dev.envc.pms.PackageFacts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which keywords a package has and which are accepted (PMS 7.3.2, portage(5)).
final class KeywordRules {
  private final String architecture;
  private final List<String> accepted;
  private final List<String> testing;
  private final List<PackageEntries<List<String>>> profileKeywords;
  private final List<PackageEntries<List<String>>> acceptedForPackages;

  /// @param accepted ACCEPT_KEYWORDS
  /// @param profileAccepted the part of it that the profiles assign: an entry without keywords
  ///   accepts the testing keywords of these
  /// @param profileKeywords package.keywords of each profile: changes to KEYWORDS
  /// @param acceptedForPackages package.accept_keywords of each profile and of the user
  KeywordRules(
      String architecture,
      List<String> accepted,
      List<String> profileAccepted,
      List<PackageEntries<List<String>>> profileKeywords,
      List<PackageEntries<List<String>>> acceptedForPackages) {
    this.architecture =
        accepted.isEmpty() || accepted.contains(architecture)
            ? architecture
            : accepted.getFirst().replaceFirst("^~+", "");
    this.accepted = accepted;
    this.testing =
        profileAccepted.stream()
            .filter(keyword -> !keyword.startsWith("~") && !keyword.startsWith("-"))
            .map(keyword -> "~" + keyword)
            .toList();
    this.profileKeywords = profileKeywords.stream().filter(entries -> !entries.isEmpty()).toList();
    this.acceptedForPackages =
        acceptedForPackages.stream().filter(entries -> !entries.isEmpty()).toList();
  }

  /// What is decided about a package's keywords.
  ///
  /// @param stable whether it is visible by a stable keyword: what use.stable.mask and its
  ///   relatives apply to (PMS 5.2.12)
  record Verdict(boolean stable, Optional<MaskReason.Keyword> masked) {}

  private static final Verdict STABLE = new Verdict(true, Optional.empty());
  private static final Verdict TESTING = new Verdict(false, Optional.empty());

  Verdict verdict(PackageFacts pkg, List<String> ebuildKeywords) {
    List<String> keywords = keywords(pkg, ebuildKeywords);
    Set<String> groups = accepted(pkg);
    if (!matches(keywords, groups)) {
      return new Verdict(
          false, Optional.of(new MaskReason.Keyword(keywords, missing(keywords, groups))));
    }
    List<String> unstable = keywords.stream().map(k -> k.startsWith("~") ? k : "~" + k).toList();
    return matches(unstable, groups) ? TESTING : STABLE;
  }

  private List<String> keywords(PackageFacts pkg, List<String> ebuildKeywords) {
    var keywords = new LinkedHashSet<String>();
    for (String keyword : ebuildKeywords) {
      if (keyword.equals("-*")) {
        continue;
      }
      if (keyword.startsWith("-")) {
        keywords.remove(keyword.substring(1));
      } else {
        keywords.add(keyword);
      }
    }
    for (PackageEntries<List<String>> entries : profileKeywords) {
      for (List<String> changes : entries.matching(pkg)) {
        for (String change : changes) {
          apply(keywords, change);
        }
      }
    }
    return List.copyOf(keywords);
  }

  private static void apply(Set<String> keywords, String change) {
    if (change.equals("-*")) {
      keywords.clear();
    } else if (change.startsWith("-")) {
      keywords.remove(change.substring(1));
    } else {
      keywords.add(change);
    }
  }

  private Set<String> accepted(PackageFacts pkg) {
    var result = new LinkedHashSet<String>(accepted);
    for (PackageEntries<List<String>> entries : acceptedForPackages) {
      for (List<String> tokens : entries.matching(pkg)) {
        (tokens.isEmpty() ? testing : tokens).forEach(token -> apply(result, token));
      }
    }
    return result;
  }

  private static boolean matches(List<String> keywords, Set<String> groups) {
    boolean stable = false;
    boolean testing = false;
    for (String keyword : keywords) {
      if (keyword.equals("*")
          || groups.contains(keyword)
          || (keyword.equals("~*") && groups.stream().anyMatch(g -> g.startsWith("~")))) {
        return true;
      }
      testing |= keyword.startsWith("~");
      stable |= !keyword.startsWith("~");
    }
    return (testing && groups.contains("~*"))
        || (stable && groups.contains("*"))
        || groups.contains("**");
  }

  private String missing(List<String> keywords, Set<String> groups) {
    String testingKeyword = "~" + architecture;
    return keywords.contains(testingKeyword) && groups.contains(architecture)
        ? testingKeyword
        : "**";
  }
}
