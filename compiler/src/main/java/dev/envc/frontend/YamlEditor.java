package dev.envc.frontend;

import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.frontend.yaml.YamlWords;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;

/// Changes of the YAML form, in block and flow style.
final class YamlEditor implements ManifestEditor {
  private final Mapping root;
  private final SourceFile source;
  private final String text;
  private final String newline;

  YamlEditor(Document document) {
    this.root = document.root();
    this.source = document.source();
    this.text = source.text();
    this.newline = text.contains("\r\n") ? "\r\n" : "\n";
  }

  @Override
  public Optional<Replacement> addItem(String field, String item) {
    Optional<Node> value = root.get(field);
    if (value.isEmpty()) {
      return section(field, "  - " + word(item));
    }
    return value.get() instanceof Sequence list ? into(list, word(item), "- ") : Optional.empty();
  }

  @Override
  public Optional<Replacement> addUnder(String field, String key, String item) {
    String entry = word(key) + ": [" + word(item) + "]";
    Optional<Node> value = root.get(field);
    if (value.isEmpty()) {
      return section(field, "  " + entry);
    }
    if (!(value.get() instanceof Mapping entries)) {
      return Optional.empty();
    }
    Optional<Node> present = entries.get(key);
    if (present.isEmpty()) {
      return into(entries, entry);
    }
    return present.get() instanceof Sequence list ? into(list, word(item), "- ") : Optional.empty();
  }

  @Override
  public Optional<Replacement> remove(Span part) {
    Optional<ItemPlace> place = ManifestEditor.itemOf(root, part).filter(p -> !p.isOnly());
    return place.map(
        p -> {
          Span item = p.item().span();
          if (isFlow(p.list().span())) {
            List<Node> items = p.list().items();
            return p.isLast()
                ? new Replacement(
                    source.span(items.get(p.index() - 1).span().end(), item.end()), "")
                : new Replacement(
                    source.span(item.start(), items.get(p.index() + 1).span().start()), "");
          }
          int start = source.lineStart(item.from().line());
          return new Replacement(source.span(start, lineEnd(item.end())), "");
        });
  }

  /// A new field at the end of the file.
  private Optional<Replacement> section(String field, String lines) {
    if (root.entries().isEmpty() || isFlow(root.span())) {
      return Optional.empty();
    }
    String gap = text.endsWith("\n") ? newline : newline + newline;
    return Optional.of(
        new Replacement(
            source.span(text.length(), text.length()),
            gap + field + ":" + newline + lines + newline));
  }

  private Optional<Replacement> into(Sequence list, String item, String mark) {
    if (isFlow(list.span())) {
      return Optional.of(beforeBracket(list.span(), list.items().isEmpty(), item));
    }
    return list.items().isEmpty()
        ? Optional.empty()
        : below(list.items().getFirst().span(), list.items().getLast().span(), mark, item);
  }

  private Optional<Replacement> into(Mapping entries, String entry) {
    if (isFlow(entries.span())) {
      return Optional.of(beforeBracket(entries.span(), entries.entries().isEmpty(), entry));
    }
    if (entries.entries().isEmpty()) {
      return Optional.empty();
    }
    Span last = entries.entries().getLast().value().span();
    return below(entries.entries().getFirst().key().span(), last, "", entry);
  }

  private Replacement beforeBracket(Span collection, boolean empty, String item) {
    int bracket = collection.end() - 1;
    int end = bracket;
    while (end > collection.start() && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    boolean comma = empty || text.charAt(end - 1) == ',';
    return new Replacement(
        source.span(end, end), comma ? (empty ? item : " " + item) : ", " + item);
  }

  /// A new line below a block, indented as its first line is.
  private Optional<Replacement> below(Span first, Span last, String mark, String item) {
    String indent = text.substring(source.lineStart(first.from().line()), first.start());
    String blanks = mark.isEmpty() ? indent : indent.substring(0, indent.lastIndexOf('-') + 1);
    boolean usual = mark.isEmpty() ? indent.isBlank() : blanks.strip().equals("-");
    if (!usual) {
      return Optional.empty();
    }
    String lead = mark.isEmpty() ? indent : blanks.substring(0, blanks.length() - 1) + mark;
    int end = lineEnd(last.end());
    boolean ended = end > 0 && text.charAt(end - 1) == '\n';
    return Optional.of(
        new Replacement(
            source.span(end, end), (ended ? "" : newline) + lead + item + (ended ? newline : "")));
  }

  /// The offset behind the line end of the line in which a node ends.
  private int lineEnd(int offset) {
    boolean atStart = offset > 0 && text.charAt(offset - 1) == '\n';
    int end = text.indexOf('\n', atStart ? offset - 1 : offset);
    return end < 0 ? text.length() : end + 1;
  }

  private boolean isFlow(Span collection) {
    return collection.start() < text.length() && "[{".indexOf(text.charAt(collection.start())) >= 0;
  }

  private static String word(String text) {
    return YamlWords.scalar(new Scalar(text, Scalar.Style.PLAIN, SourceFile.of("", "").span()));
  }
}
