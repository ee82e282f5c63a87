package dev.envc.tree.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/// Words between white space.
final class ProfileWords {
  private ProfileWords() {}

  static List<String> of(String text) {
    var words = new ArrayList<String>();
    for (var tokens = new StringTokenizer(text); tokens.hasMoreTokens(); ) {
      words.add(tokens.nextToken());
    }
    return words;
  }
}
