package dev.envc.check;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.GentooConfig;
import dev.envc.model.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The policy.
final class PolicyRules implements RuleGroup<Policy> {
  private final Leaves leaves;
  private final Diagnostics diagnostics;
  private final PermissionRules permissions;

  PolicyRules(Leaves leaves, Diagnostics diagnostics) {
    this.leaves = leaves;
    this.diagnostics = diagnostics;
    this.permissions = new PermissionRules(leaves, diagnostics);
  }

  @Override
  public Set<ManifestCode> codes() {
    return Set.of(ManifestCode.POLICY_AGE, ManifestCode.MISSING_REASON);
  }

  @Override
  public Policy check(View environment) {
    return environment.view("policy").map(this::policy).orElseGet(Policy::none);
  }

  private Policy policy(View view) {
    return new Policy(
        view.view("max-tree-age").map(this::age),
        view.scalars("licenses").stream()
            .flatMap(
                s ->
                    leaves.packages.license(s).stream()
                        .map(l -> new GentooConfig.License(l, s.span())))
            .toList(),
        forbidden(view),
        view.has("setuid")
            ? Optional.of(
                view.scalars("setuid").stream()
                    .flatMap(s -> leaves.places.imagePath(s).stream())
                    .toList())
            : Optional.empty(),
        view.scalar("require-reasons").flatMap(leaves.plain::bool).orElse(false),
        permissions.check(view));
  }

  private List<Policy.ForbiddenPackage> forbidden(View view) {
    var forbidden = new ArrayList<Policy.ForbiddenPackage>();
    for (View item : view.views("forbid")) {
      item.scalar("atom")
          .ifPresent(
              s ->
                  leaves
                      .packages
                      .pattern(s)
                      .map(p -> new Policy.ForbiddenPackage(p, item.text("because"), s.span()))
                      .ifPresent(forbidden::add));
    }
    return forbidden;
  }

  private Policy.Age age(View view) {
    Optional<Policy.Limit> warn = limit(view, "warn");
    Optional<Policy.Limit> fail = limit(view, "fail");
    if (warn.isPresent() && fail.isPresent() && warn.get().age().compareTo(fail.get().age()) > 0) {
      diagnostics.add(
          Diagnostic.error(
              ManifestCode.POLICY_AGE, warn.get().span(), "The warning comes after the failure."));
    }
    return new Policy.Age(warn, fail);
  }

  private Optional<Policy.Limit> limit(View view, String field) {
    return view.scalar(field)
        .flatMap(s -> leaves.plain.duration(s).map(d -> new Policy.Limit(d, s.span())));
  }
}
