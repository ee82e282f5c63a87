package dev.envc.backend;

/// Hears what long work is doing. Calls may come from several threads.
@FunctionalInterface
public interface ProgressListener {
  ProgressListener NONE = (step, done, total) -> {};

  /// `step` in plain words (`compressing layers`); `done` of `total` units, total 0 when unknown.
  void progress(String step, long done, long total);
}
