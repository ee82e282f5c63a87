package dev.envc.backend.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A system call that failed.
public final class PosixException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int EPERM = 1;
  private static final int EACCES = 13;
  private static final int EINVAL = 22;
  private static final int ENOSPC = 28;
  private static final int EOPNOTSUPP = 95;

  private final int errno;

  PosixException(String call, byte[] path, int errno) {
    super("%s %s: error %d".formatted(call, new String(path, StandardCharsets.UTF_8), errno));
    this.errno = errno;
  }

  public int errno() {
    return errno;
  }

  /// Whether the user or the file system does not allow it: not permitted, not supported.
  public boolean isNotAllowed() {
    return errno == EPERM || errno == EACCES || errno == EINVAL || errno == EOPNOTSUPP;
  }

  public boolean isDiskFull() {
    return errno == ENOSPC;
  }
}
