package dev.envc.rootfs.script;

import java.nio.file.Path;
import java.time.Duration;

/// What the machine gives for running scripts.
///
/// @param scratch a directory for roots that are laid out; they are removed again
/// @param kept a directory for the bytes of files that scripts wrote, which stay
/// @param programPath where programs are found, as in the environment variable PATH
/// @param machine the machine's architecture as Java calls it (`os.arch`)
/// @param longest how long a phase may take
public record ScriptHost(
    Path scratch, Path kept, String programPath, String machine, Duration longest) {
  public static final Duration LONGEST = Duration.ofMinutes(10);
}
