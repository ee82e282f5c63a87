package dev.envc.pms;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The versions a restriction allows, as a stretch of [VersionKey]s. An end that is null is open.
final class VersionInterval {
  private final byte @Nullable [] lower;
  private final boolean includesLower;
  private final byte @Nullable [] upper;
  private final boolean includesUpper;

  private VersionInterval(
      byte @Nullable [] lower,
      boolean includesLower,
      byte @Nullable [] upper,
      boolean includesUpper) {
    this.lower = lower;
    this.includesLower = includesLower;
    this.upper = upper;
    this.includesUpper = includesUpper;
  }

  static VersionInterval of(VersionRestriction restriction) {
    Version version = restriction.version();
    byte[] key = version.key();
    return switch (restriction.operator()) {
      case NONE -> new VersionInterval(null, false, null, false);
      case LESS -> new VersionInterval(null, false, key, false);
      case LESS_OR_EQUAL -> new VersionInterval(null, false, key, true);
      case EQUAL -> new VersionInterval(key, true, key, true);
      case GREATER_OR_EQUAL -> new VersionInterval(key, true, null, false);
      case GREATER -> new VersionInterval(key, false, null, false);
      case TILDE ->
          new VersionInterval(
              version.withoutRevision().key(), true, after(version.upstreamKey()), false);
      case EQUAL_GLOB ->
          new VersionInterval(version.globKey(), true, after(version.globKey()), false);
    };
  }

  boolean overlaps(VersionInterval other) {
    return meets(lower, includesLower, other.upper, other.includesUpper)
        && meets(other.lower, other.includesLower, upper, includesUpper);
  }

  private static boolean meets(
      byte @Nullable [] low, boolean includesLow, byte @Nullable [] high, boolean includesHigh) {
    if (low == null || high == null) {
      return true;
    }
    int order = Arrays.compareUnsigned(low, high);
    return order < 0 || (order == 0 && includesLow && includesHigh);
  }

  /// A key after all that start with `prefix`.
  private static byte[] after(byte[] prefix) {
    byte[] result = Arrays.copyOf(prefix, prefix.length + 1);
    result[prefix.length] = (byte) 0xff;
    return result;
  }
}
