package dev.envc.tree.load;

import dev.envc.tree.Repository;
import dev.envc.tree.RepositoryLayout;
import dev.envc.tree.TreeFiles;
import dev.envc.tree.index.IndexStore;
import dev.envc.tree.index.LazySource;
import java.io.IOException;

/// A tree whose small files can be read, before it has an index.
final class OpenTree implements AutoCloseable {
  private final IndexStore.Key key;
  private final IndexStore.Pack pack;
  private final LazySource source;
  private final String name;
  private final Repository.Pin pin;
  private final RepositoryLayout layout;
  private final TreeFiles files;

  OpenTree(
      IndexStore.Key key,
      IndexStore.Pack pack,
      LazySource source,
      Repository.Pin pin,
      RepositoryLayout layout) {
    this.key = key;
    this.pack = pack;
    this.source = source;
    this.name = layout.name().orElse(pin.treeName());
    this.pin = pin;
    this.layout = layout;
    this.files = pack.files(source);
  }

  IndexStore.Key key() {
    return key;
  }

  LazySource source() {
    return source;
  }

  String name() {
    return name;
  }

  Repository.Pin pin() {
    return pin;
  }

  RepositoryLayout layout() {
    return layout;
  }

  TreeFiles files() {
    return files;
  }

  @Override
  public void close() throws IOException {
    pack.close();
    source.close();
  }
}
