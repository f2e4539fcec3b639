package org.paperbeam.browser;

import java.io.IOException;
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What RFC 4287 demands of a feed, by section. */
final class AtomRules {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";
  private static final Set<String> OF_A_FEED =
      Set.of(
          "id", "title", "updated", "author", "link", "entry", "category", "subtitle", "generator");
  private static final Set<String> OF_AN_ENTRY =
      Set.of(
          "id",
          "title",
          "updated",
          "published",
          "author",
          "link",
          "category",
          "content",
          "summary");

  private final List<String> broken = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private AtomRules() {}

  /** The rules that the feed breaks. */
  static List<String> broken(String xml)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
    parsers.setNamespaceAware(true);
    Document document = parsers.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    AtomRules rules = new AtomRules();
    Element feed = document.getDocumentElement();
    rules.demand(
        ATOM.equals(feed.getNamespaceURI()) && "feed".equals(feed.getLocalName()),
        "2: the document element is a feed");
    rules.common(feed, "feed", OF_A_FEED);
    rules.demand(
        children(feed, "link").stream().anyMatch(l -> l.getAttribute("rel").equals("self")),
        "4.1.1: a feed should link to itself");
    for (Element entry : children(feed, "entry")) {
      rules.entry(feed, entry);
    }
    return rules.broken;
  }

  private void entry(Element feed, Element entry) {
    String id = text(entry, "id");
    common(entry, id, OF_AN_ENTRY);
    demand(
        !children(entry, "author").isEmpty() || !children(feed, "author").isEmpty(),
        "4.1.2: an author: " + id);
    demand(
        children(entry, "link").stream().anyMatch(l -> l.getAttribute("rel").equals("alternate")),
        "4.1.2: an alternate link: " + id);
    for (Element content : children(entry, "content")) {
      List<Element> inside = children(content, null);
      demand(
          content.getAttribute("type").equals("xhtml")
              && inside.size() == 1
              && XHTML.equals(inside.get(0).getNamespaceURI())
              && "div".equals(inside.get(0).getLocalName()),
          "4.1.3.3: XHTML content is one div: " + id);
    }
  }

  private void common(Element element, String name, Set<String> allowed) {
    for (String one : List.of("id", "title", "updated")) {
      demand(children(element, one).size() == 1, "4.1: one " + one + ": " + name);
    }
    demand(ids.add(text(element, "id")), "4.2.6: an id is used once: " + name);
    demand(text(element, "id").matches("[a-z]+:\\S+"), "4.2.6: an id is an IRI: " + name);
    for (String time : List.of("updated", "published")) {
      children(element, time)
          .forEach(t -> demand(isTime(t.getTextContent()), "3.3: time: " + name));
    }
    for (Element author : children(element, "author")) {
      demand(!text(author, "name").isBlank(), "3.2.1: a person has a name: " + name);
    }
    for (Element link : children(element, "link")) {
      demand(link.getAttribute("href").matches("[^\\s<>\"]+"), "4.2.7.1: href: " + name);
    }
    for (Element category : children(element, "category")) {
      demand(category.hasAttribute("term"), "4.2.2.1: a category has a term: " + name);
    }
    for (Element child : children(element, null)) {
      demand(
          ATOM.equals(child.getNamespaceURI()) && allowed.contains(child.getLocalName()),
          "4.1: no " + child.getLocalName() + " here: " + name);
    }
  }

  private void demand(boolean holds, String rule) {
    if (!holds) {
      broken.add(rule);
    }
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static String text(Element element, String child) {
    List<Element> found = children(element, child);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  /** The child elements of that name; all of them for null. */
  private static List<Element> children(Element element, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && (name == null || name.equals(child.getLocalName()))) {
        found.add(child);
      }
    }
    return found;
  }
}
