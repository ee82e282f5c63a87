package dev.envc.diagnostic;

/// spec/diagnostics.md: the exit codes, the JSON form, and all codes with their titles.
final class DiagnosticReference {
  private static final String HEAD =
      """
      # Diagnostics

      This page is generated from the catalogue of codes; a test keeps it equal. `envc explain E0123`
      prints the page of a code. A number is never given to another problem.

      ## Exit codes

      | exit code | class |
      |---|---|
      """;

  private static final String JSON =
      """

      ## JSON

      With `--format json` diagnostics are an array of objects. Fields are only ever added.

      | field | value |
      |---|---|
      | `code` | `E` and four digits |
      | `severity` | `error`, `warning` or `note` |
      | `message` | one sentence |
      | `file`, `start`, `end` | the place; `start` and `end` have `line` and `column`, from 1, in code points, `end` exclusive; absent when there is none |
      | `notes` | objects with `message` and perhaps a place |
      | `hint` | what to do; absent when there is none |
      | `edits` | objects with `title`, a place and `replacement`: a change that mends the problem |

      ## Codes

      | code | exit code | title |
      |---|---|---|
      """;

  private DiagnosticReference() {}

  static String markdown() {
    var out = new StringBuilder(HEAD);
    out.append("| 0 | success |\n");
    for (ExitClass c : ExitClass.values()) {
      out.append("| ").append(c.code()).append(" | ").append(c.title()).append(" |\n");
    }
    out.append(JSON);
    for (DiagnosticCode code : DiagnosticCodes.all()) {
      out.append("| ")
          .append(code.id())
          .append(" | ")
          .append(code.exitClass().code())
          .append(" | ")
          .append(DiagnosticCodes.title(code))
          .append(" |\n");
    }
    return out.toString();
  }
}
