package dev.envc.source;

/// A stretch of a [SourceFile], as UTF-16 offsets, `end` exclusive. Two spans are equal when they
/// cover the same offsets of files of the same name.
public record Span(SourceFile file, int start, int end) {
  public Position from() {
    return file.position(start);
  }

  public Position to() {
    return file.position(end);
  }

  public String text() {
    return file.text().substring(start, end);
  }

  /// `file:line:column`, as compilers print it.
  @Override
  public String toString() {
    return file.name() + ":" + from();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Span s
        && s.start == start
        && s.end == end
        && s.file.name().equals(file.name());
  }

  @Override
  public int hashCode() {
    return (file.name().hashCode() * 31 + start) * 31 + end;
  }
}
