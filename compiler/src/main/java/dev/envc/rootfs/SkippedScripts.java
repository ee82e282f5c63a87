package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.model.Environment;
import dev.envc.model.Scripts;
import dev.envc.pms.PackageFacts;
import dev.envc.rootfs.AssemblyRequest.Member;

/// What scripts of packages would have done and nobody did: a finding `script-skipped`, with
/// `scripts: strict` an error besides. Packages that the manifest names under `skip` are not asked
/// about.
record SkippedScripts(Environment environment, AssemblyLog log) {
  void add(Member member, String phase, String what) {
    if (isAcknowledged(member)) {
      return;
    }
    String message = "%s %s was not run; it would %s.".formatted(member.id(), phase, what);
    log.finding("script-skipped", "", message);
    if (environment.scripts().mode() == Scripts.Mode.STRICT) {
      log.problem(
          Diagnostic.error(
                  RootfsCode.SCRIPT_SKIPPED,
                  environment.span(),
                  "%s of %s does what envc has no counterpart for.".formatted(phase, member.id()))
              .note("It would " + what + ".")
              .hint(
                  "Write `scripts: run`, or list the package under `skip` of `scripts` when it"
                      + " does not matter.",
                  "Write `scripts run`, or list the package in `skip` of `scripts` when it"
                      + " does not matter."));
    }
  }

  /// Whether the manifest says that the scripts of a package do not matter.
  boolean isAcknowledged(Member member) {
    PackageFacts facts = new LockedFacts(member);
    return environment.scripts().skip().stream().anyMatch(s -> s.atom().matches(facts));
  }
}
