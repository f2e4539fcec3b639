package org.paperbeam.arxiv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One element with all it holds: an item, an entry, a record, never a whole answer. Names are
 * without prefix and namespace, because arXiv's own answers differ in how they declare them.
 *
 * @param text all character data inside, as written
 */
record XmlNode(String name, Map<String, String> attributes, String text, List<XmlNode> children) {
  /** An entry of arXiv has elements five deep at most. */
  static final int DEEPEST = 32;

  /** Three thousand authors with their institutions are 300,000 characters. */
  static final int LONGEST = 2_000_000;

  /**
   * Reads the element on whose start the reader stands, and leaves it on the element's end.
   *
   * @throws UnreadableException when it is deeper or longer than anything that arXiv gives
   */
  static XmlNode read(XMLStreamReader reader) throws XMLStreamException, UnreadableException {
    return read(reader, 1);
  }

  private static XmlNode read(XMLStreamReader reader, int depth)
      throws XMLStreamException, UnreadableException {
    if (depth > DEEPEST) {
      throw new UnreadableException(
          "the XML has elements more than %d deep".formatted(DEEPEST), null);
    }
    String name = reader.getLocalName();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    StringBuilder text = new StringBuilder();
    List<XmlNode> children = new ArrayList<>();
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        XmlNode child = read(reader, depth + 1);
        children.add(child);
        text.append(child.text());
      } else if (event == XMLStreamConstants.CHARACTERS
          || event == XMLStreamConstants.CDATA
          || event == XMLStreamConstants.SPACE) {
        text.append(reader.getText());
      }
      if (text.length() > LONGEST) {
        throw new UnreadableException(
            "the XML has an element <%s> of more than %,d characters".formatted(name, LONGEST),
            null);
      }
    }
    return new XmlNode(name, attributes, text.toString(), children);
  }

  /** The first child of that name. */
  Optional<XmlNode> child(String childName) {
    return children.stream().filter(c -> c.name.equals(childName)).findFirst();
  }

  /** All children of that name, in their order. */
  List<XmlNode> children(String childName) {
    return children.stream().filter(c -> c.name.equals(childName)).toList();
  }

  /** The text of the first child of that name, white space squeezed; empty when there is none. */
  String textOf(String childName) {
    return child(childName).map(XmlNode::squeezed).orElse("");
  }

  /** The text, white space squeezed. */
  String squeezed() {
    return ArxivText.squeeze(text);
  }

  /** An attribute's value; empty when there is none. */
  String attribute(String attributeName) {
    return attributes.getOrDefault(attributeName, "");
  }
}
