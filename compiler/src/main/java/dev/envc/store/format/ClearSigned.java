package dev.envc.store.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text in OpenPGP's cleartext signature framework (RFC 9580, chapter 7): its lines without dash
/// escapes and white space at their ends, which is what the signature covers, and the armored
/// signature. Nothing may stand before or after the framework, so that what is read and what is
/// signed cannot differ.
public record ClearSigned(List<String> lines, String signature) {
  private static final String MESSAGE = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final String END = "-----END PGP SIGNATURE-----";

  public ClearSigned {
    lines = List.copyOf(lines);
  }

  /// Whether a text claims to be clear-signed.
  static boolean claims(String text) {
    return text.startsWith(MESSAGE);
  }

  /// The parts of a clear-signed text; empty when it is not in the form.
  public static Optional<ClearSigned> parse(byte[] data) {
    List<String> all = new String(data, StandardCharsets.UTF_8).lines().toList();
    int blank = all.indexOf("");
    int signature = all.indexOf(SIGNATURE);
    int end = all.indexOf(END);
    boolean framed =
        !all.isEmpty()
            && all.getFirst().equals(MESSAGE)
            && blank > 0
            && all.subList(1, blank).stream().allMatch(l -> l.startsWith("Hash: "))
            && blank < signature
            && signature < end
            && all.subList(end + 1, all.size()).stream().allMatch(String::isEmpty);
    return framed
        ? lines(all.subList(blank + 1, signature))
            .map(l -> new ClearSigned(l, String.join("\n", all.subList(signature, end + 1)) + "\n"))
        : Optional.empty();
  }

  private static Optional<List<String>> lines(List<String> escaped) {
    var lines = new ArrayList<String>();
    for (String line : escaped) {
      boolean isEscaped = line.startsWith("- ");
      if (line.startsWith("-") && !isEscaped) {
        return Optional.empty();
      }
      lines.add((isEscaped ? line.substring(2) : line).replaceFirst("[ \t]+$", ""));
    }
    return Optional.of(lines);
  }

  /// The bytes that the signature covers: lines end in CR and LF, but for the last.
  public byte[] signedBytes() {
    return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
  }
}
