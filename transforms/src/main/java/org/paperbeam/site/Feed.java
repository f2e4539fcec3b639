package org.paperbeam.site;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.paperbeam.digest.Digest;

/**
 * An Atom feed (RFC 4287), one entry a day. Ids and times come from the dates alone, so that a
 * reader program shows no day twice and the bytes repeat.
 */
final class Feed {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";
  private static final String ID = "tag:paperbeam.org,2025:";

  /**
   * A day in the feed.
   *
   * @param lines the selected papers in order, each a title and its page at arXiv
   */
  record Entry(String date, String summary, List<Line> lines) {
    static Entry of(Digest digest) {
      return new Entry(
          digest.date(),
          new DayPage(digest, null, null).summary(),
          PaperView.of(digest.papers()).stream()
              .map(paper -> new Line(paper.title(), paper.abstractPage()))
              .toList());
    }
  }

  /** A link. */
  record Line(String title, String url) {}

  private final XMLStreamWriter xml;

  private Feed(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The whole file; entries newest first. */
  static String write(List<Entry> entries) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new Feed(xml).feed(entries);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a feed cannot be written into memory", e);
    }
    return text + "\n";
  }

  private void feed(List<Entry> entries) throws XMLStreamException {
    xml.writeStartDocument("utf-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    element("id", ID + "digests");
    element("title", "Paperbeam: daily arXiv papers");
    element("updated", midnight(entries.isEmpty() ? "1991-08-14" : entries.get(0).date()));
    xml.writeCharacters("\n  ");
    xml.writeStartElement("author");
    element("name", "Paperbeam");
    xml.writeEndElement();
    link("alternate", "index.html");
    link("self", "feed.xml");
    for (Entry entry : entries) {
      entry(entry);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void entry(Entry entry) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("entry");
    element("id", ID + "digests/" + entry.date());
    element("title", "ArXiv papers of " + Dates.inWords(entry.date()));
    element("updated", midnight(entry.date()));
    element("published", midnight(entry.date()));
    link("alternate", entry.date() + "/index.html");
    xml.writeCharacters("\n  ");
    xml.writeStartElement("content");
    xml.writeAttribute("type", "xhtml");
    xml.writeStartElement("div");
    xml.writeDefaultNamespace(XHTML);
    element("p", entry.summary());
    if (!entry.lines().isEmpty()) {
      xml.writeStartElement("ol");
      for (Line line : entry.lines()) {
        line(line);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void line(Line line) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("li");
    xml.writeStartElement("a");
    xml.writeAttribute("href", line.url());
    xml.writeCharacters(line.title());
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private void link(String rel, String href) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", href);
  }

  private static String midnight(String date) {
    return date + "T00:00:00Z";
  }
}
