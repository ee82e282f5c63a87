package dev.envc.rootfs;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Scripts;
import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.rootfs.script.SavedEnvironment;
import dev.envc.rootfs.script.ScriptHost;
import dev.envc.rootfs.script.ScriptReview;
import dev.envc.store.PackageEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Merges packages with their scripts around it, where the environment wants them to be run and
/// they do more than there are counterparts for.
final class ScriptedMerge implements AutoCloseable {
  private final AssemblyRequest request;
  private final WorkRoot root;
  private final GeneratedFiles files;
  private final Accounts accounts;
  private final SkippedScripts skipped;
  private final AssemblyLog log;
  private final ScriptQuestions questions = new ScriptQuestions();
  private final Set<String> ran = new HashSet<>();
  private final List<Path> scratch = new ArrayList<>();
  private Optional<DiskTree> disk = Optional.empty();

  /// Merges the entries of a package.
  interface Step {
    void merge(List<PackageEntry> entries) throws IOException, UserErrorException;
  }

  ScriptedMerge(
      AssemblyRequest request,
      WorkRoot root,
      GeneratedFiles files,
      Accounts accounts,
      SkippedScripts skipped,
      AssemblyLog log) {
    this.request = request;
    this.root = root;
    this.files = files;
    this.accounts = accounts;
    this.skipped = skipped;
    this.log = log;
  }

  /// The packages whose scripts were run.
  Set<String> ran() {
    return Set.copyOf(ran);
  }

  /// @throws UserErrorException when a script fails, or the machine cannot run it
  void merge(Member member, List<PackageEntry> entries, Step step)
      throws IOException, UserErrorException {
    Optional<SavedEnvironment> environment = toRun(member, entries);
    if (environment.isEmpty()) {
      step.merge(entries);
      questions.merged(member);
      return;
    }
    ran.add(member.id());
    ScriptHost host = request.scriptHost().orElseThrow();
    Path place = scratch(host);
    var work =
        new PackageWork(
            entries,
            member.id(),
            new Ownership(accounts.uids(), accounts.gids()),
            place.resolve("work-" + ran.size()),
            host.kept(),
            request.time().getEpochSecond());
    Step merged =
        e -> {
          step.merge(e);
          questions.merged(member);
          lay(host, place);
        };
    DiskTree laid = lay(host, place);
    work.disk.write();
    new MergeDialogue(host, member, place, work, root, laid, accounts, questions, log, request)
        .run(environment.get(), merged);
  }

  private Optional<SavedEnvironment> toRun(Member member, List<PackageEntry> entries)
      throws IOException {
    if (request.environment().scripts().mode() != Scripts.Mode.RUN
        || request.scriptHost().isEmpty()
        || skipped.isAcknowledged(member)) {
      return Optional.empty();
    }
    Predicate<Pattern> packs =
        path -> entries.stream().anyMatch(e -> path.matcher(e.path()).matches());
    return PackageScripts.environment(member)
        .filter(e -> !ScriptReview.of(e).in(packs.or(root::has)).unknown().isEmpty());
  }

  /// Brings the root to the disk as scripts find it: with accounts and what env-update makes.
  private DiskTree lay(ScriptHost host, Path place) throws IOException {
    files.accounts(accounts);
    files.environment((_, _) -> {});
    if (disk.isEmpty()) {
      long time = request.time().getEpochSecond();
      disk = Optional.of(new DiskTree(root, place.resolve("root"), host.kept(), time));
    }
    disk.get().write();
    return disk.get();
  }

  private Path scratch(ScriptHost host) throws IOException {
    if (scratch.isEmpty()) {
      Files.createDirectories(host.scratch());
      scratch.add(Files.createTempDirectory(host.scratch(), "merge"));
    }
    return scratch.getFirst();
  }

  @Override
  public void close() throws IOException {
    for (Path place : scratch) {
      DiskFiles.delete(place);
    }
  }
}
