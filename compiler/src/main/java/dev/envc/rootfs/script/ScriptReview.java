package dev.envc.rootfs.script;

import dev.envc.rootfs.script.ShellCommands.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the scripts of a package would do, as far as it can be told without running them.
///
/// @param counterparts what is known to be done, by the name of its native counterpart
/// @param unknown commands of a phase that may change the root in a way nobody here knows
public record ScriptReview(SortedSet<String> counterparts, List<Unknown> unknown) {
  /// The phases that a merge calls, in order (PMS, call order).
  public static final List<String> PHASES = List.of("pkg_setup", "pkg_preinst", "pkg_postinst");

  /// More functions than this are called by nothing real.
  private static final int MOST_FUNCTIONS = 500;

  private static final int MOST_UNKNOWN = 200;

  public ScriptReview {
    unknown = List.copyOf(unknown);
  }

  /// The commands of one phase, as they are written, and what does the same by hand in the root, as
  /// far as it is known.
  public record Unknown(String phase, List<String> commands, List<String> byHand) {
    public Unknown {
      commands = List.copyOf(commands);
      byHand = List.copyOf(byHand);
    }
  }

  public static ScriptReview of(SavedEnvironment environment) {
    var counterparts = new TreeSet<String>();
    var unknown = new ArrayList<Unknown>();
    for (String phase : PHASES) {
      var commands = new ArrayList<String>();
      var byHand = new TreeSet<String>();
      new Walk(environment, counterparts, commands, byHand, new HashSet<>(), new HashSet<>())
          .function(phase);
      if (!commands.isEmpty()) {
        unknown.add(new Unknown(phase, commands, List.copyOf(byHand)));
      }
    }
    return new ScriptReview(counterparts, unknown);
  }

  /// Without what changes nothing in a certain root.
  ///
  /// @param isThere whether the root has a file whose path has a pattern
  public ScriptReview in(Predicate<Pattern> isThere) {
    var left = new ArrayList<Unknown>();
    for (Unknown phase : unknown) {
      List<String> commands =
          phase.commands().stream().filter(c -> !ModuleCaches.isIdle(c, isThere)).toList();
      if (!commands.isEmpty()) {
        var byHand = new TreeSet<String>();
        commands.forEach(c -> KnownCommands.byHand(c).ifPresent(byHand::add));
        left.add(new Unknown(phase.phase(), commands, List.copyOf(byHand)));
      }
    }
    return new ScriptReview(counterparts, left);
  }

  /// Follows the calls of functions that the environment defines.
  private record Walk(
      SavedEnvironment environment,
      SortedSet<String> counterparts,
      List<String> unknown,
      Set<String> byHand,
      Set<String> seen,
      Set<String> absent) {

    void function(String name) {
      if (seen.add(name)) {
        environment
            .function(name)
            .ifPresent(lines -> ShellCommands.of(String.join("\n", lines)).forEach(this::command));
      }
    }

    private void command(Command command) {
      Optional<String> known = KnownCommands.counterpart(command);
      if (known.isPresent()) {
        if (!known.get().equals("none")) {
          counterparts.add(known.get());
        }
      } else if (!command.writes()
          && KnownCommands.byHand(command.name()).isEmpty()
          && isDefined(command.name())) {
        function(command.name());
      } else if (unknown.size() < MOST_UNKNOWN && !unknown.contains(command.toString())) {
        unknown.add(command.toString());
        KnownCommands.byHand(command.name()).ifPresent(byHand::add);
      }
    }

    /// A name that was called before is not looked up again.
    private boolean isDefined(String name) {
      return seen.size() < MOST_FUNCTIONS
          && !absent.contains(name)
          && (seen.contains(name) || environment.function(name).isPresent() || !absent.add(name));
    }
  }
}
