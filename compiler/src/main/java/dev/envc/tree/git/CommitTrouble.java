package dev.envc.tree.git;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Edit;
import dev.envc.diagnostic.TreeCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.source.Span;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Says what is wrong with a pin, and what the full commit id may be.
record CommitTrouble(String repository, Optional<Span> span) {
  /// The pin is a short id, or a name.
  UserErrorException notFull(String pin, GitObjects objects) throws IOException {
    Map<String, String> refs = objects.refs();
    if (refs.containsKey(pin) || !isShort(pin)) {
      return named(pin, refs);
    }
    var commits = new java.util.ArrayList<String>();
    for (String id : objects.matching(pin.toLowerCase(Locale.ROOT))) {
      if (objects.read(id, 1 << 20).map(o -> o.type() == GitObject.Type.COMMIT).orElse(false)) {
        commits.add(id);
      }
    }
    return shortId(pin, commits);
  }

  /// The same with only what the other side advertises.
  UserErrorException notFull(String pin, Map<String, String> refs) {
    if (refs.containsKey(pin) || !isShort(pin)) {
      return named(pin, refs);
    }
    String prefix = pin.toLowerCase(Locale.ROOT);
    return shortId(
        pin,
        refs.values().stream().filter(id -> id.startsWith(prefix)).distinct().sorted().toList());
  }

  UserErrorException missing(String commit, Map<String, String> refs, boolean shallow) {
    Diagnostic diagnostic =
        Diagnostic.error(
            TreeCode.COMMIT_NOT_FOUND, "Commit " + commit + " is not in " + repository + ".");
    if (refs.containsKey("HEAD")) {
      diagnostic = diagnostic.note("HEAD is " + refs.get("HEAD") + " there.");
    }
    if (shallow) {
      return thrown(
          diagnostic
              .note("The repository is a shallow clone: older commits were left out.")
              .hint("Fetch the commit: `git fetch origin " + commit + "`."));
    }
    return thrown(
        diagnostic.hint(
            "Fetch it there, or pin a commit that is there. If it was once, the repository's"
                + " history was rewritten, and the commit lives on only in other clones."));
  }

  UserErrorException notACommit(String id, GitObject object) {
    Diagnostic diagnostic =
        Diagnostic.error(
            TreeCode.NOT_A_COMMIT,
            "Object " + id + " is a " + object.type().word() + ", not a commit.");
    String text = new String(object.content(), java.nio.charset.StandardCharsets.ISO_8859_1);
    if (object.type() == GitObject.Type.TAG && text.startsWith("object ")) {
      return fixed(diagnostic, text.substring(7, Math.max(7, text.indexOf('\n'))));
    }
    return thrown(diagnostic.hint("`git log` shows the ids of commits."));
  }

  private UserErrorException named(String name, Map<String, String> refs) {
    Diagnostic diagnostic =
        Diagnostic.error(
            TreeCode.NOT_A_COMMIT_ID,
            "The pin `" + name + "` is not a commit id; branches and tags move.");
    String id = refs.get(name);
    return id != null
        ? fixed(diagnostic.note("`" + name + "` is commit " + id + " now."), id)
        : thrown(diagnostic.hint("Give the full id: `git rev-parse " + name + "^{commit}`."));
  }

  private UserErrorException shortId(String pin, List<String> commits) {
    Diagnostic diagnostic =
        Diagnostic.error(TreeCode.SHORT_COMMIT, "The commit id " + pin + " is not a full id.");
    if (commits.size() == 1) {
      return fixed(diagnostic, commits.getFirst());
    }
    for (String id : commits) {
      diagnostic = diagnostic.note("It could be " + id + ".");
    }
    return thrown(
        diagnostic.hint(
            commits.isEmpty()
                ? "Give all 40 digits: `git rev-parse " + pin + "^{commit}` prints them."
                : "Give all digits of one of them."));
  }

  private UserErrorException fixed(Diagnostic diagnostic, String id) {
    Diagnostic hinted = diagnostic.hint("Pin " + id + ".");
    return thrown(span.isPresent() ? hinted.edit(new Edit("Pin " + id, span.get(), id)) : hinted);
  }

  private UserErrorException thrown(Diagnostic diagnostic) {
    return new UserErrorException(span.map(diagnostic::at).orElse(diagnostic));
  }

  private static boolean isShort(String pin) {
    String lower = pin.toLowerCase(Locale.ROOT);
    return pin.length() >= 4 && pin.length() < 64 && ObjectIds.isHex(lower);
  }
}
