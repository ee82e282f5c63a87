package dev.envc.rootfs.script.mime;

import dev.envc.rootfs.script.xml.XmlNode.Element;
import java.util.List;
import java.util.function.Consumer;

/// Reads files of packages, one after the other.
final class MimeReader {
  private final MimeData data;

  MimeReader(MimeData data) {
    this.data = data;
  }

  /// Adds what a file says. What comes in a type behind something wrong is left out.
  ///
  /// @param problems told what is left out
  /// @throws MimeException when all of it is left out
  void read(Element document, Consumer<String> problems) throws MimeException {
    Tag root = Tag.of(document);
    if (!root.is("mime-info")) {
      throw new MimeException("the outermost element is not `mime-info` of " + Tag.NAMESPACE);
    }
    for (Tag tag : root.children()) {
      String name = tag.attribute("type").orElse("a type without a name");
      try {
        if (!tag.is("mime-type")) {
          throw new MimeException("`" + tag.element().name() + "` is where `mime-type` should be");
        }
        read(tag, MimeType.of(required(tag, "type")));
      } catch (MimeException e) {
        problems.accept(name + ": " + e.getMessage());
      }
    }
  }

  private void read(Tag tag, MimeType type) throws MimeException {
    TypeDocument document = data.type(type);
    for (Tag field : tag.children()) {
      if (!field.isKnown() || isKept(field, type)) {
        document.add(field);
      }
    }
  }

  /// Adds what an element says.
  ///
  /// @return whether it is in the file of the type, too
  private boolean isKept(Tag field, MimeType type) throws MimeException {
    String name = field.name();
    switch (name) {
      case "comment", "acronym", "expanded-acronym" -> {}
      case "glob" -> glob(field, type);
      case "glob-deleteall" -> data.add(Glob.deleteAll(type));
      case "alias" -> data.aliases.put(otherType(field), type);
      case "sub-class-of" -> MimeData.append(data.parents, type.toString(), otherType(field));
      case "icon", "generic-icon" -> {
        var icons = name.equals("icon") ? data.icons : data.genericIcons;
        field.attribute("name").ifPresent(icon -> icons.put(type.toString(), icon));
        return field.attribute("name").isPresent();
      }
      default -> {
        switch (name) {
          case "magic" -> data.magic.add(MagicReader.magic(field, type));
          case "magic-deleteall" -> data.magic.add(Magic.deleteAll(type));
          case "treemagic" -> data.treeMagic.add(MagicReader.treeMagic(field, type));
          case "root-XML" -> namespace(field, type);
          default -> {}
        }
        return false;
      }
    }
    return true;
  }

  /// A pattern with a wrong weight holds, and is wrong.
  private void glob(Tag field, MimeType type) throws MimeException {
    boolean isCaseSensitive = field.isTrue("case-sensitive");
    String pattern = required(field, "pattern");
    int weight = field.weight("weight");
    data.add(
        new Glob(
            isCaseSensitive ? pattern : MimeType.lower(pattern),
            type,
            weight,
            isCaseSensitive,
            false));
    if (weight < 0) {
      throw new MimeException("the weight is no number from 0 to 100");
    }
  }

  private static String otherType(Tag field) throws MimeException {
    String type = required(field, "type");
    if (type.indexOf('/') < 0) {
      throw new MimeException("`" + type + "` is no media type");
    }
    return type;
  }

  private void namespace(Tag field, MimeType type) throws MimeException {
    String uri = field.attribute("namespaceURI").orElse(" ");
    String local = field.attribute("localName").orElse(" ");
    for (String name : List.of(uri, local)) {
      if (name.indexOf(' ') >= 0 || name.indexOf('\n') >= 0) {
        throw new MimeException("`root-XML` needs `namespaceURI` and `localName` without spaces");
      }
    }
    if (uri.isEmpty() && local.isEmpty()) {
      throw new MimeException("`root-XML` has neither a namespace nor a name");
    }
    data.namespaces.put(uri + " " + local, type);
  }

  private static String required(Tag tag, String attribute) throws MimeException {
    return tag.attribute(attribute)
        .filter(a -> !a.isEmpty())
        .orElseThrow(() -> new MimeException("`" + tag.name() + "` has no `" + attribute + "`"));
  }
}
