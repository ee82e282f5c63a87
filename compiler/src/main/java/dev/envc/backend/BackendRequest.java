package dev.envc.backend;

import java.nio.file.Path;
import java.util.List;

/// What a backend is asked to make. `outputDirectory` exists; `cacheDirectory` may be used for what
/// can be made again, shared by concurrent runs.
public record BackendRequest(
    List<Image> images, Path outputDirectory, Path cacheDirectory, ProgressListener progress) {
  public BackendRequest {
    images = List.copyOf(images);
  }
}
