package dev.envc.cli;

import dev.envc.driver.Compiled.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the audit of permissions found, after each compile: a line for each root, and all of it in
/// the JSON form.
final class PermissionSummary {
  /// The kinds of findings that are about permissions, in the order in which they are told.
  private static final List<String> KINDS =
      List.of(
          "umask",
          "umask-suspect",
          "world-writable",
          "setuid",
          "setgid",
          "capabilities",
          "unowned",
          "waived");

  private PermissionSummary() {}

  static void print(List<Finding> findings, Console console) {
    Map<String, Map<String, Integer>> roots = new LinkedHashMap<>();
    for (Finding f : about(findings)) {
      roots
          .computeIfAbsent(f.environment() + " for " + f.arch(), _ -> new TreeMap<>())
          .merge(f.kind(), 1, Integer::sum);
    }
    roots.forEach(
        (root, counts) -> console.out().println("permissions of " + root + ": " + text(counts)));
    if (roots.isEmpty()) {
      console.out().println("permissions: nothing to report");
    }
  }

  static List<Object> json(List<Finding> findings) {
    return about(findings).stream().map(FindingsFile::json).toList();
  }

  private static List<Finding> about(List<Finding> findings) {
    return findings.stream().filter(f -> KINDS.contains(f.kind())).toList();
  }

  private static String text(Map<String, Integer> counts) {
    var words = new ArrayList<String>();
    for (String kind : KINDS) {
      if (counts.containsKey(kind)) {
        words.add(counts.get(kind) + " " + kind);
      }
    }
    return String.join(", ", words);
  }
}
