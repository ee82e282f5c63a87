package dev.envc.store.fetch;

import java.time.Duration;

/// How patiently files are fetched.
///
/// @param connect time to reach a server
/// @param idle time without a byte after which a transfer is broken off and continued anew
/// @param attempts attempts for one file that make no progress
/// @param backoff wait after the first failure; doubled after each further one, up to 5 s
/// @param parallel transfers at the same time
/// @param indexBytes the largest index that is read
public record TransferSettings(
    Duration connect, Duration idle, int attempts, Duration backoff, int parallel, int indexBytes) {
  public static final TransferSettings DEFAULT =
      new TransferSettings(
          Duration.ofSeconds(10), Duration.ofSeconds(30), 5, Duration.ofMillis(300), 6, 1 << 29);
}
