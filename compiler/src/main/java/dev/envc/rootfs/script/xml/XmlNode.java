package dev.envc.rootfs.script.xml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A node of a document; comments and processing instructions are left out.
public sealed interface XmlNode {
  /// An element. Its name and those of its attributes are as they are written, with their prefix.
  record Element(String name, SequencedMap<String, String> attributes, List<XmlNode> children)
      implements XmlNode {
    public Element {
      attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
      children = List.copyOf(children);
    }

    public Optional<String> attribute(String name) {
      return Optional.ofNullable(attributes.get(name));
    }

    public List<Element> elements() {
      return children.stream().filter(Element.class::isInstance).map(Element.class::cast).toList();
    }

    /// The text in it, that of the elements in it too.
    public String text() {
      var text = new StringBuilder();
      for (XmlNode child : children) {
        text.append(
            switch (child) {
              case Element e -> e.text();
              case Text t -> t.value();
            });
      }
      return text.toString();
    }
  }

  /// Text between two tags, as one; CDATA is text.
  record Text(String value) implements XmlNode {}
}
