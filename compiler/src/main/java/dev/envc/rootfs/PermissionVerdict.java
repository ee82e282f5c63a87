package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.model.Environment;
import dev.envc.model.Permissions.Action;
import dev.envc.model.Permissions.Check;
import dev.envc.model.Permissions.Subject;
import dev.envc.model.Permissions.Waiver;
import dev.envc.pms.PackageFacts;
import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.rootfs.PermissionAudit.Concern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds what the audit found against the policy: what is waived is in the report with its reason,
/// what the policy fails on makes no artefact (E0610, E0608), the rest are findings, of which the
/// driver warns. A waiver that covers nothing is a finding too: it may outlive its reason.
final class PermissionVerdict {
  private static final int SHOWN = 8;

  private final Environment environment;
  private final Map<String, PackageFacts> packages = new HashMap<>();
  private final AssemblyLog log;
  private final Set<Waiver> used = new HashSet<>();
  private final Map<Check, List<Concern>> refused = new EnumMap<>(Check.class);

  PermissionVerdict(Environment environment, List<Member> members, AssemblyLog log) {
    this.environment = environment;
    this.log = log;
    for (Member m : members) {
      packages.put(m.id(), new LockedFacts(m));
    }
  }

  void on(List<Concern> concerns, FileTree tree) {
    concerns.forEach(this::judge);
    refused.forEach((check, some) -> log.problem(refusal(check, some)));
    unusedWaivers();
    new SetuidList(environment, this, log).check(tree);
  }

  private void judge(Concern c) {
    String path = c.path();
    Optional<Waiver> waiver = waiver(c.check(), path, c.owner());
    if (waiver.isPresent()) {
      String text = c.check().word() + ": " + c.message() + " Waived: " + waiver.get().because();
      log.finding("waived", path, text);
      return;
    }
    log.finding(c.check().kind(c.certain()), path, c.message());
    Action action = environment.policy().permissions().action(c.check(), c.certain());
    boolean listed = isSetid(c.check()) && allowed().contains("/" + path);
    if (action == Action.FAIL && !listed) {
      refused.computeIfAbsent(c.check(), _ -> new ArrayList<>()).add(c);
    }
  }

  private static boolean isSetid(Check check) {
    return check == Check.SETUID || check == Check.SETGID;
  }

  private List<String> allowed() {
    return environment.policy().allowedSetuid().orElse(List.of());
  }

  /// The waiver that covers a check at a path or of a package.
  Optional<Waiver> waiver(Check check, String path, String owner) {
    Optional<Waiver> found =
        environment.policy().permissions().waivers().stream()
            .filter(w -> w.checks().contains(check) && covers(w.subject(), path, owner))
            .findFirst();
    found.ifPresent(used::add);
    return found;
  }

  private boolean covers(Subject subject, String path, String owner) {
    return switch (subject) {
      case Subject.Place(var place) ->
          !path.isEmpty() && ("/" + path + "/").startsWith(place + "/");
      case Subject.Packages(var atom) -> {
        PackageFacts facts = packages.get(owner);
        yield facts != null && atom.matchesIgnoringUse(facts);
      }
    };
  }

  private Diagnostic refusal(Check check, List<Concern> some) {
    Diagnostic d =
        Diagnostic.error(
            RootfsCode.PERMISSIONS_REFUSED,
            environment.span(),
            "%s for %s has %s: %d."
                .formatted(
                    environment.artifactName(), environment.arch(), check.plural(), some.size()));
    for (Concern c : some.subList(0, Math.min(SHOWN, some.size()))) {
      d = d.note((c.path().isEmpty() ? "" : WorkRoot.printable(c.path()) + ": ") + c.message());
    }
    if (some.size() > SHOWN) {
      d = d.note("And " + (some.size() - SHOWN) + " more.");
    }
    Concern first = some.getFirst();
    String subject = first.path().isEmpty() ? first.owner() : WorkRoot.printable(first.path());
    String rebuild = check == Check.UMASK ? "Build the package again with umask 022; or, if" : "If";
    String waived = subject.replaceFirst("^(?=[^/])", "=");
    return d.hint(
        (rebuild
                + " it is meant to be, say so: `policy: { waivers: { %s: REASON } }`,"
                + " or `permissions: { %s: warn }` for all.")
            .formatted(waived, check.word()),
        (rebuild
                + " it is meant to be, say so: `policy { waivers { %s \"REASON\" } }`,"
                + " or `permissions { %s warn }` for all.")
            .formatted(waived, check.word()));
  }

  private void unusedWaivers() {
    for (Waiver w : environment.policy().permissions().waivers()) {
      if (!used.contains(w)) {
        log.finding(
            "waiver-unused", "", "The waiver for " + w.subject() + " covers nothing in this root.");
      }
    }
  }
}
