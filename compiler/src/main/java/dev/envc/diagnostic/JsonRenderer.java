package dev.envc.diagnostic;

import dev.envc.source.Position;
import dev.envc.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Diagnostics for programs (spec/diagnostics.md): a JSON array with an object for each. Fields are
/// only ever added.
public final class JsonRenderer {
  private JsonRenderer() {}

  public static String render(List<Diagnostic> diagnostics) {
    return array(diagnostics, JsonRenderer::diagnostic);
  }

  private static String diagnostic(Diagnostic d) {
    return "{\"code\":"
        + string(d.code().id())
        + ",\"severity\":"
        + string(d.severity().name().toLowerCase(Locale.ROOT))
        + ",\"message\":"
        + string(d.message())
        + place(d.span())
        + ",\"notes\":"
        + array(d.notes(), n -> "{\"message\":" + string(n.message()) + place(n.span()) + "}")
        + d.hint().map(h -> ",\"hint\":" + string(h)).orElse("")
        + ",\"edits\":"
        + array(d.edits(), JsonRenderer::edit)
        + "}";
  }

  private static String edit(Edit e) {
    return "{\"title\":"
        + string(e.title())
        + place(Optional.of(e.span()))
        + ",\"replacement\":"
        + string(e.replacement())
        + "}";
  }

  private static String place(Optional<Span> span) {
    return span.map(
            s ->
                ",\"file\":"
                    + string(s.file().name())
                    + ",\"start\":"
                    + position(s.from())
                    + ",\"end\":"
                    + position(s.to()))
        .orElse("");
  }

  private static String position(Position p) {
    return "{\"line\":" + p.line() + ",\"column\":" + p.column() + "}";
  }

  private static <T> String array(List<T> items, Function<T, String> item) {
    return items.stream().map(item).collect(Collectors.joining(",", "[", "]"));
  }

  private static String string(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || Character.isSurrogate(c)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
