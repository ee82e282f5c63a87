package dev.envc.rootfs.locale;

import java.util.Arrays;

/// Elements between `order_start` and `order_end`, which are compared by the same rules.
final class CollationSection {
  static final CollationSection NONE = new CollationSection("");

  /// Bits of a rule (locale/localeinfo.h).
  static final int FORWARD = 1;

  static final int BACKWARD = 2;
  static final int POSITION = 4;

  final String name;
  private int[] rules = {};
  private int ruleSet;

  CollationSection(String name) {
    this.name = name;
  }

  /// By level; empty for a section of nothing but symbols.
  int[] rules() {
    return rules;
  }

  void rules(int[] as) {
    rules = as;
  }

  boolean hasRulesOf(CollationSection other) {
    return Arrays.equals(rules, other.rules);
  }

  /// The number of its rules among those of all sections.
  int ruleSet() {
    return ruleSet;
  }

  void ruleSet(int number) {
    ruleSet = number;
  }
}
