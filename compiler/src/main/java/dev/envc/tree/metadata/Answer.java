package dev.envc.tree.metadata;

import dev.envc.pms.Version;
import dev.envc.tree.IndexedEbuild;
import dev.envc.tree.IndexedEbuild.Origin;
import dev.envc.tree.MetadataKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a worker said about one ebuild.
final class Answer {
  private static final Pattern BASH_SAYS = Pattern.compile("(/.*?): line ([0-9]+): (.*)");
  private static final Pattern PLACE = Pattern.compile("(/.*)?:([0-9]*)");
  private static final int LONGEST = 500;

  private final String text;
  private final UnaryOperator<String> shown;

  /// `shown` turns the path of a file that was sourced into what the user calls it.
  Answer(String text, UnaryOperator<String> shown) {
    this.text = text;
    this.shown = shown;
  }

  IndexedEbuild toEbuild(Version version, String eapi) {
    if (!text.startsWith("ok\n")) {
      return broken(version, failure());
    }
    Map<MetadataKey, String> values = values();
    String set = values.getOrDefault(MetadataKey.EAPI, "");
    if (!set.equals(eapi)) {
      return broken(
          version,
          "It sets EAPI to " + set + " where bash reads it, but its head says " + eapi + ".");
    }
    return new IndexedEbuild(version, Origin.GENERATED, values, Optional.empty());
  }

  static IndexedEbuild broken(Version version, String problem) {
    return new IndexedEbuild(version, Origin.BROKEN, Map.of(), Optional.of(problem));
  }

  private Map<MetadataKey, String> values() {
    var values = new EnumMap<MetadataKey, String>(MetadataKey.class);
    for (String line : text.substring(3).split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        String value = line.substring(equals + 1);
        MetadataKey.of(line.substring(0, equals))
            .filter(_ -> !value.isEmpty())
            .ifPresent(key -> values.put(key, value));
      }
    }
    values.computeIfPresent(
        MetadataKey.INHERITED,
        (_, names) -> String.join(" ", new TreeSet<>(List.of(names.split(" ", -1)))));
    return values;
  }

  private String failure() {
    int mark = text.indexOf("\nstderr\n");
    String said = mark < 0 ? "" : text.substring(mark + 8).strip();
    String head = mark < 0 ? text : text.substring(0, mark);
    List<String> dying = head.lines().filter(line -> !line.isBlank()).toList();
    boolean died = !dying.isEmpty() && dying.getFirst().equals("die");
    Optional<String> complaint = complaint(said);
    if (!(died && inOwnWords(dying)) && complaint.isPresent()) {
      return shortened(complaint.get());
    }
    if (died) {
      return shortened(place(dying) + ": " + words(dying));
    }
    return shortened(
        shown.apply("")
            + ": sourcing it ended the shell"
            + (said.isEmpty()
                ? "; it calls exit, or uses too much time."
                : ": " + said.lines().findFirst().orElse("")));
  }

  /// The members of a pipeline that die together mix their lines: the first place and the first
  /// words count.
  private String place(List<String> dying) {
    return dying.stream()
        .map(PLACE::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(m -> shown.apply(Objects.requireNonNullElse(m.group(1), "")) + ":" + m.group(2))
        .orElseGet(() -> shown.apply(""));
  }

  private static String words(List<String> dying) {
    return dying.stream()
        .filter(line -> !line.equals("die") && !PLACE.matcher(line).matches())
        .findFirst()
        .map(String::strip)
        .orElse("no message");
  }

  private static boolean inOwnWords(List<String> dying) {
    String words = words(dying);
    return !words.startsWith("the ebuild failed") && !words.startsWith("the eclass ");
  }

  /// What bash itself complained about first.
  private Optional<String> complaint(String said) {
    for (String line : said.split("\n", -1)) {
      Matcher m = BASH_SAYS.matcher(line);
      if (m.matches()) {
        return Optional.of(shown.apply(m.group(1)) + ":" + m.group(2) + ": " + m.group(3));
      }
    }
    return Optional.empty();
  }

  private static String shortened(String message) {
    String clean = message.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }
}
