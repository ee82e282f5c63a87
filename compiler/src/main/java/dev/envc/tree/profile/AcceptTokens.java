package dev.envc.tree.profile;

import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;

/// Tokens of ACCEPT_LICENSE, ACCEPT_PROPERTIES and ACCEPT_RESTRICT: `*`, `-*`, `name`, `-name`, the
/// later ones win.
final class AcceptTokens {
  private AcceptTokens() {}

  /// Whether a single name is accepted, decided once for all names.
  static Predicate<String> compiled(List<String> tokens) {
    boolean everything = false;
    var decided = new HashMap<String, Boolean>();
    for (String token : tokens) {
      if (token.equals("*") || token.equals("-*")) {
        everything = token.equals("*");
        decided.clear();
      } else {
        boolean removal = token.startsWith("-");
        decided.put(removal ? token.substring(1) : token, !removal);
      }
    }
    boolean others = everything;
    return name -> decided.getOrDefault(name, others);
  }

  /// The tokens without those that a later `*` or `-*` makes meaningless.
  static List<String> pruned(List<String> tokens) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (tokens.get(i).equals("*")) {
        return tokens.subList(i, tokens.size());
      }
      if (tokens.get(i).equals("-*")) {
        return i == tokens.size() - 1 ? List.of("-*") : tokens.subList(i + 1, tokens.size());
      }
    }
    return tokens;
  }
}
