package dev.envc.check;

import dev.envc.model.Environment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A short digest of each field of an environment's meaning, so that a stale lock can say which
/// fields have changed. The digest of the whole meaning decides whether it is stale (spec/lock.md).
public final class MeaningFields {
  private static final int DIGITS = 8;

  /// The field of the manifest that a line of the meaning comes from, where its first word is not
  /// the field's name.
  private static final Map<String, String> FIELD_OF =
      Map.ofEntries(
          Map.entry("tree", "trees"),
          Map.entry("keyword", "keywords"),
          Map.entry("license", "licenses"),
          Map.entry("package", "packages"),
          Map.entry("system-set", "packages"),
          Map.entry("binhost", "binhosts"),
          Map.entry("file", "files"),
          Map.entry("user", "users"),
          Map.entry("group", "groups"),
          Map.entry("service", "services"),
          Map.entry("generated-locale", "locales"),
          Map.entry("scripts-skipped", "scripts"),
          Map.entry("output", "outputs"),
          Map.entry("max-tree-age", "policy"),
          Map.entry("allowed-license", "policy"),
          Map.entry("forbid", "policy"),
          Map.entry("setuid", "policy"),
          Map.entry("require-reasons", "policy"),
          Map.entry("permission", "policy"),
          Map.entry("waiver", "policy"));

  private MeaningFields() {}

  /// Field name -> the first eight hexadecimal digits of the SHA-256 of its lines.
  public static SortedMap<String, String> of(Environment environment) {
    var text = new TreeMap<String, String>();
    Meaning.of(List.of(environment), List.of())
        .lines()
        .skip(2) // the version of the format, and the line that names the environment
        .forEach(
            line -> {
              String word = line.substring(0, line.indexOf(' '));
              text.merge(FIELD_OF.getOrDefault(word, word), line + "\n", String::concat);
            });
    var digests = new TreeMap<String, String>();
    text.forEach((field, lines) -> digests.put(field, digest(lines)));
    return digests;
  }

  private static String digest(String text) {
    return LocalFiles.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }
}
