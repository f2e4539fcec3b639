package org.paperbeam.site;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an Atom feed (RFC 4287). Ids and times come from the dates alone, so that a reader program
 * shows nothing twice and the bytes repeat. Links are relative: a feed does not know where it will
 * be served.
 */
abstract class AtomWriter {
  static final String ID = "tag:paperbeam.org,2025:";
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  /** The first day that has a listing: the time of a feed without entries. */
  private static final String NEVER = "1991-08-14";

  /** The feed's own name. */
  record Head(String id, String title, String file, String newest) {
    static Head of(String id, String title, String file, List<DayPage> days) {
      return new Head(ID + id, title, file, days.isEmpty() ? NEVER : days.get(0).date());
    }
  }

  private XMLStreamWriter xml;

  /** Writes the entries, newest first. */
  abstract void entries() throws XMLStreamException;

  /** The whole file. */
  final String write(Head head) {
    StringWriter text = new StringWriter();
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      feed(head);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a feed cannot be written into memory", e);
    }
    return text + "\n";
  }

  private void feed(Head head) throws XMLStreamException {
    xml.writeStartDocument("utf-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    element("id", head.id());
    element("title", head.title());
    element("updated", midnight(head.newest()));
    author("Paperbeam");
    link("alternate", "index.html", "text/html");
    link("self", head.file(), "application/atom+xml");
    entries();
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  final void startEntry(String id, String title, String date) throws XMLStreamException {
    start("entry");
    element("id", ID + id);
    element("title", title);
    element("updated", midnight(date));
    element("published", midnight(date));
  }

  final void author(String name) throws XMLStreamException {
    start("author");
    element("name", name);
    end();
  }

  final void category(String term) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeEmptyElement("category");
    xml.writeAttribute("term", term);
  }

  final void link(String rel, String href, String type) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", href);
  }

  /** Begins the entry's text, as XHTML. */
  final void startContent() throws XMLStreamException {
    start("content");
    xml.writeAttribute("type", "xhtml");
    xml.writeStartElement("div");
    xml.writeDefaultNamespace(XHTML);
  }

  final void start(String name) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement(name);
  }

  final void end() throws XMLStreamException {
    xml.writeEndElement();
  }

  final void element(String name, String text) throws XMLStreamException {
    start(name);
    xml.writeCharacters(text);
    end();
  }

  /** A link in the entry's text. */
  final void anchor(String href, String text) throws XMLStreamException {
    xml.writeStartElement("a");
    xml.writeAttribute("href", href);
    xml.writeCharacters(text);
    end();
  }

  private static String midnight(String date) {
    return date + "T00:00:00Z";
  }
}
