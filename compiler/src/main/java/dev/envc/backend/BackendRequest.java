package dev.envc.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a backend is asked to make. `outputDirectory` exists; `cacheDirectory` may be used for what
/// can be made again, shared by concurrent runs. `tags` are the names that the artefact is to have
/// in place of those of the manifest, none when nobody asks for any; `annotations` are added to
/// those of the manifest. Both are for formats that have such things.
public record BackendRequest(
    List<Image> images,
    Path outputDirectory,
    Path cacheDirectory,
    ProgressListener progress,
    Attestor attestor,
    List<String> tags,
    Map<String, String> annotations) {
  public BackendRequest {
    images = List.copyOf(images);
    tags = List.copyOf(tags);
    annotations = Map.copyOf(annotations);
  }

  /// A request of which nothing is said beside.
  public BackendRequest(
      List<Image> images, Path outputDirectory, Path cacheDirectory, ProgressListener progress) {
    this(images, outputDirectory, cacheDirectory, progress, Attestor.NONE, List.of(), Map.of());
  }
}
