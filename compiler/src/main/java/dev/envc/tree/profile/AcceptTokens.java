package dev.envc.tree.profile;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tokens of ACCEPT_LICENSE, ACCEPT_PROPERTIES and ACCEPT_RESTRICT: `*`, `-*`, `name`, `-name`, the
/// later ones win.
final class AcceptTokens {
  private AcceptTokens() {}

  /// The names among `asked` that are accepted.
  static Set<String> accepted(List<String> tokens, Collection<String> asked) {
    var accepted = new HashSet<String>();
    for (String token : tokens) {
      if (token.equals("*")) {
        accepted.addAll(asked);
      } else if (token.equals("-*")) {
        accepted.clear();
      } else if (token.startsWith("-")) {
        accepted.remove(token.substring(1));
      } else {
        accepted.add(token);
      }
    }
    return accepted;
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
