package dev.envc.diagnostic;

import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;

/// One problem. `message` is one plain sentence that ends with a dot; `notes` carry what else is
/// known, one thought each (a rejected candidate, a second place); `hint` says what to do; `edits`
/// are changes that mend it.
public record Diagnostic(
    DiagnosticCode code,
    Severity severity,
    Optional<Span> span,
    String message,
    List<Note> notes,
    Optional<String> hint,
    List<Edit> edits) {

  /// The longest message; a longer one loses its middle.
  private static final int LONGEST = 2000;

  /// More about a diagnostic, with a place of its own when it has one.
  ///
  /// @param member present where the note says of one thing what others may say of more of its kind
  public record Note(String message, Optional<Span> span, Optional<Member> member) {
    public Note(String message, Optional<Span> span) {
      this(message, span, Optional.empty());
    }
  }

  public Diagnostic {
    message = shortened(message);
    notes = List.copyOf(notes);
    edits = List.copyOf(edits);
  }

  public static Diagnostic error(DiagnosticCode code, String message) {
    return new Diagnostic(
        code, Severity.ERROR, Optional.empty(), message, List.of(), Optional.empty(), List.of());
  }

  public static Diagnostic error(DiagnosticCode code, Span span, String message) {
    return error(code, message).at(span);
  }

  public static Diagnostic warning(DiagnosticCode code, Span span, String message) {
    return error(code, message).at(span).as(Severity.WARNING);
  }

  public Diagnostic at(Span place) {
    return new Diagnostic(code, severity, Optional.of(place), message, notes, hint, edits);
  }

  public Diagnostic as(Severity other) {
    return new Diagnostic(code, other, span, message, notes, hint, edits);
  }

  public Diagnostic hint(String text) {
    return new Diagnostic(code, severity, span, message, notes, Optional.of(text), edits);
  }

  /// What to do, in the form of the file that the diagnostic points into.
  public Diagnostic hint(String yaml, String envc) {
    boolean other = span.filter(s -> s.file().name().endsWith(".envc")).isPresent();
    return hint(other ? envc : yaml);
  }

  public Diagnostic note(String text) {
    return note(new Note(text, Optional.empty()));
  }

  public Diagnostic note(String text, Span place) {
    return note(new Note(text, Optional.of(place)));
  }

  /// A note about one of several things of a kind.
  public Diagnostic note(Member member) {
    String text = member.name() + " " + member.text() + ".";
    return note(new Note(text, Optional.empty(), Optional.of(member)));
  }

  Diagnostic withNotes(List<Note> others) {
    return new Diagnostic(code, severity, span, message, others, hint, edits);
  }

  public Diagnostic edit(Edit edit) {
    return new Diagnostic(code, severity, span, message, notes, hint, append(edits, edit));
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// A message quotes what the user wrote, which may be a megabyte: its middle is left out.
  private static String shortened(String message) {
    if (message.length() <= LONGEST) {
      return message;
    }
    int head = LONGEST / 2 - (Character.isHighSurrogate(message.charAt(LONGEST / 2 - 1)) ? 1 : 0);
    int tail = message.length() - LONGEST / 4;
    tail += Character.isLowSurrogate(message.charAt(tail)) ? 1 : 0;
    return message.substring(0, head) + " … " + message.substring(tail);
  }

  private Diagnostic note(Note note) {
    return new Diagnostic(code, severity, span, message, append(notes, note), hint, edits);
  }

  private static <T> List<T> append(List<T> list, T last) {
    var all = new java.util.ArrayList<T>(list);
    all.add(last);
    return all;
  }
}
