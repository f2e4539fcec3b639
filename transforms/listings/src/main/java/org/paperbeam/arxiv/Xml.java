package org.paperbeam.arxiv;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Opens answers that should be XML. No DTD is read and no entity is fetched, so that an answer can
 * neither read files nor grow without bound.
 */
final class Xml {
  private static final Pattern HTML =
      Pattern.compile("(?is)^(?:<!--.*?-->\\s*)*<(!doctype\\s+)?html\\b.*");
  private static final Pattern HTML_TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");

  /** Characters, and references to characters, that XML 1.0 forbids; metadata holds some. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|&#(?:0*(?:[0-8]|1[124-9]|2\\d|3[01])|x0*(?:[0-8bBcC]|[01][eEfF]|1[0-9a-dA-D]));");

  /** A section of CDATA, whole, or a character that means itself. */
  private static final Pattern MISTAKE =
      Pattern.compile(
          "<!\\[CDATA\\[(?s:.*?)(?:\\]\\]>|\\z)|&(?!(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[0-9A-Fa-f]{1,6});)|<(?![A-Za-z_/!?])");

  private static final Pattern LONE_SURROGATE =
      Pattern.compile(
          "[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

  private static final List<String> ENTITY_LIMITS =
      List.of(
          "http://www.oracle.com/xml/jaxp/properties/entityExpansionLimit",
          "http://www.oracle.com/xml/jaxp/properties/maxGeneralEntitySizeLimit",
          "http://www.oracle.com/xml/jaxp/properties/totalEntitySizeLimit");

  /** In which part of a page its title stands. */
  private static final int PAGE_HEAD = 20_000;

  private Xml() {}

  /** What reads the inside of an opened answer. */
  @FunctionalInterface
  interface Body<T> {
    T read(XMLStreamReader reader) throws XMLStreamException, ListingException;
  }

  /**
   * Hands the answer to {@code body} with the reader on the start of its root element. An answer
   * that is no XML, or that breaks off, is an error that says what it is instead.
   */
  static <T> T read(String answer, Body<T> body) throws ListingException {
    String text = withoutForbidden(checked(answer));
    try {
      return parse(text, body);
    } catch (XMLStreamException e) {
      String repaired = repaired(text);
      if (!repaired.equals(text)) {
        try {
          return parse(repaired, body);
        } catch (XMLStreamException unused) {
          // What was wrong with the answer as it came says more.
          throw broken(e);
        }
      }
      throw broken(e);
    }
  }

  private static <T> T parse(String text, Body<T> body)
      throws XMLStreamException, ListingException {
    XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
    try {
      reader.nextTag();
      return body.read(reader);
    } finally {
      reader.close();
    }
  }

  private static UnreadableException broken(XMLStreamException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
    return new UnreadableException(
        "the XML is broken or cut off at line %d: %s".formatted(line, reason(e)), e);
  }

  /**
   * The text with what is meant for itself written as XML wants it: an {@code &} that begins no
   * reference, or a reference of HTML ({@code &nbsp;}), and a {@code <} that begins no tag.
   * Sections of CDATA stay.
   */
  private static String repaired(String text) {
    return MISTAKE
        .matcher(text)
        .replaceAll(
            found ->
                switch (found.group().charAt(0)) {
                  case '&' -> "&amp;";
                  case '<' ->
                      Matcher.quoteReplacement(
                          found.group().length() == 1 ? "&lt;" : found.group());
                  default -> throw new IllegalStateException(found.group());
                });
  }

  private static String checked(String answer) throws ListingException {
    String text = answer.startsWith("\uFEFF") ? answer.substring(1) : answer;
    text = text.stripLeading();
    if (text.isEmpty()) {
      throw new UnreadableException("the answer is empty", null);
    }
    if (!text.startsWith("<")) {
      throw new UnreadableException(
          "the answer is no XML but text: \"%s\"".formatted(ArxivText.beginning(text, 60)), null);
    }
    if (HTML.matcher(ArxivText.beginning(text, 400).toLowerCase(Locale.ROOT)).matches()) {
      Matcher title = HTML_TITLE.matcher(text.substring(0, Math.min(text.length(), PAGE_HEAD)));
      throw new UnreadableException(
          "the answer is an HTML page"
              + (title.find()
                  ? " titled \"%s\"".formatted(ArxivText.beginning(title.group(1), 60))
                  : ""),
          null);
    }
    return text;
  }

  private static String withoutForbidden(String text) {
    // Hardly any answer has them, and a large one is not copied for nothing.
    String clean = FORBIDDEN.matcher(text).find() ? FORBIDDEN.matcher(text).replaceAll(" ") : text;
    return LONE_SURROGATE.matcher(clean).find()
        ? LONE_SURROGATE.matcher(clean).replaceAll("\uFFFD")
        : clean;
  }

  private static XMLInputFactory factory() {
    // The JDK's own, whatever else stands on a runner's classpath.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // JDK 24 and later count &lt; and the like too, and stop at 100,000 characters between them:
    // less than a page of abstracts. Without a DTD there are no other entities to fear.
    for (String limit : ENTITY_LIMITS) {
      factory.setProperty(limit, 0);
    }
    return factory;
  }

  /** The parser's words without its "ParseError at [row,col]" head. */
  private static String reason(XMLStreamException e) {
    String message = e.getMessage() == null ? "unreadable" : e.getMessage();
    int at = message.indexOf("Message: ");
    return at < 0 ? message : message.substring(at + "Message: ".length());
  }
}
