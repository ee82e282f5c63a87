package dev.envc.diagnostic;

import dev.envc.diagnostic.Diagnostic.Note;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes long diagnostics short for people: what is said of several versions alike is one line, and
/// of very many lines and of very many diagnostics of one place the rest is counted.
final class Folding {
  /// The most lines about members that one diagnostic has.
  private static final int MAX_LINES = 24;

  /// The most diagnostics of one code and place that are told in full.
  private static final int MAX_ALIKE = 3;

  /// The most members that are listed by name.
  private static final int MAX_NAMES = 3;

  private static final String ALL = "`--format json` has them all";

  private record Place(DiagnosticCode code, Optional<Span> span) {}

  private record Alike(String group, String text) {}

  private Folding() {}

  /// The diagnostics as they are to be shown. Of many that explain why something at one place fell,
  /// the last are told in one.
  static List<Diagnostic> fold(List<Diagnostic> diagnostics) {
    Map<Object, List<Diagnostic>> places = new LinkedHashMap<>();
    for (Diagnostic d : diagnostics) {
      boolean explains = d.notes().stream().anyMatch(n -> n.member().isPresent());
      Object key = explains ? new Place(d.code(), d.span()) : new Object();
      places.computeIfAbsent(key, _ -> new ArrayList<>()).add(d);
    }
    var result = new ArrayList<Diagnostic>();
    for (List<Diagnostic> alike : places.values()) {
      int full = alike.size() > MAX_ALIKE + 1 ? MAX_ALIKE : alike.size();
      alike.subList(0, full).forEach(d -> result.add(d.withNotes(notes(d.notes()))));
      if (full < alike.size()) {
        result.add(rest(alike.subList(full, alike.size())));
      }
    }
    return result;
  }

  private static Diagnostic rest(List<Diagnostic> alike) {
    Diagnostic first = alike.getFirst();
    Diagnostic result =
        Diagnostic.error(first.code(), alike.size() + " more like these, at the same place.")
            .as(first.severity());
    for (Diagnostic d : alike) {
      result = result.note(d.message());
    }
    return result.note("Their reasons are left out; " + ALL + ".");
  }

  private static List<Note> notes(List<Note> notes) {
    Map<Object, List<Note>> groups = new LinkedHashMap<>();
    for (Note note : notes) {
      Object key = note.member().<Object>map(m -> new Alike(m.group(), m.text())).orElse(note);
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(note);
    }
    var result = new ArrayList<Note>();
    int lines = 0;
    int left = 0;
    int place = 0;
    for (List<Note> alike : groups.values()) {
      boolean member = alike.getFirst().member().isPresent();
      if (member && lines >= MAX_LINES) {
        left += alike.size();
        continue;
      }
      result.add(together(alike));
      if (member) {
        lines++;
        place = result.size();
      }
    }
    if (left > 0) {
      result.add(
          place,
          new Note(
              "And " + left + " more " + (left == 1 ? "reason" : "reasons") + "; " + ALL + ".",
              Optional.empty()));
    }
    return result;
  }

  private static Note together(List<Note> alike) {
    List<Member> members = alike.stream().flatMap(n -> n.member().stream()).toList();
    if (members.size() < 2) {
      return alike.getFirst();
    }
    String text = ": each " + members.getFirst().text() + ".";
    return new Note(names(members) + text, Optional.empty());
  }

  private static String names(List<Member> members) {
    if (members.size() > MAX_NAMES) {
      return members.size()
          + " versions of "
          + members.getFirst().group()
          + ", "
          + members.getLast().version()
          + " to "
          + members.getFirst().version();
    }
    List<String> names = members.stream().map(Member::name).toList();
    return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }
}
