package dev.envc.pms;

import java.util.Arrays;

/// A version (PMS 3.2), ordered as PMS 3.3 says.
///
/// Two versions are equal when PMS's comparison finds no difference (`1.0` and `1.0-r0`); the text
/// is kept as it was written. Numbers may have any length.
///
/// The order is precomputed as a string of bytes whose unsigned lexicographic order is the order of
/// versions, so comparing costs one comparison of a `long` in most cases.
public final class Version implements Comparable<Version> {
  private final String text;

  /// The order, as [VersionKey] lays it out.
  private final byte[] key;

  /// The first eight bytes of the key.
  private final long head;

  /// How many bytes of the key are settled by the components that are written out: what a glob
  /// compares.
  private final int globLength;

  /// How many bytes of the key stand before the revision.
  private final int revisionStart;

  /// Where `-r` starts in the text; its length if there is no revision.
  private final int revisionOffset;

  Version(String text, VersionKey key) {
    this.text = text;
    this.key = key.bytes();
    this.globLength = key.globLength();
    this.revisionStart = key.revisionStart();
    this.revisionOffset = key.revisionOffset();
    long first = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      first = first << 8 | (i < this.key.length ? this.key[i] & 0xffL : 0);
    }
    this.head = first;
  }

  /// Reads a version such as `1.2.3b_rc4_p5-r6`.
  public static Parsed<Version> tryParse(String text) {
    return new VersionParser(text).parse();
  }

  /// As [#tryParse].
  ///
  /// @throws PmsSyntaxException if `text` is not a version
  public static Version parse(String text) {
    return tryParse(text).orElseThrow();
  }

  /// The revision number without leading zeros; `0` if there is none.
  public String revision() {
    if (revisionOffset == text.length()) {
      return "0";
    }
    int start = revisionOffset + 2;
    while (start < text.length() - 1 && text.charAt(start) == '0') {
      start++;
    }
    return text.substring(start);
  }

  /// Whether a revision is written out, be it `-r0`.
  public boolean hasRevision() {
    return revisionOffset < text.length();
  }

  /// The text before the revision (PV).
  public String upstream() {
    return text.substring(0, revisionOffset);
  }

  /// This version without its revision.
  public Version withoutRevision() {
    return hasRevision() ? parse(upstream()) : this;
  }

  /// Whether the components written out in `prefix` equal the first ones of this version: what
  /// `=cat/pkg-<prefix>*` asks.
  public boolean startsWith(Version prefix) {
    int length = prefix.globLength;
    return key.length >= length && Arrays.equals(key, 0, length, prefix.key, 0, length);
  }

  /// Whether this version equals `other` when revisions are ignored: what `~` asks.
  public boolean equalsIgnoringRevision(Version other) {
    return Arrays.equals(key, 0, revisionStart, other.key, 0, other.revisionStart);
  }

  byte[] key() {
    return key;
  }

  /// The part of the key that all versions share that a glob of this version matches.
  byte[] globKey() {
    return Arrays.copyOf(key, globLength);
  }

  /// The part of the key before the revision.
  byte[] upstreamKey() {
    return Arrays.copyOf(key, revisionStart);
  }

  @Override
  public int compareTo(Version other) {
    int order = Long.compareUnsigned(head, other.head);
    return order != 0 ? order : Arrays.compareUnsigned(key, other.key);
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof Version version
            && head == version.head
            && Arrays.equals(key, version.key));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  /// The text that was parsed.
  @Override
  public String toString() {
    return text;
  }
}
