package dev.envc.tree.profile;

import dev.envc.pms.PackageFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which keywords a package has and which are accepted (PMS 7.3.2, portage(5)).
final class KeywordRules {
  private final String architecture;
  private final List<String> accepted;
  private final List<PackageEntries<List<String>>> profileKeywords;
  private final List<Entries> acceptedForPackages;

  /// Entries for packages; one without keywords accepts `testing` (portage(5)).
  private record Entries(PackageEntries<List<String>> entries, List<String> testing) {}

  /// @param accepted ACCEPT_KEYWORDS; an entry of a profile without keywords accepts the testing
  ///   keywords of these
  /// @param profileAccepted the part of it that the profiles assign: as much for the user's entries
  /// @param profileKeywords package.keywords of each profile: changes to KEYWORDS
  /// @param ofProfiles package.accept_keywords of each profile
  /// @param ofUser package.accept_keywords of the user
  KeywordRules(
      String architecture,
      List<String> accepted,
      List<String> profileAccepted,
      List<PackageEntries<List<String>>> profileKeywords,
      List<PackageEntries<List<String>>> ofProfiles,
      PackageEntries<List<String>> ofUser) {
    this.architecture =
        accepted.isEmpty() || accepted.contains(architecture)
            ? architecture
            : accepted.getFirst().replaceFirst("^~+", "");
    this.accepted = accepted;
    this.profileKeywords = profileKeywords.stream().filter(entries -> !entries.isEmpty()).toList();
    var all = new ArrayList<Entries>();
    List<String> testing = testing(accepted);
    ofProfiles.forEach(entries -> all.add(new Entries(entries, testing)));
    all.add(new Entries(ofUser, testing(profileAccepted)));
    this.acceptedForPackages = all.stream().filter(one -> !one.entries.isEmpty()).toList();
  }

  private static List<String> testing(List<String> keywords) {
    return keywords.stream()
        .filter(keyword -> !keyword.startsWith("~") && !keyword.startsWith("-"))
        .map(keyword -> "~" + keyword)
        .toList();
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
    for (Entries one : acceptedForPackages) {
      for (List<String> tokens : one.entries.matching(pkg)) {
        (tokens.isEmpty() ? one.testing : tokens).forEach(token -> apply(result, token));
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
