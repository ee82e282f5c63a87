package dev.envc.tree.metadata;

import dev.envc.tree.TreeSource;
import java.io.IOException;

/// An eclass and where it comes from.
public record Eclass(String name, String repository, TreeSource source, TreeSource.Entry entry) {
  public byte[] text() throws IOException {
    return source.content(entry);
  }

  /// As a diagnostic shows it: `gentoo:eclass/toolchain-funcs.eclass`.
  public String shown() {
    return repository + ":" + entry.path();
  }
}
