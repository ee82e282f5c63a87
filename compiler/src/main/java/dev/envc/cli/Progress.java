package dev.envc.cli;

import java.io.PrintWriter;
import java.util.Locale;

/// Shows long work: on a terminal one line that is written over, elsewhere a plain line for each
/// step.
final class Progress {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final Terminal terminal;
  private final boolean quiet;
  private String step = "";
  private int percent = -1;

  Progress(Console console, boolean quiet) {
    this.err = console.err();
    this.terminal = console.terminal();
    this.quiet = quiet;
  }

  /// `step` in plain words, `done` of `total` units; total 0 when unknown. Safe to call from
  /// several threads.
  synchronized void report(String newStep, long done, long total) {
    if (quiet) {
      return;
    }
    int newPercent = total > 0 ? (int) (done * 100 / total) : -1;
    if (newStep.equals(step) && newPercent == percent) {
      return;
    }
    boolean sameStep = newStep.equals(step);
    step = newStep;
    percent = newPercent;
    if (terminal.columns() > 0) {
      err.print(
          CLEAR
              + cut(
                  percent < 0
                      ? step + " …"
                      : String.format(Locale.ROOT, "%s … %d %%", step, percent)));
      err.flush();
    } else if (!sameStep) {
      err.println(step);
    }
  }

  /// Ends the line on a terminal, so that what is printed next starts clean.
  synchronized void finish() {
    if (!quiet && terminal.columns() > 0 && !step.isEmpty()) {
      err.print(CLEAR);
      err.flush();
    }
    step = "";
  }

  private String cut(String line) {
    return line.length() < terminal.columns() ? line : line.substring(0, terminal.columns() - 1);
  }
}
