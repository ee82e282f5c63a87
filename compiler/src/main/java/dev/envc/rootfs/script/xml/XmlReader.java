package dev.envc.rootfs.script.xml;

import dev.envc.rootfs.script.xml.XmlNode.Element;
import dev.envc.rootfs.script.xml.XmlNode.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.ext.Attributes2;
import org.xml.sax.ext.DefaultHandler2;

/// Reads a document in UTF-8 as a tree. A document type may be there, but no entity that it
/// declares or that is outside; nothing is fetched. What it declares as an attribute's default does
/// not count, as GLib and libxml2 leave it out of their trees. Not for several threads at once.
public final class XmlReader {
  /// More elements in one another than this are no document that a desktop reads.
  private static final int MOST_DEPTH = 100;

  private static final String SAX = "http://xml.org/sax/";

  private final SAXParser parser;

  public XmlReader() {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(SAX + "features/external-general-entities", false);
      factory.setFeature(SAX + "features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      parser = factory.newSAXParser();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @throws XmlException when it is not well-formed, not UTF-8, or declares an entity
  public Element read(byte[] bytes) throws XmlException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      var tree = new Tree();
      parser.setProperty(SAX + "properties/declaration-handler", tree);
      parser.parse(new InputSource(new StringReader(text)), tree);
      return tree.root.getFirst();
    } catch (CharacterCodingException _) {
      throw new XmlException("it is not in UTF-8");
    } catch (SAXException e) {
      throw new XmlException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// An element whose end was not seen.
  private record Open(
      String name, SequencedMap<String, String> attributes, List<XmlNode> children) {}

  private static final class Tree extends DefaultHandler2 {
    private final List<Element> root = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public void internalEntityDecl(String name, String value) throws SAXException {
      throw new SAXException("it declares the entity " + name);
    }

    @Override
    public void externalEntityDecl(String name, String publicId, String systemId)
        throws SAXException {
      throw new SAXException("it declares the entity " + name);
    }

    @Override
    public InputSource resolveEntity(String name, String publicId, String base, String systemId) {
      return new InputSource(new ByteArrayInputStream(new byte[0]));
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes)
        throws SAXException {
      endText();
      if (open.size() == MOST_DEPTH) {
        throw new SAXException("its elements are nested too deeply");
      }
      var all = new LinkedHashMap<String, String>();
      for (int i = 0; i < attributes.getLength(); i++) {
        if (!(attributes instanceof Attributes2 known) || known.isSpecified(i)) {
          all.put(attributes.getQName(i), attributes.getValue(i));
        }
      }
      open.push(new Open(name, all, new ArrayList<>()));
    }

    @Override
    public void endElement(String uri, String local, String name) {
      endText();
      Open ended = open.pop();
      var element = new Element(ended.name(), ended.attributes(), ended.children());
      if (open.isEmpty()) {
        root.add(element);
      } else {
        open.element().children().add(element);
      }
    }

    @Override
    public void characters(char[] chars, int start, int length) {
      text.append(chars, start, length);
    }

    private void endText() {
      if (!text.isEmpty() && !open.isEmpty()) {
        open.element().children().add(new Text(text.toString()));
      }
      text.setLength(0);
    }
  }
}
