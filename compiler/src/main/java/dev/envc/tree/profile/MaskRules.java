package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import dev.envc.pms.PackageFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// package.mask and package.unmask of repositories, profiles and the user (PMS 4.4, 5.2.7).
final class MaskRules {
  /// A line that masks, or with `removal` takes back an equal line.
  record Rule(AtomPattern atom, boolean removal, String comment, Origin origin) {}

  private final PackageEntries<List<Rule>> masks;
  private final PackageEntries<List<Rule>> unmasks;

  private MaskRules(PackageEntries<List<Rule>> masks, PackageEntries<List<Rule>> unmasks) {
    this.masks = masks;
    this.unmasks = unmasks;
  }

  /// @param masks the rules that are left after stacking, as for `unmasks`
  static MaskRules of(List<Rule> masks, List<Rule> unmasks) {
    return new MaskRules(index(masks), index(unmasks));
  }

  /// The rule that masks the package, empty if none does or a rule unmasks it.
  Optional<Rule> masking(PackageFacts pkg) {
    List<List<Rule>> matching = masks.matching(pkg);
    return matching.isEmpty() || !unmasks.matching(pkg).isEmpty()
        ? Optional.empty()
        : Optional.of(matching.getLast().getFirst());
  }

  private static PackageEntries<List<Rule>> index(List<Rule> rules) {
    var builder = new PackageEntries.Builder<List<Rule>>((first, _) -> first);
    rules.forEach(rule -> builder.add(rule.atom(), List.of(rule)));
    return builder.build();
  }

  /// Stacks lists: a removal takes back equal rules of the lists so far.
  static List<Rule> stack(List<List<Rule>> lists, Removal removal) {
    var result = new LinkedHashMap<AtomPattern, Rule>();
    for (List<Rule> list : lists) {
      for (Rule rule : list) {
        if (rule.removal()) {
          remove(result, rule.atom(), removal);
        } else {
          result.put(rule.atom(), rule);
        }
      }
    }
    return List.copyOf(result.values());
  }

  /// What a removal takes back.
  enum Removal {
    /// The same atom.
    EXACT,
    /// Also the same atom with a repository, if the removal names none.
    ANY_REPOSITORY
  }

  private static void remove(Map<AtomPattern, Rule> rules, AtomPattern atom, Removal removal) {
    rules.remove(atom);
    if (removal == Removal.ANY_REPOSITORY
        && atom instanceof AtomPattern.Exact(var plain)
        && plain.repository() == null) {
      rules
          .keySet()
          .removeIf(
              other ->
                  other instanceof AtomPattern.Exact(var exact)
                      && exact.repository() != null
                      && exact.withRepository(null).equals(plain));
    }
  }

  /// The rules for the packages of one repository only.
  static List<Rule> within(List<Rule> rules, String repository) {
    var result = new ArrayList<Rule>();
    for (Rule rule : rules) {
      result.add(
          rule.atom() instanceof AtomPattern.Exact(var atom) && atom.repository() == null
              ? new Rule(
                  new AtomPattern.Exact(atom.withRepository(repository)),
                  rule.removal(),
                  rule.comment(),
                  rule.origin())
              : rule);
    }
    return result;
  }
}
