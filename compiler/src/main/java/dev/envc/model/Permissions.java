package dev.envc.model;

import dev.envc.pms.AtomPattern;
import dev.envc.source.Span;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a policy says of the permissions in a root: what each check leads to, where the manifest
/// says it, and which findings are meant to be.
public record Permissions(Map<Check, Action> actions, List<Waiver> waivers) {

  public Permissions {
    actions = actions.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(actions));
    waivers = List.copyOf(waivers);
  }

  public static Permissions none() {
    return new Permissions(Map.of(), List.of());
  }

  /// What a finding of a check leads to. `certain` says that no intent explains it; only for
  /// [Check#UMASK] that makes a difference: such a mode makes no artefact unless the manifest says
  /// otherwise.
  public Action action(Check check, boolean certain) {
    Action byDefault = check == Check.UMASK && certain ? Action.FAIL : Action.WARN;
    return actions.getOrDefault(check, byDefault);
  }

  /// What is looked for. The words are those of the manifest and of the report.
  public enum Check {
    UMASK("umask", "modes that look like the umask of one build"),
    WORLD_WRITABLE("world-writable", "files that everybody may write"),
    SETUID("setuid", "programs that run as another user"),
    SETGID("setgid", "programs that run as another group"),
    CAPABILITIES("capabilities", "programs with capabilities"),
    UNOWNED("unowned", "files of users or groups that no account has");

    private final String word;
    private final String plural;

    Check(String word, String plural) {
      this.word = word;
      this.plural = plural;
    }

    public String word() {
      return word;
    }

    /// The kind of its findings in the report; of [#UMASK] those that may be meant to be have their
    /// own.
    public String kind(boolean certain) {
      return this == UMASK && !certain ? "umask-suspect" : word;
    }

    /// What its findings are called in a sentence.
    public String plural() {
      return plural;
    }

    public static Optional<Check> of(String word) {
      return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst();
    }
  }

  /// What a finding leads to: a line of the report, a warning as well, or no artefact.
  public enum Action {
    ALLOW("allow"),
    WARN("warn"),
    FAIL("fail");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<Action> of(String word) {
      return Arrays.stream(values()).filter(a -> a.word.equals(word)).findFirst();
    }
  }

  /// What a waiver is for: a path of the image with all that is below it, or packages.
  public sealed interface Subject {
    record Place(String path) implements Subject {
      @Override
      public String toString() {
        return path;
      }
    }

    record Packages(AtomPattern atom) implements Subject {
      @Override
      public String toString() {
        return atom.toString();
      }
    }
  }

  /// Findings that are meant to be, and why.
  public record Waiver(Subject subject, Set<Check> checks, String because, Span span) {
    public Waiver {
      checks =
          checks.isEmpty()
              ? Collections.unmodifiableSet(EnumSet.allOf(Check.class))
              : Collections.unmodifiableSet(EnumSet.copyOf(checks));
    }
  }
}
