package dev.envc.rootfs.locale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What characters that a character set lacks are written as: the lines between `translit_start`
/// and `translit_end` of a source, and the sources it includes.
final class Transliteration {
  /// Characters, and what is tried in their place, the first that can be written.
  record Rule(String from, List<String> to) {}

  /// Characters that are left out: each `step`th from one to another.
  record Ignored(int from, int to, int step) {}

  private final List<String> includes = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Ignored> ignored = new ArrayList<>();
  private String missing = "";

  void include(String source) {
    includes.add(source);
  }

  void add(Rule rule) {
    rules.add(rule);
  }

  void ignore(Ignored characters) {
    ignored.add(characters);
  }

  /// What is written where there is no rule; the first statement counts.
  void missing(String text) {
    if (missing.isEmpty()) {
      missing = text;
    }
  }

  List<String> includes() {
    return includes;
  }

  String missing() {
    return missing;
  }

  /// In the order of the characters; later definitions of a file come first.
  List<Ignored> ignored() {
    var sorted = new ArrayList<>(ignored.reversed());
    sorted.sort((a, b) -> Integer.compare(a.from(), b.from()));
    return sorted;
  }

  /// Enters the rules into a table; of two for one text the first of a source counts, and that of a
  /// source before that of what was entered before.
  void enter(SortedMap<String, Rule> table) {
    rules.reversed().forEach(r -> table.put(r.from(), r));
  }

  /// A table in the order of characters.
  static SortedMap<String, Rule> table() {
    return new TreeMap<>(Comparator.comparing(s -> s.codePoints().toArray(), Arrays::compare));
  }

  Transliteration copy() {
    var copy = new Transliteration();
    copy.includes.addAll(includes);
    copy.rules.addAll(rules);
    copy.ignored.addAll(ignored);
    copy.missing = missing;
    return copy;
  }
}
