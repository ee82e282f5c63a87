package dev.envc.pms;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A package dependency specification (PMS 8.3), also with Portage's `::repository`.
///
/// @param version null exactly if the operator is [VersionOperator#NONE]
/// @param slotDep null if the atom does not speak of slots
/// @param repository null if every repository will do
public record Atom(
    Blocker blocker,
    VersionOperator operator,
    PackageName name,
    @Nullable Version version,
    @Nullable SlotDep slotDep,
    List<UseDep> useDeps,
    @Nullable String repository)
    implements Comparable<Atom> {

  public Atom {
    Objects.requireNonNull(blocker);
    Objects.requireNonNull(name);
    if ((operator == VersionOperator.NONE) != (version == null)) {
      throw new IllegalArgumentException("an operator needs a version, and a version an operator");
    }
    useDeps = List.copyOf(useDeps);
  }

  /// The atom that matches every version of a package.
  public static Atom of(PackageName name) {
    return new Atom(Blocker.NONE, VersionOperator.NONE, name, null, null, List.of(), null);
  }

  /// The atom that matches exactly that version.
  public static Atom of(Cpv cpv) {
    return new Atom(
        Blocker.NONE, VersionOperator.EQUAL, cpv.name(), cpv.version(), null, List.of(), null);
  }

  /// Reads an atom as it may stand in an ebuild of that EAPI.
  public static Parsed<Atom> tryParse(String text, Eapi eapi) {
    return new AtomParser(text, eapi, false).parse();
  }

  /// Reads an atom as a user may write it: the newest EAPI's syntax and `::repository`.
  public static Parsed<Atom> tryParse(String text) {
    return new AtomParser(text, Eapi.LATEST, true).parse();
  }

  /// Reads an atom of that EAPI that may have `::repository`, as in profiles of the format
  /// profile-repo-deps.
  public static Parsed<Atom> tryParseWithRepository(String text, Eapi eapi) {
    return new AtomParser(text, eapi, true).parse();
  }

  /// As [#tryParse(String, Eapi)].
  ///
  /// @throws PmsSyntaxException if `text` is not an atom of that EAPI
  public static Atom parse(String text, Eapi eapi) {
    return tryParse(text, eapi).orElseThrow();
  }

  /// As [#tryParse(String)].
  ///
  /// @throws PmsSyntaxException if `text` is not an atom
  public static Atom parse(String text) {
    return tryParse(text).orElseThrow();
  }

  /// Whether name and version match. Blockers are not considered by any of the `matches` methods: a
  /// blocker matches what it forbids.
  public boolean matches(Cpv cpv) {
    return name.equals(cpv.name()) && matchesVersion(cpv.version());
  }

  /// Whether the version matches.
  public boolean matchesVersion(Version candidate) {
    return version == null || operator.test(candidate, version);
  }

  /// Whether the slot matches.
  public boolean matchesSlot(Slot slot) {
    return slotDep == null || slotDep.matches(slot);
  }

  /// Whether the repository matches.
  public boolean matchesRepository(String candidate) {
    return repository == null || repository.equals(candidate);
  }

  /// Whether everything but the USE dependencies matches.
  public boolean matchesIgnoringUse(PackageFacts candidate) {
    return matches(candidate.cpv())
        && matchesSlot(candidate.slot())
        && matchesRepository(candidate.repository());
  }

  /// Whether all USE dependencies match for a package with the flags `parentUse`.
  public boolean matchesUse(PackageFacts candidate, Predicate<String> parentUse) {
    for (UseDep dep : useDeps) {
      if (!dep.matches(candidate, parentUse)) {
        return false;
      }
    }
    return true;
  }

  /// Whether everything matches for a package with the flags `parentUse`.
  public boolean matches(PackageFacts candidate, Predicate<String> parentUse) {
    return matchesIgnoringUse(candidate) && matchesUse(candidate, parentUse);
  }

  /// As [#matches(PackageFacts, Predicate)] where no package depends: of a conditional USE
  /// dependency only that the flag exists is asked.
  public boolean matches(PackageFacts candidate) {
    if (!matchesIgnoringUse(candidate)) {
      return false;
    }
    for (UseDep dep : useDeps) {
      boolean matched =
          dep.kind().isConditional()
              ? dep.missing() != UseDep.Default.NONE || candidate.hasFlag(dep.flag())
              : dep.matches(candidate, _ -> false);
      if (!matched) {
        return false;
      }
    }
    return true;
  }

  /// The USE dependencies that `candidate` does not satisfy, in their order.
  public List<UseDep> unsatisfiedUse(PackageFacts candidate, Predicate<String> parentUse) {
    return useDeps.stream().filter(dep -> !dep.matches(candidate, parentUse)).toList();
  }

  /// Whether the USE dependencies have conditional forms.
  public boolean hasConditionalUse() {
    for (UseDep dep : useDeps) {
      if (dep.kind().isConditional()) {
        return true;
      }
    }
    return false;
  }

  /// This atom with its conditional USE dependencies decided by the flags of the package that
  /// depends. The result no longer asks that flags exist whose condition does not apply.
  public Atom evaluate(Predicate<String> parentUse) {
    return hasConditionalUse()
        ? withUse(useDeps.stream().flatMap(dep -> dep.evaluate(parentUse).stream()).toList())
        : this;
  }

  /// This atom with other USE dependencies.
  public Atom withUse(List<UseDep> newUseDeps) {
    return new Atom(blocker, operator, name, version, slotDep, newUseDeps, repository);
  }

  /// This atom as a requirement.
  public Atom withoutBlocker() {
    return blocker == Blocker.NONE
        ? this
        : new Atom(Blocker.NONE, operator, name, version, slotDep, useDeps, repository);
  }

  /// This atom for another package.
  public Atom withName(PackageName newName) {
    return new Atom(blocker, operator, newName, version, slotDep, useDeps, repository);
  }

  /// This atom for one repository, or with null for all.
  public Atom withRepository(@Nullable String newRepository) {
    return new Atom(blocker, operator, name, version, slotDep, useDeps, newRepository);
  }

  /// This atom with another slot part.
  public Atom withSlot(@Nullable SlotDep newSlotDep) {
    return new Atom(blocker, operator, name, version, newSlotDep, useDeps, repository);
  }

  /// Whether some package may match both, disregarding blockers and conditional USE dependencies:
  /// never false if one can.
  public boolean intersects(Atom other) {
    return name.equals(other.name) && AtomAlgebra.intersect(this, other);
  }

  /// A total order for stable output: by name, version and operator, blocker, slot, USE
  /// dependencies as a set, repository. Zero for atoms that mean the same.
  @Override
  public int compareTo(Atom other) {
    return AtomAlgebra.ORDER.compare(this, other);
  }

  /// The atom's text, as [#tryParse(String)] reads it.
  @Override
  public String toString() {
    var out = new StringBuilder();
    out.append(blocker).append(operator.prefix()).append(name.category());
    out.append('/').append(name.name());
    if (version != null) {
      out.append('-').append(version);
    }
    if (operator == VersionOperator.EQUAL_GLOB) {
      out.append('*');
    }
    if (slotDep != null) {
      out.append(':').append(slotDep);
    }
    if (repository != null) {
      out.append("::").append(repository);
    }
    if (!useDeps.isEmpty()) {
      out.append(useDeps.stream().map(UseDep::toString).collect(Collectors.joining(",", "[", "]")));
    }
    return out.toString();
  }
}
