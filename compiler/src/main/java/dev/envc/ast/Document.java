package dev.envc.ast;

import dev.envc.source.SourceFile;
import java.util.List;

/// One file as it was written. `comments` are in the order of the file; they mean nothing, but the
/// formatter keeps them.
public record Document(SourceFile source, Form form, Mapping root, List<Comment> comments) {
  public Document {
    comments = List.copyOf(comments);
  }

  /// The two forms of the language.
  public enum Form {
    YAML,
    DSL
  }
}
