package dev.envc.rootfs.script.gsettings;

import dev.envc.rootfs.script.xml.XmlNode;
import dev.envc.rootfs.script.xml.XmlNode.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What an element must and may have, as GLib's parser checks it.
final class Markup {
  private static final String SPACES = " \t\n\f\r";

  private Markup() {}

  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && SPACES.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && SPACES.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }

  static void check(Element element, String name, String... attributes) throws SchemaException {
    if (!element.name().equals(name)) {
      throw new SchemaException("`" + element.name() + "` is where `" + name + "` should be");
    }
    for (String attribute : element.attributes().keySet()) {
      if (!Arrays.asList(attributes).contains(attribute)) {
        throw new SchemaException("`" + name + "` has an attribute `" + attribute + "`");
      }
    }
  }

  static String required(Element element, String attribute) throws SchemaException {
    return element
        .attribute(attribute)
        .orElseThrow(
            () -> new SchemaException("`" + element.name() + "` has no `" + attribute + "`"));
  }

  /// The elements in one that has no text.
  static List<Element> only(Element element, String... names) throws SchemaException {
    var elements = new ArrayList<Element>();
    for (XmlNode child : element.children()) {
      switch (child) {
        case Element e when Arrays.asList(names).contains(e.name()) -> elements.add(e);
        case XmlNode.Text t when strip(t.value()).isEmpty() -> {}
        case Element e ->
            throw new SchemaException("`" + element.name() + "` has `" + e.name() + "` in it");
        case XmlNode.Text _ -> throw new SchemaException("`" + element.name() + "` has text in it");
      }
    }
    return elements;
  }

  /// The text of an element that has no others in it.
  static String text(Element element) throws SchemaException {
    if (!element.elements().isEmpty()) {
      throw new SchemaException("`" + element.name() + "` has elements in it");
    }
    return element.text();
  }
}
