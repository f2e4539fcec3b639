package org.paperbeam.arxiv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.ArxivId;

/**
 * One page of the API's answer (info.arxiv.org/help/api/user-manual.html), in the form of 2026 and
 * in the older ones, which differ in namespaces and in the order of elements.
 *
 * @param total how many entries the whole answer has
 * @param start which of them is this page's first, from 0
 * @param bad the entries that cannot be read
 */
record AtomFeed(long total, long start, List<AtomEntry> entries, List<BadEntry> bad) {
  private static final Pattern ID =
      Pattern.compile("https?://(?:\\w+\\.)?arxiv\\.org/abs/([^\\s?#]+?)/?");

  public AtomFeed {
    entries = List.copyOf(entries);
    bad = List.copyOf(bad);
  }

  /** How many entries the page has, those that cannot be read too. */
  int size() {
    return entries.size() + bad.size();
  }

  /** Reads a page; an error the API reports, and whatever is no such page, is an error. */
  public static AtomFeed parse(String answer) throws ListingException {
    return Xml.read(
        answer,
        reader -> {
          if (!reader.getLocalName().equals("feed")) {
            throw new ListingException(
                "the answer is no Atom feed: it begins with <%s>".formatted(reader.getLocalName()));
          }
          return read(reader);
        });
  }

  private static AtomFeed read(XMLStreamReader reader) throws XMLStreamException, ListingException {
    long total = -1;
    long start = 0;
    List<AtomEntry> entries = new ArrayList<>();
    List<BadEntry> bad = new ArrayList<>();
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      XmlNode node = XmlNode.read(reader);
      switch (node.name()) {
        case "totalResults" -> total = number(node);
        case "startIndex" -> start = number(node);
        case "entry" -> {
          throwIfError(node);
          try {
            entries.add(entry(node, entries.size() + bad.size() + 1));
          } catch (ListingException e) {
            bad.add(BadEntry.of("", e, node));
          }
        }
        default -> {}
      }
    }
    if (total < 0) {
      throw new ListingException("the Atom feed does not say how many entries there are in all");
    }
    return new AtomFeed(total, start, entries, bad);
  }

  private static long number(XmlNode node) throws ListingException {
    try {
      return Long.parseLong(node.squeezed());
    } catch (NumberFormatException e) {
      throw new ListingException("%s is no number: %s".formatted(node.name(), node.squeezed()), e);
    }
  }

  private static void throwIfError(XmlNode node) throws ListingException {
    if (node.textOf("title").equals("Error") && !node.textOf("id").contains("/abs/")) {
      throw new ListingException("arXiv's API answers \"%s\"".formatted(node.textOf("summary")));
    }
  }

  private static AtomEntry entry(XmlNode node, int number) throws ListingException {
    String title = node.textOf("title");
    String address = node.textOf("id");
    Matcher m = ID.matcher(address);
    ArxivId.Versioned id = m.matches() ? ArxivId.parse(m.group(1)).orElse(null) : null;
    if (id == null) {
      throw new ListingException(
          "entry %d (\"%s\") has no arXiv id but '%s'"
              .formatted(number, ArxivText.beginning(title, 60), address));
    }
    Instant published = instant(node.textOf("published"));
    if (title.isEmpty() || published == null) {
      throw new ListingException(
          "entry %d (%s) has no %s"
              .formatted(
                  number, id.id(), title.isEmpty() ? "title" : "readable date of submission"));
    }
    List<String> categories = categories(node);
    if (categories.isEmpty()) {
      throw new ListingException("entry %d (%s) has no category".formatted(number, id.id()));
    }
    return new AtomEntry(
        id.id(),
        Math.max(1, id.version()),
        title,
        node.textOf("summary"),
        node.children("author").stream()
            .map(a -> a.textOf("name"))
            .filter(n -> !n.isEmpty() && !n.matches("(?i)et\\.? al\\.?"))
            .toList(),
        categories,
        published);
  }

  private static List<String> categories(XmlNode node) {
    Stream<String> primary =
        node.children("primary_category").stream().map(c -> c.attribute("term"));
    Stream<String> all = node.children("category").stream().map(c -> c.attribute("term"));
    return ArxivCategories.among(Stream.concat(primary, all).toList());
  }

  private static @Nullable Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
