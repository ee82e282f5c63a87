package dev.envc.editor;

import dev.envc.pms.PackageName;
import dev.envc.tree.Repository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What `metadata.xml` of a package (GLEP 68) says of its USE flags. The file is hostile until
/// read: no document type is looked at, no entity is resolved, and what is broken says nothing.
final class PackageXml {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int LONGEST = 2000;

  private PackageXml() {}

  /// The flags and what they mean, as far as the file can be read; in English, the language of
  /// elements without one.
  static SortedMap<String, String> flags(Repository repository, PackageName name)
      throws IOException {
    byte[] bytes = repository.files().read(name + "/metadata.xml").orElse(new byte[0]);
    return bytes.length > MOST_BYTES ? new TreeMap<>() : flags(bytes);
  }

  static SortedMap<String, String> flags(byte[] bytes) {
    var flags = new TreeMap<String, String>();
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      boolean english = false;
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          String lang = xml.getAttributeValue(null, "lang");
          english = xml.getLocalName().equals("use") ? isEnglish(lang) : english;
          if (english && xml.getLocalName().equals("flag")) {
            String flag = xml.getAttributeValue(null, "name");
            String text = text(xml);
            if (flag != null) {
              flags.putIfAbsent(flag, text);
            }
          }
        }
      }
    } catch (XMLStreamException _) {
      // What was read until here stands.
    }
    return flags;
  }

  private static boolean isEnglish(@org.jspecify.annotations.Nullable String lang) {
    return lang == null || lang.equals("en");
  }

  /// The text of an element and of those in it, `<pkg>` and `<cat>`, in one line.
  private static String text(XMLStreamReader xml) throws XMLStreamException {
    var text = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(xml.getText(), 0, Math.min(xml.getTextLength(), LONGEST));
        default -> {}
      }
    }
    String line = text.toString().strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
  }
}
