package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The `Manifest` of a gpkg (GLEP 78, lines as in GLEP 74): for each member its size, SHA512 and
/// BLAKE2B. May be clear-signed.
final class GpkgManifest {
  /// What the Manifest says about a member, or what was found: digests by name, in lower case hex.
  record Line(long size, Map<String, String> digests) {}

  private GpkgManifest() {}

  static Map<String, Line> parse(byte[] data) throws BadPackageException {
    var lines = new TreeMap<String, Line>();
    for (String line : text(data)) {
      if (!line.isBlank()) {
        add(lines, line.strip().split(" +", -1), line);
      }
    }
    return lines;
  }

  private static List<String> text(byte[] data) throws BadPackageException {
    String text = new String(data, StandardCharsets.UTF_8);
    return ClearSigned.claims(text)
        ? ClearSigned.parse(data)
            .map(ClearSigned::lines)
            .orElseThrow(() -> differs("Its Manifest is not a clear-signed text in good form."))
        : List.of(text.split("\r?\n", -1));
  }

  private static void add(Map<String, Line> lines, String[] words, String line)
      throws BadPackageException {
    if (words.length < 5 || words.length % 2 == 0 || !words[0].equals("DATA")) {
      throw differs("Its Manifest has a line that is not understood: " + shown(line) + ".");
    }
    var digests = new TreeMap<String, String>();
    for (int i = 3; i + 1 < words.length; i += 2) {
      digests.put(words[i], words[i + 1].toLowerCase(java.util.Locale.ROOT));
    }
    if (!words[2].matches("[0-9]{1,18}")
        || lines.put(words[1], new Line(Long.parseLong(words[2]), digests)) != null) {
      throw differs("Its Manifest has a line that is not understood: " + shown(line) + ".");
    }
  }

  /// Compares what the Manifest says with what was found, by member name.
  static void verify(Map<String, Line> stated, Map<String, Line> found) throws BadPackageException {
    for (String name : stated.keySet()) {
      if (!found.containsKey(name)) {
        throw differs("Its Manifest names " + shown(name) + ", which is not in it.");
      }
    }
    for (var f : found.entrySet()) {
      Line line = stated.get(f.getKey());
      if (line == null) {
        throw differs("Its Manifest does not name " + shown(f.getKey()) + ", which is in it.");
      }
      verify(f.getKey(), line, f.getValue());
    }
  }

  private static void verify(String name, Line stated, Line found) throws BadPackageException {
    if (stated.size() != found.size()) {
      throw differs(
          String.format(
              java.util.Locale.ROOT,
              "Its member %s has %d bytes, its Manifest says %d.",
              shown(name),
              found.size(),
              stated.size()));
    }
    int checked = 0;
    for (var digest : found.digests().entrySet()) {
      String expected = stated.digests().get(digest.getKey());
      if (expected != null && !expected.equals(digest.getValue())) {
        throw differs(
            "Its member "
                + shown(name)
                + " does not have the "
                + digest.getKey()
                + " of its Manifest.");
      }
      checked += expected == null ? 0 : 1;
    }
    if (checked == 0) {
      throw differs(
          "Its Manifest has neither a SHA512 nor a BLAKE2B of its member " + shown(name) + ".");
    }
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static String shown(String text) {
    return BadPackageException.show(text);
  }

  private static BadPackageException differs(String message) {
    return new BadPackageException(StoreCode.MANIFEST_DIFFERS, message);
  }
}
