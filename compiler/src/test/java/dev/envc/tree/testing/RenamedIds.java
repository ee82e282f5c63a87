package dev.envc.tree.testing;

import dev.envc.tree.TreeSource;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A tree whose contents have other identities: as after a change.
public record RenamedIds(TreeSource tree, String prefix) implements TreeSource {
  @Override
  public String revision() {
    return prefix + tree.revision();
  }

  @Override
  public Optional<Instant> date() {
    return tree.date();
  }

  @Override
  public List<Entry> entries(String directory) throws IOException {
    return tree.entries(directory).stream()
        .map(e -> new Entry(e.directory(), e.name(), e.kind(), prefix + e.id()))
        .toList();
  }

  @Override
  public byte[] content(Entry entry) throws IOException {
    return tree.content(entry);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return tree.read(path);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return tree.list(directory);
  }

  @Override
  public void close() throws IOException {
    tree.close();
  }
}
