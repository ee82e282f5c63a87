package dev.envc.check;

import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.Scripts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What becomes of the scripts of packages.
record ScriptRules(Leaves leaves) implements RuleGroup<Scripts> {
  @Override
  public Set<ManifestCode> codes() {
    return Set.of();
  }

  @Override
  public Scripts check(View environment) {
    return environment.view("scripts").map(this::scripts).orElse(Scripts.SKIP);
  }

  private Scripts scripts(View view) {
    Scripts.Mode mode = view.text("mode").flatMap(Scripts.Mode::of).orElse(Scripts.Mode.SKIP);
    List<Scripts.Skipped> skip =
        view.views("skip").stream().flatMap(v -> skipped(v).stream()).toList();
    return new Scripts(mode, skip);
  }

  private Optional<Scripts.Skipped> skipped(View item) {
    return item.scalar("atom")
        .flatMap(
            s ->
                leaves
                    .packages
                    .pattern(s)
                    .map(p -> new Scripts.Skipped(p, item.text("because"), s.span())));
  }
}
