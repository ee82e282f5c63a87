package dev.envc.rootfs;

import dev.envc.rootfs.script.SavedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The calls of `fcaps` that a package's pkg_postinst makes (fcaps.eclass of ::gentoo), as far as
/// they can be told without running it: plain calls with literal words, and the array FILECAPS.
///
/// @param calls what is certain to be called
/// @param unclear lines that call fcaps in another way: under a condition, with variables
record FcapsCalls(List<Call> calls, List<String> unclear) {
  /// A statement of the function itself, not of something nested in it, of literal words.
  private static final Pattern PLAIN = Pattern.compile(" {4}fcaps( [A-Za-z0-9_=+,./:\"'-]+)+;?");

  FcapsCalls {
    calls = List.copyOf(calls);
    unclear = List.copyOf(unclear);
  }

  /// One call, with the eclass's defaults filled in.
  ///
  /// @param mode the mode of the files when capabilities are not used (USE=-filecaps)
  /// @param capsMode their mode with capabilities
  record Call(
      String capabilities,
      List<String> files,
      String owner,
      String group,
      String mode,
      String capsMode) {}

  static FcapsCalls of(SavedEnvironment environment) {
    var calls = new ArrayList<Call>();
    var unclear = new ArrayList<String>();
    for (String line : environment.function("pkg_postinst").orElse(List.of())) {
      String statement = line.strip().replaceFirst(";$", "");
      if (statement.equals("fcaps_pkg_postinst") && line.startsWith("    fcaps")) {
        fromArray(environment.array("FILECAPS"), calls, unclear);
      } else if (PLAIN.matcher(line.stripTrailing()).matches()) {
        call(words(statement.substring("fcaps ".length())), calls, unclear);
      } else if (statement.matches(".*\\bfcaps(_pkg_postinst)?\\b.*")) {
        unclear.add(statement);
      }
    }
    return new FcapsCalls(calls, unclear);
  }

  private static List<String> words(String text) {
    return List.of(text.replaceAll("[\"']", "").split(" +", -1));
  }

  private static void fromArray(List<String> array, List<Call> calls, List<String> unclear) {
    var arguments = new ArrayList<String>();
    for (String word : array) {
      if (word.equals("--")) {
        call(arguments, calls, unclear);
        arguments.clear();
      } else {
        arguments.add(word);
      }
    }
    if (!arguments.isEmpty()) {
      call(arguments, calls, unclear);
    }
  }

  private static void call(List<String> arguments, List<Call> calls, List<String> unclear) {
    String owner = "0";
    String group = "0";
    String mode = "4711";
    String capsMode = "711";
    int at = 0;
    while (at + 1 < arguments.size() && arguments.get(at).startsWith("-")) {
      String value = arguments.get(at + 1);
      switch (arguments.get(at)) {
        case "-o" -> owner = value;
        case "-g" -> group = value;
        case "-m" -> mode = value;
        case "-M" -> capsMode = value;
        default -> at = arguments.size();
      }
      at += 2;
    }
    if (arguments.size() - at < 2) {
      unclear.add("fcaps " + String.join(" ", arguments));
      return;
    }
    calls.add(
        new Call(
            arguments.get(at),
            List.copyOf(arguments.subList(at + 1, arguments.size())),
            owner,
            group,
            mode,
            capsMode));
  }
}
