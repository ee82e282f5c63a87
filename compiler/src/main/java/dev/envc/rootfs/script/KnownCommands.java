package dev.envc.rootfs.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is known of commands and functions that package scripts call, from `commands.tsv`: those
/// that change nothing in a root, and those that have a native counterpart.
final class KnownCommands {
  private static final Map<String, String> KINDS = read();

  private static final String BY_HAND = "run ";

  private KnownCommands() {}

  /// The program that does by hand, in the root, what a command without a counterpart would do.
  static Optional<String> byHand(String command) {
    String name = command.split("\\s", 2)[0];
    return Optional.ofNullable(KINDS.get(name.substring(name.lastIndexOf('/') + 1)))
        .filter(k -> k.startsWith(BY_HAND))
        .map(k -> k.substring(BY_HAND.length()));
  }

  /// The counterpart of a command, `none` when it needs none; empty when the command is not known.
  static Optional<String> counterpart(ShellCommands.Command command) {
    if (command.writes() || changes(command)) {
      return Optional.empty();
    }
    String name = command.name().substring(command.name().lastIndexOf('/') + 1);
    if (name.equals("udevadm") && command.words().contains("hwdb")) {
      return Optional.of("hwdb");
    }
    if (name.equals("eselect")) {
      return SelectedLinks.of(command.words());
    }
    // What has a program to be run by hand has no counterpart.
    return Optional.ofNullable(KINDS.get(name)).filter(k -> !k.startsWith(BY_HAND));
  }

  /// Words with which a command that only reads, or only tells running programs, does more.
  private static boolean changes(ShellCommands.Command command) {
    String words =
        switch (command.name()) {
          case "find" -> "-(delete|exec|execdir|ok|okdir|fprint.*)";
          case "sed" -> "-[a-zA-Z]*i.*|--in-place.*";
          case "sort" -> "-o.*|--output.*";
          case "awk", "gawk" -> "(?s).*(>|system|\\|).*";
          case "systemctl" -> "enable|disable|preset|preset-all|mask|unmask|reenable|set-default";
          case "command", "builtin", "type" -> "[^-$].*";
          default -> "(?!)";
        };
    // `command -v tool` asks; `command tool` runs it.
    boolean asks = command.words().size() > 1 && command.words().get(1).matches("-[vVpPt]");
    return !(asks && !command.name().equals("find"))
        && !command.name().equals("type")
        && command.words().stream().skip(1).anyMatch(w -> w.matches(words));
  }

  private static Map<String, String> read() {
    try (InputStream in = KnownCommands.class.getResourceAsStream("commands.tsv")) {
      if (in == null) {
        throw new IllegalStateException("commands.tsv is missing");
      }
      var kinds = new HashMap<String, String>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .map(l -> l.split("\t", -1))
          .forEach(f -> kinds.put(f[0], f[1]));
      return kinds;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
