package dev.envc.rootfs.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// The simple commands of a piece of bash, as `declare -f` prints it: whatever branch they stand
/// in, and those of substitutions. Nothing is evaluated; what is not understood comes out as a
/// command that nobody knows.
final class ShellCommands {
  /// Deeper substitutions are not looked into.
  private static final int DEEPEST = 50;

  private static final Set<String> LEADING =
      Set.of("if", "then", "elif", "else", "fi", "while", "until", "do", "done", "!", "{", "}");

  /// A command: its words without quotes, and whether its output goes to a file.
  record Command(List<String> words, boolean writes) {
    Command {
      words = List.copyOf(words);
    }

    String name() {
      return words.getFirst();
    }

    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }

  private final ShellCursor in;
  private final List<Command> found = new ArrayList<>();
  private final Deque<String> heredocs = new ArrayDeque<>();
  private int cases;

  private ShellCommands(String text) {
    this.in = new ShellCursor(text);
  }

  static List<Command> of(String text) {
    return of(text, 0);
  }

  private static List<Command> of(String text, int depth) {
    if (depth > DEEPEST) {
      return List.of(new Command(List.of("$(…)"), false));
    }
    var commands = new ShellCommands(text);
    while (!commands.in.atEnd()) {
      commands.command();
    }
    for (String inner : List.copyOf(commands.in.substitutions)) {
      commands.found.addAll(of(inner, depth + 1));
    }
    return List.copyOf(commands.found);
  }

  private void command() {
    var words = new ArrayList<String>();
    boolean writes = false;
    in.blanks();
    while (!in.atEnd()) {
      char c = in.peek();
      if (words.isEmpty() && opens()) {
        return;
      } else if (in.looksAt("&>") || c == '<' || c == '>' || descriptor()) {
        writes |= redirection();
      } else if (c == '\n' || c == ';' || c == '&' || c == '|' || c == ')') {
        break;
      } else if (c == '(') {
        in.skip(1);
        if (!words.isEmpty()) {
          words.add("()");
        }
      } else {
        String word = in.word();
        if (!words.isEmpty() || !(LEADING.contains(word) || isAssignment(word))) {
          words.add(word);
        }
      }
      in.blanks();
    }
    add(words, writes);
    separator(words);
  }

  private void add(List<String> words, boolean writes) {
    if (words.isEmpty() && writes) {
      found.add(new Command(List.of(">"), true));
    } else if (!words.isEmpty() && !Set.of("for", "select", "esac").contains(words.getFirst())) {
      if (words.getFirst().equals("case")) {
        cases++;
      } else {
        found.add(new Command(words, writes));
      }
    } else if (!words.isEmpty() && words.getFirst().equals("esac")) {
      cases--;
    }
  }

  /// What ends a command; in a `case`, the next pattern is passed over.
  private void separator(List<String> words) {
    boolean pattern = !words.isEmpty() && words.getFirst().equals("case");
    if (in.looksAt(";;") || in.looksAt(";&")) {
      in.skip(in.looksAt(";;&") ? 3 : 2);
      pattern = cases > 0;
    } else if (in.peek() == '\n') {
      in.skip(1);
      bodies();
    } else {
      in.skip(1);
    }
    if (pattern) {
      pattern();
    }
  }

  private void pattern() {
    while (!in.atEnd() && in.peek() != ')') {
      if (in.looksAt("esac")) {
        return;
      }
      if (" \t\n|(".indexOf(in.peek()) >= 0) {
        in.skip(1);
      } else {
        in.word();
        if (";&<>".indexOf(in.peek()) >= 0) {
          in.skip(1);
        }
      }
    }
    in.skip(1);
  }

  /// `[[ … ]]` and `(( … ))`, which are no commands.
  private boolean opens() {
    if (in.looksAt("[[ ")) {
      var ignored = new StringBuilder();
      while (!in.atEnd() && !in.looksAt(" ]]")) {
        in.part(ignored);
      }
      in.skip(3);
      return true;
    }
    if (in.looksAt("((")) {
      var ignored = new StringBuilder();
      while (!in.atEnd() && !in.looksAt("))")) {
        in.part(ignored);
      }
      in.skip(2);
      return true;
    }
    return false;
  }

  private boolean descriptor() {
    return Character.isDigit(in.peek())
        && (in.looksAt(in.peek() + ">") || in.looksAt(in.peek() + "<"));
  }

  /// Whether it writes to a file.
  private boolean redirection() {
    boolean writes = false;
    boolean duplicates = false;
    if (in.looksAt("<<") && !in.looksAt("<<<")) {
      in.skip(in.looksAt("<<-") ? 3 : 2);
      in.blanks();
      heredocs.add(in.word());
      return false;
    }
    while ("&<>|0123456789".indexOf(in.peek()) >= 0) {
      writes |= in.peek() == '>';
      duplicates |= in.looksAt(">&") || in.looksAt("<&");
      in.skip(1);
    }
    if (in.peek() == '(') {
      in.substitution();
      return false;
    }
    in.blanks();
    String target = in.word();
    return writes
        && !target.equals("/dev/null")
        && !target.equals("/dev/stderr")
        && !(duplicates && target.matches("[0-9-]?"));
  }

  private void bodies() {
    while (!heredocs.isEmpty()) {
      String end = heredocs.remove();
      while (!in.atEnd() && !in.line().strip().equals(end)) {
        // what is written, not what is done
      }
    }
  }

  private static boolean isAssignment(String word) {
    return word.matches("(?s)[A-Za-z_][A-Za-z0-9_]*(\\[.*])?\\+?=.*");
  }
}
