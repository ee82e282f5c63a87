package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.model.Arch;
import dev.envc.model.Binhost;
import dev.envc.model.Closure;
import dev.envc.model.Environment;
import dev.envc.model.GentooConfig;
import dev.envc.model.Policy;
import dev.envc.model.ProfileRef;
import dev.envc.model.SettingValue;
import dev.envc.model.SystemConfig;
import dev.envc.model.TreeRef;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// From one merged environment to the model, by all rule groups. Every problem is reported, not
/// just the first.
public final class EnvironmentCheck {
  private final Leaves leaves;
  private final TreeRules trees;
  private final ProfileRules profile;
  private final PackageRules packages;
  private final GentooRules gentoo;
  private final BinhostRules binhosts;
  private final SystemRules system;
  private final OutputRules outputs;
  private final PolicyRules policy;
  private final ScriptRules scripts;

  public EnvironmentCheck(Diagnostics diagnostics, CheckSettings settings) {
    this.leaves = new Leaves(diagnostics, settings);
    this.trees = new TreeRules(leaves, diagnostics);
    this.profile = new ProfileRules(leaves, diagnostics);
    this.packages = new PackageRules(leaves);
    this.gentoo = new GentooRules(leaves, diagnostics);
    this.binhosts = new BinhostRules(leaves, new LocalFiles(diagnostics, settings));
    this.system = new SystemRules(leaves, diagnostics, settings);
    this.outputs = new OutputRules(leaves, diagnostics, settings.modules());
    this.policy = new PolicyRules(leaves, diagnostics);
    this.scripts = new ScriptRules(leaves);
  }

  /// The environment; empty when there is no telling what it would be, and always with an error in
  /// that case.
  public Optional<Environment> check(
      Mapping merged, String arch, String variant, SortedMap<String, String> labels) {
    View view = new View(merged);
    Optional<String> name = view.scalar("name").flatMap(leaves.plain::name);
    List<TreeRef> treeRefs = trees.check(view);
    Optional<ProfileRef> profileRef = profile.check(view);
    GentooConfig config = gentoo.check(view);
    PackageRules.Requests requests = packages.check(view);
    List<Binhost> hosts = binhosts.check(view);
    SystemConfig systemConfig = system.check(view);
    SortedMap<String, SettingValue.MapValue> settings = outputs.check(view);
    Policy rules = policy.check(view);
    Closure closure = new Closure(flag(view, "install-deps"), flag(view, "build-deps"));
    Optional<Arch> known = Arch.of(arch);
    if (name.isEmpty() || profileRef.isEmpty() || known.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Environment(
            name.get(),
            view.text("description").orElse(""),
            known.get(),
            variant,
            treeRefs,
            profileRef.get(),
            config,
            requests.packages(),
            requests.systemSet(),
            closure,
            scripts.check(view),
            hosts,
            systemConfig,
            settings,
            rules,
            view.scalar("name").map(Scalar::span).orElse(merged.span()),
            labels));
  }

  private boolean flag(View view, String field) {
    return view.scalar(field).flatMap(leaves.plain::bool).orElse(false);
  }
}
