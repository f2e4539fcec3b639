package org.paperbeam.arxiv;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.ArxivId;

/**
 * arXiv's RSS feed of one day (info.arxiv.org/help/rss_specifications.html), in its present form
 * (RSS 2.0) and in the one before 2024 (RSS 1.0). An item that cannot be read is named and costs no
 * other one.
 *
 * @param title the channel's title
 * @param built the eastern day on which the feed was built; null when it does not say
 * @param channelDay the channel's announcement day; null when it does not say
 * @param items in the feed's order
 * @param warnings what is odd about items that were read all the same
 * @param bad the items that cannot be read
 */
record RssFeed(
    String title,
    @Nullable LocalDate built,
    @Nullable LocalDate channelDay,
    List<RssItem> items,
    List<String> warnings,
    List<BadEntry> bad) {
  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "\\s*arXiv:(?<id>\\S+)(?:\\s+Announce"
              + " Type:\\s*(?<type>[\\w-]+))?\\s+Abstract:\\s*(?<abstract>.*)",
          Pattern.DOTALL);
  private static final Pattern LINK_ID =
      Pattern.compile("https?://[^/]+/abs/([^\\s?#]+?)/?(?:[?#]\\S*)?");
  private static final String GUID_PREFIX = "oai:arXiv.org:";
  private static final String ERROR_TITLE = "Feed error";

  public RssFeed {
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
    bad = List.copyOf(bad);
  }

  /** Reads a feed; anything else is an error that says what it is. */
  public static RssFeed parse(String answer) throws ListingException {
    return Xml.read(
        answer,
        reader ->
            switch (reader.getLocalName()) {
              case "rss" -> readChannel(reader);
              default ->
                  throw new ListingException(
                      "the answer is no RSS feed: it begins with <%s>"
                          .formatted(reader.getLocalName()));
            });
  }

  /**
   * The day whose listing this is: the one that the items carry, else the channel's. Items come
   * first because yesterday's batch has been served under today's date. Null when nothing says.
   */
  public @Nullable LocalDate day() {
    LocalDate best = null;
    long most = 0;
    for (LocalDate day :
        items.stream().map(RssItem::date).filter(d -> d != null).distinct().toList()) {
      long count = items.stream().filter(i -> day.equals(i.date())).count();
      if (count > most) {
        most = count;
        best = day;
      }
    }
    return best == null ? channelDay : best;
  }

  /** How many items the feed has, those that cannot be read too. */
  int size() {
    return items.size() + bad.size();
  }

  private static RssFeed readChannel(XMLStreamReader reader)
      throws XMLStreamException, ListingException {
    String title = "";
    String description = "";
    LocalDate built = null;
    LocalDate day = null;
    boolean channel = false;
    List<RssItem> items = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<BadEntry> bad = new ArrayList<>();
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (reader.getLocalName().equals("channel")) {
        channel = true;
        continue;
      }
      XmlNode node = XmlNode.read(reader);
      switch (node.name()) {
        case "title" -> title = node.squeezed();
        case "description" -> description = node.squeezed();
        case "lastBuildDate" -> built = FeedDates.easternDay(node.text());
        case "pubDate" -> day = FeedDates.dayAsWritten(node.text());
        case "item" -> {
          try {
            items.add(item(node, items.size() + bad.size() + 1, warnings));
          } catch (ListingException e) {
            bad.add(BadEntry.of("", e, node));
          }
        }
        default -> {}
      }
    }
    if (title.startsWith(ERROR_TITLE)) {
      throw new ListingException("arXiv answers \"%s\": %s".formatted(title, description));
    }
    if (!channel) {
      throw new ListingException("the answer is an RSS feed without a channel");
    }
    return new RssFeed(title, built, day, items, warnings, bad);
  }

  private static RssItem item(XmlNode node, int number, List<String> warnings)
      throws ListingException {
    Matcher description =
        DESCRIPTION.matcher(node.child("description").map(XmlNode::text).orElse(""));
    boolean usual = description.matches();
    ArxivId.Versioned id = id(node, usual ? description.group("id") : "", number);
    String title = node.textOf("title");
    if (title.isEmpty()) {
      throw new ListingException("item %d (%s) has no title".formatted(number, id.id()));
    }
    String said = node.textOf("announce_type");
    String element = spelled(said);
    String told =
        spelled(usual && description.group("type") != null ? description.group("type") : "");
    if (!element.isEmpty() && !told.isEmpty() && !element.equals(told)) {
      warnings.add(
          "%s: its announce type is %s, its description says %s".formatted(id.id(), element, told));
    }
    String type = element.isEmpty() ? told : element;
    AnnounceType announced =
        AnnounceType.ofLabel(type)
            .orElseThrow(
                () ->
                    new ListingException(
                        type.isEmpty()
                            ? "item %d (%s) has no announce type".formatted(number, id.id())
                            : "item %d (%s) has the unknown announce type \"%s\""
                                .formatted(number, id.id(), said.isEmpty() ? type : said)));
    return new RssItem(
        id.id(),
        Math.max(1, id.version()),
        announced,
        title,
        usual ? ArxivText.squeeze(description.group("abstract")) : node.textOf("description"),
        node.children("creator").stream()
            .flatMap(c -> AuthorNames.split(c.text()).stream())
            .toList(),
        ArxivCategories.among(node.children("category").stream().map(XmlNode::text).toList()),
        node.child("pubDate").map(d -> FeedDates.dayAsWritten(d.text())).orElse(null));
  }

  /** A type in the spelling of arXiv's own description of it. */
  private static String spelled(String type) {
    return type.toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-");
  }

  /** The id that guid, description and link agree on, with the version if one of them says it. */
  private static ArxivId.Versioned id(XmlNode node, String described, int number)
      throws ListingException {
    String guid = node.textOf("guid");
    Matcher link = LINK_ID.matcher(node.textOf("link"));
    List<String> said =
        List.of(
            guid.startsWith(GUID_PREFIX) ? guid.substring(GUID_PREFIX.length()) : guid,
            described,
            link.matches() ? link.group(1) : "");
    ArxivId.Versioned found = null;
    for (String text : said) {
      Optional<ArxivId.Versioned> id = ArxivId.parse(text);
      if (id.isEmpty()) {
        continue;
      }
      if (found != null && !found.id().equals(id.get().id())) {
        throw new ListingException(
            "item %d names two papers, %s and %s".formatted(number, found.id(), id.get().id()));
      }
      found = found == null || found.version() == 0 ? id.get() : found;
    }
    if (found == null) {
      throw new ListingException(
          "item %d (\"%s\") has no arXiv id"
              .formatted(number, ArxivText.beginning(node.textOf("title"), 60)));
    }
    return found;
  }
}
