package org.paperbeam.site;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes an Atom feed (RFC 4287). Ids come from the dates alone, so that a reader program shows
 * nothing twice; {@code updated} is when a digest last said something else, so that the bytes
 * repeat while none does. Links are absolute when it is known where the site is served, and
 * relative otherwise.
 */
abstract class AtomWriter {
  static final String ID = "tag:paperbeam.org,2025:";
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  /** The first day that has a listing: the time of a feed without entries. */
  private static final String NEVER = "1991-08-14T00:00:00Z";

  /** The feed's own name, and when its newest part was written. */
  record Head(String id, String title, String file, String updated) {
    static Head of(String id, String title, String file, List<DayPage> days) {
      String updated =
          days.stream()
              .map(DayPage::updated)
              .max(Comparator.comparing(Instant::parse))
              .orElse(NEVER);
      return new Head(ID + id, title, file, updated);
    }
  }

  private final @Nullable String siteUrl;
  private final String root;

  /**
   * A feed of the site at that address.
   *
   * @param siteUrl without a slash at its end; null when it is not known
   * @param root leads from the feed to the site's first page, e.g. {@code ../}
   */
  AtomWriter(@Nullable String siteUrl, String root) {
    this.siteUrl = siteUrl;
    this.root = root;
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
    if (siteUrl != null) {
      xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "base", siteUrl + "/");
    }
    element("id", head.id());
    element("title", head.title());
    element("updated", head.updated());
    author("Paperbeam");
    link("alternate", "index.html", "text/html");
    link("self", head.file(), "application/atom+xml");
    entries();
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  /**
   * Begins an entry.
   *
   * @param date the announcement date, ISO
   * @param updated when it last changed, ISO with time
   */
  final void startEntry(String id, String title, String date, String updated)
      throws XMLStreamException {
    start("entry");
    element("id", ID + id);
    element("title", title);
    element("updated", updated);
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
    xml.writeAttribute("href", absolute(href));
  }

  private String absolute(String href) {
    if (href.contains("://")) {
      return href;
    }
    return siteUrl == null ? root + href : siteUrl + "/" + href;
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

  final void text(String text) throws XMLStreamException {
    xml.writeCharacters(text);
  }

  static String midnight(String date) {
    return date + "T00:00:00Z";
  }
}
