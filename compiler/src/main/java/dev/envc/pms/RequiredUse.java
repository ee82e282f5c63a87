package dev.envc.pms;

import dev.envc.pms.DepSpec.AllOf;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// REQUIRED_USE (PMS 7.3.5): what has to hold for the flags of a package.
///
/// @param eapi decides whether an empty `||` or `^^` group is satisfied
public record RequiredUse(AllOf<FlagTerm> constraint, Eapi eapi) {

  /// Reads REQUIRED_USE of an ebuild of that EAPI.
  public static Parsed<RequiredUse> tryParse(String text, Eapi eapi) {
    return DepSpec.parseRequiredUse(text, eapi).map(spec -> new RequiredUse(spec, eapi));
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is not a REQUIRED_USE of that EAPI
  public static RequiredUse parse(String text, Eapi eapi) {
    return tryParse(text, eapi).orElseThrow();
  }

  /// Whether the constraint holds for the enabled flags.
  public boolean isSatisfied(Predicate<String> use) {
    for (DepSpec<FlagTerm> child : constraint.children()) {
      if (RequiredUseCheck.verdict(child, use, eapi) == RequiredUseCheck.Verdict.FAILS) {
        return false;
      }
    }
    return true;
  }

  /// The smallest part of the constraint that does not hold: conditions that do not apply, what
  /// holds already and redundant groups are left out. Empty if everything holds.
  public Optional<String> unsatisfiedPart(Predicate<String> use) {
    return isSatisfied(use)
        ? Optional.empty()
        : Optional.of(new RequiredUseCheck(use, eapi).unsatisfiedPart(constraint));
  }

  /// All flags that are mentioned, sorted.
  public List<String> flags() {
    return Stream.concat(
            constraint.leaves().stream().map(FlagTerm::flag), constraint.conditionFlags().stream())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public String toString() {
    return constraint.toString();
  }
}
