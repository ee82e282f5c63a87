package dev.envc.rootfs;

import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.rootfs.script.Counterpart;
import dev.envc.rootfs.script.SavedEnvironment;
import dev.envc.rootfs.script.ScriptReview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does natively what is known of the scripts of packages that are not run, and says what is left.
final class PackageScripts {
  private static final int SHOWN = 5;

  private final WorkRoot root;
  private final GeneratedFiles files;
  private final Accounts accounts;
  private final SkippedScripts skipped;
  private final AssemblyLog log;

  /// Counterpart -> the packages that would have called it, in merge order.
  private final Map<String, List<String>> callers = new HashMap<>();

  PackageScripts(
      WorkRoot root,
      GeneratedFiles files,
      Accounts accounts,
      SkippedScripts skipped,
      AssemblyLog log) {
    this.root = root;
    this.files = files;
    this.accounts = accounts;
    this.skipped = skipped;
    this.log = log;
  }

  /// Looks through the scripts of a package.
  ///
  /// @param ran whether they were run
  void read(Member member, boolean ran) throws IOException {
    Optional<SavedEnvironment> environment;
    try {
      environment = environment(member);
    } catch (IOException e) {
      skipped.add(member, "pkg_*", "do what its environment.bz2 says, which cannot be read");
      return;
    }
    if (environment.isPresent()) {
      ScriptReview review = ScriptReview.of(environment.get()).in(root::has);
      review
          .counterparts()
          .forEach(c -> callers.computeIfAbsent(c, _ -> new ArrayList<>()).add(member.id()));
      if (!ran) {
        review.unknown().forEach(u -> skipped.add(member, u.phase(), shown(u)));
        new FileCapabilities(root, accounts, skipped).apply(member, environment.get());
      }
    }
  }

  /// Applies the counterparts to the merged root.
  ///
  /// @param cache where they may keep what they work out
  void apply(Optional<Path> cache) throws IOException {
    for (Counterpart counterpart : Counterpart.all(cache)) {
      var target = new CounterpartRoot(root, files, accounts, log, counterpart.name());
      for (String left :
          counterpart.apply(target, callers.getOrDefault(counterpart.name(), List.of()))) {
        log.finding("script-skipped", "", counterpart.name() + ": not done: " + left + ".");
      }
    }
  }

  /// The environment of a package that has one of the phases of a merge.
  static Optional<SavedEnvironment> environment(Member member) throws IOException {
    String phases = member.image().metadata("DEFINED_PHASES").orElse("setup preinst postinst");
    byte[] saved = member.image().metadata().get("environment.bz2");
    return saved == null || !phases.matches("(?s)(.*\\s)?(setup|preinst|postinst)(\\s.*)?")
        ? Optional.empty()
        : Optional.of(SavedEnvironment.unpack(saved));
  }

  private static String shown(ScriptReview.Unknown unknown) {
    List<String> commands = unknown.commands();
    String first =
        String.join(
            "`, `", commands.stream().limit(SHOWN).map(c -> c.replaceAll("\\s+", " ")).toList());
    String more = commands.size() > SHOWN ? " and " + (commands.size() - SHOWN) + " more" : "";
    String byHand =
        unknown.byHand().isEmpty()
            ? ""
            : " (by hand, in the root: `" + String.join("`, `", unknown.byHand()) + "`)";
    return "call `" + first + "`" + more + byHand;
  }
}
