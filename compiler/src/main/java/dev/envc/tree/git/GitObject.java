package dev.envc.tree.git;

/// An object of a git database: its type and its bytes without the header.
final class GitObject {
  private final Type type;
  private final byte[] content;

  GitObject(Type type, byte[] content) {
    this.type = type;
    this.content = content;
  }

  Type type() {
    return type;
  }

  /// The bytes themselves; not to be changed.
  byte[] content() {
    return content;
  }

  enum Type {
    COMMIT("commit"),
    TREE("tree"),
    BLOB("blob"),
    TAG("tag");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /// The word git writes in an object's header.
    String word() {
      return word;
    }
  }
}
