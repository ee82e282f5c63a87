package dev.envc.pms;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What Portage's configuration files may name packages with: an atom, or one of Portage's
/// extensions, wildcards (`*/*`, `dev-libs/*`, `=*/*-*9999*`) and build identifiers.
public sealed interface AtomPattern {

  /// A plain atom.
  record Exact(Atom atom) implements AtomPattern {
    @Override
    public String toString() {
      return atom.toString();
    }
  }

  /// `=cat/pkg-1-3`: the third build of a binary package.
  record Build(Atom atom, long buildId) implements AtomPattern {
    @Override
    public String toString() {
      Atom plain = atom.withSlot(null).withRepository(null).withUse(List.of());
      return plain + "-" + buildId + atom.toString().substring(plain.toString().length());
    }
  }

  /// A name with asterisks, each of which stands for any text within category or name.
  ///
  /// @param versionPart what the version has to contain (`=*/*-*9999*`), null for every version
  record Wildcard(
      Blocker blocker,
      String category,
      String name,
      @Nullable String versionPart,
      @Nullable SlotDep slotDep,
      @Nullable String repository)
      implements AtomPattern {

    /// Whether the qualified name matches.
    public boolean matchesName(PackageName candidate) {
      return Wildcards.matches(category, candidate.category())
          && Wildcards.matches(name, candidate.name());
    }

    @Override
    public String toString() {
      return blocker
          + (versionPart == null ? "" : "=")
          + (category + "/" + name)
          + (versionPart == null ? "" : "-*" + versionPart + "*")
          + slotText(slotDep)
          + (repository == null ? "" : "::" + repository);
    }
  }

  /// Reads a pattern as a user's configuration may hold it.
  static Parsed<AtomPattern> tryParse(String text) {
    return switch (Atom.tryParse(text)) {
      case Parsed.Ok<Atom>(var atom) -> new Parsed.Ok<>(new Exact(atom));
      case Parsed.Bad<Atom> bad ->
          text.indexOf('*') >= 0
              ? Wildcards.tryParse(text)
              : new Parsed.Bad<>(bad.message(), bad.offset());
    };
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is neither an atom nor a wildcard
  static AtomPattern parse(String text) {
    return tryParse(text).orElseThrow();
  }

  /// Reads `=cat/pkg-1-r1-3`, where the last number is a build identifier without leading zeros.
  static Parsed<AtomPattern> tryParseBuild(String text) {
    int end = text.length();
    for (char c : new char[] {':', '['}) {
      int at = text.indexOf(c);
      end = at < 0 ? end : Math.min(end, at);
    }
    int hyphen = text.lastIndexOf('-', end);
    String digits = hyphen < 0 ? "" : text.substring(hyphen + 1, end);
    if (!text.startsWith("=") || !isBuildId(digits)) {
      return new Parsed.Bad<>("A build is written =category/name-version-build.", 0);
    }
    return Atom.tryParse(text.substring(0, hyphen) + text.substring(end))
        .map(atom -> new Build(atom, Long.parseLong(digits)));
  }

  /// Whether everything but the USE dependencies matches. Build identifiers never match here: they
  /// belong to binary packages.
  default boolean matchesIgnoringUse(PackageFacts candidate) {
    return switch (this) {
      case Exact(var atom) -> atom.matchesIgnoringUse(candidate);
      case Build _ -> false;
      case Wildcard wildcard -> {
        String part = wildcard.versionPart;
        yield wildcard.matchesName(candidate.cpv().name())
            && (part == null || candidate.cpv().version().toString().contains(part))
            && (wildcard.slotDep == null || wildcard.slotDep.matches(candidate.slot()))
            && (wildcard.repository == null || wildcard.repository.equals(candidate.repository()));
      }
    };
  }

  /// Whether everything matches.
  default boolean matches(PackageFacts candidate) {
    return this instanceof Exact(var atom)
        ? atom.matches(candidate)
        : matchesIgnoringUse(candidate);
  }

  private static boolean isBuildId(String digits) {
    if (digits.isEmpty()
        || digits.length() > 18
        || (digits.length() > 1 && digits.startsWith("0"))) {
      return false;
    }
    return digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String slotText(@Nullable SlotDep slotDep) {
    return slotDep == null ? "" : ":" + Objects.toString(slotDep);
  }
}
