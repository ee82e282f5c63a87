package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.Permissions;
import dev.envc.model.Permissions.Action;
import dev.envc.model.Permissions.Check;
import dev.envc.model.Permissions.Subject;
import dev.envc.model.Permissions.Waiver;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the policy says of permissions: actions and waivers.
final class PermissionRules {
  private final Leaves leaves;
  private final Diagnostics diagnostics;

  PermissionRules(Leaves leaves, Diagnostics diagnostics) {
    this.leaves = leaves;
    this.diagnostics = diagnostics;
  }

  /// What a policy says; texts that are no check or action were reported with their shape.
  Permissions check(View policy) {
    Map<Check, Action> actions = new EnumMap<>(Check.class);
    policy
        .view("permissions")
        .ifPresent(
            view -> {
              for (Check check : Check.values()) {
                view.text(check.word())
                    .flatMap(Action::of)
                    .ifPresent(action -> actions.put(check, action));
              }
            });
    return new Permissions(actions, waivers(policy));
  }

  private List<Waiver> waivers(View policy) {
    var waivers = new ArrayList<Waiver>();
    for (Mapping.Entry e : policy.entries("waivers")) {
      if (e.value() instanceof Mapping m) {
        var view = new View(m);
        Optional<Subject> subject = subject(e.key());
        Optional<String> because = reason(e.key(), view);
        if (subject.isPresent() && because.isPresent()) {
          waivers.add(new Waiver(subject.get(), checks(view), because.get(), e.key().span()));
        }
      }
    }
    return waivers;
  }

  private Optional<Subject> subject(Scalar key) {
    return key.text().startsWith("/")
        ? leaves.places.imagePath(key).map(Subject.Place::new)
        : leaves.packages.pattern(key).map(Subject.Packages::new);
  }

  private static Set<Check> checks(View waiver) {
    Set<Check> checks = EnumSet.noneOf(Check.class);
    waiver.scalars("checks").forEach(s -> Check.of(s.text()).ifPresent(checks::add));
    return checks;
  }

  private Optional<String> reason(Scalar key, View waiver) {
    Optional<String> because = waiver.text("because").filter(b -> !b.isBlank());
    if (because.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.MISSING_REASON,
                  key.span(),
                  "A waiver gives its reason: that for `" + key.text() + "` has none.")
              .hint("Say why, with `because`."));
    }
    return because;
  }
}
