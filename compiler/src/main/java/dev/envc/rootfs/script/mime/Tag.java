package dev.envc.rootfs.script.mime;

import dev.envc.rootfs.script.xml.XmlNode;
import dev.envc.rootfs.script.xml.XmlNode.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An element with the namespaces that are known where it is.
///
/// @param scope prefix -> namespace; the prefix "" is that of names without one
record Tag(Element element, Map<String, String> scope) {
  static final String NAMESPACE = "http://www.freedesktop.org/standards/shared-mime-info";

  private static final String XMLNS = "xmlns";

  Tag {
    scope = Map.copyOf(scope);
  }

  static Tag of(Element root) {
    return new Tag(root, scope(root, Map.of()));
  }

  List<Tag> children() {
    var children = new ArrayList<Tag>();
    for (XmlNode child : element.children()) {
      if (child instanceof Element e) {
        children.add(new Tag(e, scope(e, scope)));
      }
    }
    return children;
  }

  private static Map<String, String> scope(Element element, Map<String, String> outer) {
    var scope = new TreeMap<>(outer);
    element
        .attributes()
        .forEach((name, value) -> declared(name).ifPresent(prefix -> scope.put(prefix, value)));
    return scope;
  }

  /// The prefix that an attribute declares.
  static Optional<String> declared(String attribute) {
    if (attribute.equals(XMLNS)) {
      return Optional.of("");
    }
    return attribute.startsWith(XMLNS + ":")
        ? Optional.of(attribute.substring(XMLNS.length() + 1))
        : Optional.empty();
  }

  String prefix() {
    return element.name().substring(0, Math.max(0, element.name().indexOf(':')));
  }

  private String localName() {
    return element.name().substring(element.name().indexOf(':') + 1);
  }

  /// Whether it is of the specification's namespace.
  boolean isKnown() {
    return NAMESPACE.equals(scope.get(prefix()));
  }

  boolean is(String name) {
    return isKnown() && localName().equals(name);
  }

  /// Its name in the specification; empty when it is of another namespace.
  String name() {
    return isKnown() ? localName() : "";
  }

  Optional<String> attribute(String name) {
    return element.attribute(name);
  }

  boolean isTrue(String name) {
    return attribute(name).filter("true"::equals).isPresent();
  }

  /// A number from 0 to 100; 50 when there is none.
  ///
  /// @return -1 when it is none of them
  int weight(String name) {
    Optional<String> text = attribute(name);
    if (text.isEmpty()) {
      return 50;
    }
    CNumber number = CNumber.signed(text.get());
    int weight = (int) number.value();
    boolean isNumber = !text.get().isEmpty() && number.rest().isEmpty() && !number.isOut();
    return isNumber && weight >= 0 && weight <= 100 ? weight : -1;
  }
}
