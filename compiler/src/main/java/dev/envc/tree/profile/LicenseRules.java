package dev.envc.tree.profile;

import dev.envc.pms.DepSpec;
import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.PackageFacts;
import dev.envc.pms.Parsed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// ACCEPT_LICENSE and package.license with license groups (GLEP 23).
public final class LicenseRules {
  private final Map<String, List<String>> groups;
  private final List<String> accepted;
  private final Predicate<String> acceptedByAll;
  private final PackageEntries<List<String>> packages;

  LicenseRules(
      Map<String, List<String>> groups,
      List<String> accepted,
      PackageEntries<List<String>> packages) {
    this.groups = groups;
    this.accepted = expand(groups, accepted);
    this.acceptedByAll = AcceptTokens.compiled(this.accepted);
    this.packages = packages;
  }

  /// Rules for one list of tokens, without any for packages.
  public static LicenseRules of(Map<String, List<String>> groups, List<String> acceptLicense) {
    return new LicenseRules(
        groups,
        acceptLicense,
        new PackageEntries.Builder<List<String>>((first, _) -> first).build());
  }

  /// The licenses that are not accepted; of an any-of group with none accepted, all of them. Empty
  /// if the package's license is accepted. A Bad if LICENSE cannot be read.
  public Parsed<List<String>> missing(PackageFacts pkg, String license, Predicate<String> use) {
    return DepSpec.parseLicense(license).map(spec -> missing(pkg, spec, use));
  }

  private List<String> missing(PackageFacts pkg, AllOf<String> spec, Predicate<String> use) {
    Predicate<String> acceptable = acceptedByAll;
    List<List<String>> own = packages.matching(pkg);
    if (!own.isEmpty()) {
      var tokens = new ArrayList<String>(accepted);
      for (List<String> entry : own) {
        tokens.addAll(expand(groups, entry));
      }
      acceptable = AcceptTokens.compiled(tokens);
    }
    if (spec.leaves().stream().allMatch(acceptable)) {
      return List.of();
    }
    var missing = new LinkedHashSet<String>();
    collect(DepSpec.evaluate(spec, use), acceptable, missing);
    return List.copyOf(missing);
  }

  /// The licenses of `missing` that are enough to accept: of an any-of group the first alternative.
  static List<String> enough(List<String> missing, String license, Predicate<String> use) {
    DepSpec<String> spec = DepSpec.evaluate(DepSpec.parseLicense(license).orElseThrow(), use);
    var kept = new ArrayList<>(missing);
    for (String last : missing.reversed()) {
      kept.remove(last);
      if (!collect(spec, l -> !missing.contains(l) || kept.contains(l), new LinkedHashSet<>())) {
        kept.add(last);
      }
    }
    return missing.stream().filter(kept::contains).toList();
  }

  /// Adds what is missing; whether nothing is.
  private static boolean collect(
      DepSpec<String> spec, Predicate<String> acceptable, Set<String> missing) {
    if (spec instanceof DepSpec.Leaf<String>(var license)) {
      if (!acceptable.test(license)) {
        missing.add(license);
        return false;
      }
      return true;
    }
    var found = new LinkedHashSet<String>();
    boolean any = false;
    for (DepSpec<String> child : spec.children()) {
      any |= collect(child, acceptable, found);
    }
    boolean satisfied = found.isEmpty() || (spec instanceof DepSpec.AnyOf<String> && any);
    if (!satisfied) {
      missing.addAll(found);
    }
    return satisfied;
  }

  /// Replaces `@GROUP` by its members, nested ones too; a negated group negates its members. A
  /// group that is not defined stays as it is.
  static List<String> expand(Map<String, List<String>> groups, List<String> tokens) {
    var result = new ArrayList<String>();
    for (String token : tokens) {
      boolean negated = token.startsWith("-");
      for (String member : members(groups, negated ? token.substring(1) : token, new HashSet<>())) {
        result.add(negated ? "-" + member : member);
      }
    }
    return result;
  }

  private static List<String> members(
      Map<String, List<String>> groups, String token, Set<String> seen) {
    if (!token.startsWith("@")) {
      return List.of(token);
    }
    List<String> members = groups.get(token.substring(1));
    if (members == null || !seen.add(token)) {
      return List.of(token);
    }
    var result = new ArrayList<String>();
    for (String member : members) {
      if (!member.startsWith("-")) {
        result.addAll(members(groups, member, seen));
      }
    }
    return result;
  }
}
