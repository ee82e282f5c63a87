package dev.envc.pms;

import dev.envc.pms.Parsed.Bad;
import dev.envc.pms.Parsed.Ok;
import org.jspecify.annotations.Nullable;

/// Portage's atoms with wildcards.
final class Wildcards {
  private Wildcards() {}

  static Parsed<AtomPattern> tryParse(String text) {
    String body = text;
    Blocker blocker = Blocker.NONE;
    for (Blocker candidate : new Blocker[] {Blocker.WEAK, Blocker.STRONG}) {
      if (text.startsWith(candidate.toString())) {
        blocker = candidate;
        body = text.substring(candidate.toString().length());
      }
    }
    @Nullable String repository = null;
    int separator = body.indexOf("::");
    if (separator >= 0) {
      repository = body.substring(separator + 2);
      body = body.substring(0, separator);
      if (Names.badInRepository(repository) >= 0) {
        return bad("This is not a repository name.");
      }
    }
    @Nullable SlotDep slotDep = null;
    int colon = body.indexOf(':');
    if (colon >= 0) {
      if (!(SlotDep.tryParse(body.substring(colon + 1)) instanceof Ok<SlotDep>(var dep))) {
        return bad("This is not a slot.");
      }
      slotDep = dep;
      body = body.substring(0, colon);
    }
    return named(blocker, body, slotDep, repository);
  }

  private static Parsed<AtomPattern> named(
      Blocker blocker, String text, @Nullable SlotDep slotDep, @Nullable String repository) {
    String body = text;
    @Nullable String versionPart = null;
    if (body.startsWith("=")) {
      int version = body.lastIndexOf("-*");
      if (version < 0 || !body.endsWith("*") || version + 3 > body.length() - 1) {
        return bad("A version wildcard is written =category/name-*part*.");
      }
      versionPart = body.substring(version + 2, body.length() - 1);
      if (!versionPart.chars().allMatch(c -> Names.isWord((char) c))) {
        return bad("A version wildcard is a word between two asterisks.");
      }
      body = body.substring(1, version);
    }
    int slash = body.indexOf('/');
    String category = slash < 0 ? "" : body.substring(0, slash);
    String name = body.substring(slash + 1);
    if (!isPattern(category, "+.-") || !isPattern(name, "+-") || body.contains("**")) {
      return bad("A wildcard is written category/name, with asterisks in either.");
    }
    if (Cpv.versionStart(name) >= 0) {
      return bad("A name with wildcards cannot have a version.");
    }
    return new Ok<>(
        new AtomPattern.Wildcard(blocker, category, name, versionPart, slotDep, repository));
  }

  private static boolean isPattern(String text, String alsoInside) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean anywhere = Names.isWord(c) || c == '*' || c == '+';
      if (!anywhere && (i == 0 || alsoInside.indexOf(c) < 0)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Whether `text` matches `pattern`, in which `*` stands for any text.
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static Parsed<AtomPattern> bad(String message) {
    return new Bad<>(message, 0);
  }
}
