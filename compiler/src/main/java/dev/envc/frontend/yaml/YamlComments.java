package dev.envc.frontend.yaml;

import dev.envc.ast.Comment;
import dev.envc.ast.Mapping;
import dev.envc.ast.Nodes;
import dev.envc.ast.Scalar;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;

/// The comments of a YAML text: a `#` at the start of a line or after white space, outside scalars.
final class YamlComments {
  private YamlComments() {}

  static List<Comment> of(SourceFile source, Mapping root) {
    String text = source.text();
    if (text.indexOf('#') < 0) {
      return List.of();
    }
    var spans = new ArrayList<Span>();
    Nodes.scalars(root, s -> spans.add(content(s)));
    spans.sort((a, b) -> Integer.compare(a.start(), b.start()));
    var comments = new ArrayList<Comment>();
    int next = 0;
    int i = text.indexOf('#');
    while (i >= 0) {
      while (next < spans.size() && spans.get(next).end() <= i) {
        next++;
      }
      boolean inScalar = next < spans.size() && spans.get(next).start() <= i;
      int end = i + 1;
      if (!inScalar && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
        end = lineEnd(text, i);
        String before = text.substring(source.lineStart(source.position(i).line()), i);
        comments.add(
            new Comment(text.substring(i + 1, end), before.isBlank(), source.span(i, end)));
      }
      i = text.indexOf('#', end);
    }
    return comments;
  }

  /// Where a scalar's text stands: that of a block starts below the line of its mark, which may
  /// have a comment.
  private static Span content(Scalar s) {
    Span span = s.span();
    int start = s.style() == Scalar.Style.BLOCK ? lineEnd(span.file().text(), span.start()) : 0;
    return span.file().span(Math.min(span.end(), Math.max(start, span.start())), span.end());
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    end = end < 0 ? text.length() : end;
    return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }
}
