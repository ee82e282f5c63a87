package dev.envc.rootfs.script.mime;

import dev.envc.rootfs.script.xml.XmlNode;
import dev.envc.rootfs.script.xml.XmlNode.Element;
import dev.envc.rootfs.script.xml.XmlNode.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The file of a type, MEDIA/SUBTYPE.xml, with the elements that say something of it. It is laid
/// out as libxml2 does: elements without text are indented.
final class TypeDocument {
  private static final String INDENT = "  ";

  private final MimeType type;
  private final List<Field> fields = new ArrayList<>();

  /// @param lang the language of a comment of the specification's namespace
  private record Field(Element element, boolean isComment, Optional<String> lang) {}

  TypeDocument(MimeType type) {
    this.type = type;
  }

  MimeType type() {
    return type;
  }

  /// Adds a copy of an element; a comment takes the place of that in the same language.
  void add(Tag tag) {
    var field = new Field(copy(tag), tag.is("comment"), tag.attribute("xml:lang"));
    if (field.isComment) {
      fields.stream()
          .filter(f -> f.isComment && f.lang.equals(field.lang))
          .findFirst()
          .ifPresent(fields::remove);
    }
    fields.add(field);
  }

  /// An element that needs no namespace from outside, but the one that the file has for names
  /// without a prefix.
  private static Element copy(Tag tag) {
    SequencedMap<String, String> attributes = new LinkedHashMap<>();
    boolean isPlain = tag.isKnown() && tag.prefix().isEmpty();
    if (!isPlain) {
      tag.element()
          .attributes()
          .forEach(
              (name, value) -> {
                if (Tag.declared(name).isPresent()) {
                  attributes.put(name, value);
                }
              });
      String uri = tag.scope().get(tag.prefix());
      if (uri != null) {
        attributes.putIfAbsent(tag.prefix().isEmpty() ? "xmlns" : "xmlns:" + tag.prefix(), uri);
      }
    }
    tag.element()
        .attributes()
        .forEach(
            (name, value) -> {
              if (Tag.declared(name).isEmpty()) {
                attributes.put(name, value);
              }
            });
    return new Element(tag.element().name(), attributes, tag.element().children());
  }

  byte[] bytes() {
    var out = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.append("<mime-type xmlns=\"").append(Tag.NAMESPACE).append("\" type=\"");
    attribute(out, type.toString());
    out.append("\">\n").append(INDENT);
    out.append("<!--Created automatically by update-mime-database. DO NOT EDIT!-->\n");
    for (Field field : fields) {
      out.append(INDENT);
      element(out, field.element, Optional.of(INDENT));
      out.append('\n');
    }
    return out.append("</mime-type>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /// @param indent empty inside an element that has text
  private static void element(StringBuilder out, Element element, Optional<String> indent) {
    out.append('<').append(element.name());
    for (Map.Entry<String, String> a : element.attributes().entrySet()) {
      out.append(' ').append(a.getKey()).append("=\"");
      attribute(out, a.getValue());
      out.append('"');
    }
    if (element.children().isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    boolean hasText = element.children().stream().anyMatch(Text.class::isInstance);
    Optional<String> inner = hasText ? Optional.empty() : indent.map(i -> i + INDENT);
    for (XmlNode child : element.children()) {
      inner.ifPresent(i -> out.append('\n').append(i));
      switch (child) {
        case Element e -> element(out, e, inner);
        case Text t -> text(out, t.value());
      }
    }
    if (inner.isPresent()) {
      out.append('\n').append(indent.orElse(""));
    }
    out.append("</").append(element.name()).append('>');
  }

  private static void attribute(StringBuilder out, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("&quot;");
        case '\t' -> out.append("&#9;");
        case '\n' -> out.append("&#10;");
        default -> letter(out, c);
      }
    }
  }

  private static void text(StringBuilder out, String value) {
    for (int i = 0; i < value.length(); i++) {
      letter(out, value.charAt(i));
    }
  }

  private static void letter(StringBuilder out, char c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '\r' -> out.append("&#13;");
      default -> out.append(c);
    }
  }
}
