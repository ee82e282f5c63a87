package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.AssemblyRequest.Member;
import dev.envc.rootfs.DiskTree.Change;
import dev.envc.rootfs.script.SavedEnvironment;
import dev.envc.rootfs.script.ScriptHost;
import dev.envc.rootfs.script.ScriptReview;
import dev.envc.rootfs.script.ScriptSession;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The scripts of one package at work: takes over what each phase changed, merges the package when
/// it is time, and keeps what was printed. What a script says of itself is hostile: a notice with
/// too few words is answered like a question that nobody knows.
final class MergeDialogue {
  private static final int LAST_LINES = 12;
  private static final int MOST_OUTPUT = 8000;

  private final ScriptHost host;
  private final Member member;
  private final Path place;
  private final PackageWork work;
  private final WorkRoot root;
  private final DiskTree laid;
  private final Accounts accounts;
  private final ScriptQuestions questions;
  private final AssemblyLog log;
  private final AssemblyRequest request;
  private final Path build;
  private String phase = "";
  private boolean merged;
  private long printed;

  MergeDialogue(
      ScriptHost host,
      Member member,
      Path place,
      PackageWork work,
      WorkRoot root,
      DiskTree laid,
      Accounts accounts,
      ScriptQuestions questions,
      AssemblyLog log,
      AssemblyRequest request) {
    this.host = host;
    this.member = member;
    this.place = place;
    this.work = work;
    this.root = root;
    this.laid = laid;
    this.accounts = accounts;
    this.questions = questions;
    this.log = log;
    this.request = request;
    this.build = work.build;
  }

  void run(SavedEnvironment environment, ScriptedMerge.Step step)
      throws IOException, UserErrorException {
    var session = new ScriptSession(host, place.resolve("root"), build, subject(environment));
    session.prepare();
    for (String next : ScriptReview.PHASES) {
      phase = next;
      if (phase.equals("pkg_postinst")) {
        step.merge(work.entries());
        merged = true;
      }
      if (environment.function(phase).isPresent()) {
        int status = session.run(phase, this::answer);
        if (status != 0) {
          throw failed(status, session.output());
        }
        settle(session);
      }
    }
  }

  private ScriptSession.Subject subject(SavedEnvironment environment) throws IOException {
    String id = member.id();
    int slash = id.indexOf('/');
    return new ScriptSession.Subject(
        id.substring(0, slash),
        id.substring(slash + 1),
        member.image().metadata("EAPI").orElse("0"),
        String.join(" ", member.locked().enabledUse()),
        String.join("\n", environment.lines()) + "\n",
        request.time().getEpochSecond());
  }

  private String answer(List<String> words) {
    return switch (words.getFirst()) {
      case "message" -> {
        log.finding(
            "script-message",
            "",
            said(words.get(Math.min(1, words.size() - 1)) + ": " + words.getLast()));
        yield "";
      }
      case "end" -> "";
      default -> questions.answer(words).orElse("-");
    };
  }

  /// Takes over what the phase has done. No process of it runs any more.
  private void settle(ScriptSession session) throws IOException {
    List<Change> inImage = merged ? List.of() : work.disk.read(member.id());
    List<Change> inRoot = laid.read(member.id());
    inImage.forEach(c -> report(c, " in its image"));
    inRoot.forEach(c -> report(c, ""));
    accounts(inRoot);
    String image = "/var/tmp/portage/" + member.id() + "/image";
    new OwnerRecords(accounts)
        .apply(
            session.owners(),
            List.of(new OwnerRecords.Seen(image, work.root), new OwnerRecords.Seen("", root)))
        .forEach(c -> report(c, ""));
    output(session.output());
  }

  private void report(Change change, String where) {
    log.finding("script-change", change.path(), said(change.how() + where));
  }

  private String said(String what) {
    return "%s %s: %s".formatted(member.id(), phase, what);
  }

  /// Accounts that a script has added.
  private void accounts(List<Change> changes) throws IOException {
    List<String> paths = changes.stream().map(Change::path).toList();
    if (paths.contains("etc/passwd") || paths.contains("etc/group")) {
      accounts.readPasswd(text("etc/passwd"));
      accounts.readGroup(text("etc/group"));
      accounts.readShadow(text("etc/shadow"));
    }
  }

  private String text(String path) throws IOException {
    Optional<Content> content = root.file(path);
    return content.isPresent() ? WorkRoot.text(content.get()) : "";
  }

  private void output(Path file) throws IOException {
    String text = text(file, printed, MOST_OUTPUT).strip();
    printed = Files.size(file);
    if (!text.isEmpty()) {
      log.finding("script-output", "", said(text));
    }
  }

  private static String text(Path file, long from, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.min(from, Files.size(file)));
      return new String(in.readNBytes(most), StandardCharsets.UTF_8);
    }
  }

  private UserErrorException failed(int status, Path output) throws IOException {
    long from = Math.max(0, Files.size(output) - MOST_OUTPUT);
    List<String> lines = text(output, from, MOST_OUTPUT).lines().toList();
    Diagnostic d =
        Diagnostic.error(
            RootfsCode.SCRIPT_FAILED,
            request.environment().span(),
            "%s of %s failed with status %d.".formatted(phase, member.id(), status));
    for (String line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
      d = d.note(line.replaceAll("\\p{Cntrl}", " "));
    }
    return new UserErrorException(
        d.hint("Have the package mended, or name it under `skip` of `scripts`."));
  }
}
