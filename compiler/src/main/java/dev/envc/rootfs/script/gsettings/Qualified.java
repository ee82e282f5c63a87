package dev.envc.rootfs.script.gsettings;

import dev.envc.rootfs.script.xml.XmlNode;
import dev.envc.rootfs.script.xml.XmlNode.Element;
import java.util.LinkedHashMap;

/// Elements and attributes with a prefix, which GLib's parser leaves out
/// (G_MARKUP_IGNORE_QUALIFIED).
final class Qualified {
  private Qualified() {}

  static Element without(Element element) {
    var attributes = new LinkedHashMap<>(element.attributes());
    attributes.keySet().removeIf(name -> name.contains(":"));
    return new Element(
        element.name(),
        attributes,
        element.children().stream()
            .filter(c -> !(c instanceof Element e && e.name().contains(":")))
            .<XmlNode>map(c -> c instanceof Element e ? without(e) : c)
            .toList());
  }
}
