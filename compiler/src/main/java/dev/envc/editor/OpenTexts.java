package dev.envc.editor;

import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The open texts, and behind them the files of this machine. Safe for use from several threads.
public final class OpenTexts implements FileAccess {
  private final ConcurrentHashMap<Path, OpenText> open = new ConcurrentHashMap<>();

  public void put(OpenText text) {
    open.put(text.path(), text);
  }

  public void remove(Path path) {
    open.remove(path);
  }

  public Optional<OpenText> get(Path path) {
    return Optional.ofNullable(open.get(path));
  }

  /// All open texts, by path.
  public List<OpenText> all() {
    return open.values().stream().sorted(java.util.Comparator.comparing(OpenText::path)).toList();
  }

  /// The open text of a file that the compiler names; texts are found by their absolute path.
  private Optional<OpenText> open(Path file) {
    return get(file.toAbsolutePath().normalize());
  }

  @Override
  public byte[] read(Path file, int limit) throws IOException {
    Optional<OpenText> text = open(file);
    if (text.isEmpty()) {
      return LOCAL.read(file, limit);
    }
    byte[] bytes = text.get().whole().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > limit) {
      throw new TooLargeException(file);
    }
    return bytes;
  }

  @Override
  public Path real(Path file) throws IOException {
    return open(file).isPresent() && !LOCAL.exists(file)
        ? file.toAbsolutePath().normalize()
        : LOCAL.real(file);
  }

  @Override
  public boolean exists(Path file) {
    return open(file).isPresent() || LOCAL.exists(file);
  }
}
