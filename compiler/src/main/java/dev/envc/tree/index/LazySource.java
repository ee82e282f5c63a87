package dev.envc.tree.index;

import dev.envc.tree.TreeSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A tree that is opened when it is first needed, and closed if it was.
public final class LazySource implements AutoCloseable {
  private final Opener opener;
  private @Nullable TreeSource source;

  /// Opens the tree. Runs at most once.
  @FunctionalInterface
  public interface Opener {
    TreeSource open() throws IOException;
  }

  public LazySource(Opener opener) {
    this.opener = opener;
  }

  /// A tree that is open already.
  public static LazySource of(TreeSource open) {
    var lazy = new LazySource(() -> open);
    lazy.source = open;
    return lazy;
  }

  public synchronized TreeSource get() throws IOException {
    TreeSource s = source;
    if (s == null) {
      s = opener.open();
      source = s;
    }
    return s;
  }

  @Override
  public synchronized void close() throws IOException {
    if (source != null) {
      source.close();
    }
  }
}
