package dev.envc.tree.profile;

import dev.envc.tree.profile.UserConfig.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The variables of all make.defaults and of the user (PMS 5.3).
final class ProfileVariables {
  /// PMS 5.3.1, and the ones of Portage.
  private static final Set<String> INCREMENTAL =
      Set.of(
          "USE",
          "USE_EXPAND",
          "USE_EXPAND_HIDDEN",
          "USE_EXPAND_IMPLICIT",
          "USE_EXPAND_UNPREFIXED",
          "IUSE_IMPLICIT",
          "CONFIG_PROTECT",
          "CONFIG_PROTECT_MASK",
          "ENV_UNSET",
          "ACCEPT_KEYWORDS",
          "FEATURES");

  /// Lists whose tokens are decided late, because `*` stands for what a package has.
  private static final Set<String> ACCEPT =
      Set.of("ACCEPT_LICENSE", "ACCEPT_PROPERTIES", "ACCEPT_RESTRICT");

  private final List<ProfileNode> nodes;
  private final Map<String, List<Variable>> user = new HashMap<>();
  private final SortedMap<String, String> values = new TreeMap<>();

  ProfileVariables(List<ProfileNode> nodes, List<Variable> userVariables) {
    this.nodes = nodes;
    userVariables.forEach(
        variable -> user.computeIfAbsent(variable.name(), _ -> new ArrayList<>()).add(variable));
    var names = new TreeSet<String>(user.keySet());
    nodes.forEach(node -> names.addAll(node.makeDefaults().keySet()));
    for (String name : names) {
      values.put(name, value(name));
    }
    values.putIfAbsent("ACCEPT_LICENSE", "* -@EULA");
    values.putIfAbsent("ACCEPT_PROPERTIES", "*");
    values.putIfAbsent("ACCEPT_RESTRICT", "*");
  }

  private String value(String name) {
    if (ACCEPT.contains(name)) {
      return String.join(" ", AcceptTokens.pruned(accept(name)));
    }
    if (INCREMENTAL.contains(name)) {
      return String.join(" ", incremental(name));
    }
    String value = "";
    for (ProfileNode node : nodes) {
      Assignments.Value assigned = node.makeDefaults().get(name);
      value = assigned == null ? value : assigned.text();
    }
    List<Variable> own = user.getOrDefault(name, List.of());
    return own.isEmpty() ? value : own.getLast().value();
  }

  /// The profile's last value and all of the user's.
  private List<String> accept(String name) {
    var tokens = new ArrayList<String>();
    if (!name.equals("ACCEPT_LICENSE")) {
      tokens.add("*");
    }
    for (ProfileNode node : nodes.reversed()) {
      Assignments.Value assigned = node.makeDefaults().get(name);
      if (assigned != null) {
        tokens.addAll(ProfileWords.of(assigned.text()));
        break;
      }
    }
    user.getOrDefault(name, List.of())
        .forEach(variable -> tokens.addAll(ProfileWords.of(variable.value())));
    return tokens;
  }

  private Collection<String> incremental(String name) {
    var tokens = new TreeSet<String>();
    for (ProfileNode node : nodes) {
      Assignments.Value assigned = node.makeDefaults().get(name);
      if (assigned != null) {
        apply(assigned.text(), tokens);
      }
    }
    user.getOrDefault(name, List.of()).forEach(variable -> apply(variable.value(), tokens));
    return tokens;
  }

  private static void apply(String text, Set<String> tokens) {
    for (String token : ProfileWords.of(text)) {
      if (token.equals("-*")) {
        tokens.clear();
      } else if (token.startsWith("-")) {
        tokens.remove(token.substring(1));
      } else {
        tokens.add(token.startsWith("+") ? token.substring(1) : token);
      }
    }
  }

  /// All variables: incremental ones folded and sorted, others with their last value. USE has what
  /// the assignments of USE alone say.
  SortedMap<String, String> values() {
    return values;
  }

  List<String> words(String name) {
    return ProfileWords.of(values.getOrDefault(name, ""));
  }

  /// What all profiles assign to a variable, one after the other and not folded.
  List<String> profileWords(String name) {
    var words = new ArrayList<String>();
    for (ProfileNode node : nodes) {
      Assignments.Value assigned = node.makeDefaults().get(name);
      if (assigned != null) {
        words.addAll(ProfileWords.of(assigned.text()));
      }
    }
    return words;
  }

  /// The USE tokens of a make.defaults: those of USE_EXPAND variables first, then USE.
  Overlay use(ProfileNode node) {
    var builder = new Overlay.Builder();
    for (String variable : words("USE_EXPAND_UNPREFIXED")) {
      Assignments.Value value = node.makeDefaults().get(variable);
      if (value != null) {
        builder.add(ProfileWords.of(value.text()), value.origin());
      }
    }
    for (String variable : words("USE_EXPAND")) {
      Assignments.Value value = node.makeDefaults().get(variable);
      if (value != null) {
        builder.add(prefixed(variable, ProfileWords.of(value.text())), value.origin());
      }
    }
    Assignments.Value use = node.makeDefaults().get("USE");
    if (use != null) {
      builder.add(ProfileWords.of(use.text()), use.origin());
    }
    return builder.build();
  }

  /// The user's own USE: unprefixed variables, USE, the settings for all packages, then USE_EXPAND
  /// variables, which replace everything below them.
  Overlay userUse(List<UserConfig.Entry> forAllPackages) {
    var builder = new Overlay.Builder();
    for (String variable : words("USE_EXPAND_UNPREFIXED")) {
      own(variable).forEach(v -> builder.add(ProfileWords.of(v.value()), v.origin()));
    }
    own("USE").forEach(v -> builder.add(ProfileWords.of(v.value()), v.origin()));
    forAllPackages.forEach(entry -> builder.add(entry.values(), entry.origin()));
    for (String variable : words("USE_EXPAND")) {
      if (!own(variable).isEmpty()) {
        Variable last = own(variable).getLast();
        var tokens = new LinkedHashSet<String>();
        tokens.add("-" + prefix(variable) + "*");
        tokens.addAll(prefixed(variable, ProfileWords.of(last.value())));
        builder.add(List.copyOf(tokens), last.origin());
      }
    }
    return builder.build();
  }

  /// The flag of the profile's ARCH.
  Overlay architectureFlag() {
    for (ProfileNode node : nodes.reversed()) {
      Assignments.Value value = node.makeDefaults().get("ARCH");
      if (value != null) {
        return new Overlay.Builder().add(ProfileWords.of(value.text()), value.origin()).build();
      }
    }
    return Overlay.EMPTY;
  }

  private List<Variable> own(String name) {
    return user.getOrDefault(name, List.of());
  }

  private static String prefix(String variable) {
    return variable.toLowerCase(Locale.ROOT) + "_";
  }

  private static List<String> prefixed(String variable, List<String> tokens) {
    String prefix = prefix(variable);
    return tokens.stream()
        .map(token -> token.startsWith("-") ? "-" + prefix + token.substring(1) : prefix + token)
        .toList();
  }
}
