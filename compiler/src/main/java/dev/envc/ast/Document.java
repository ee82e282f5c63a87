package dev.envc.ast;

import dev.envc.source.SourceFile;

/// One file as it was written.
public record Document(SourceFile source, Form form, Mapping root) {
  /// The two forms of the language.
  public enum Form {
    YAML,
    DSL
  }
}
