package org.paperbeam.arxiv;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.ArxivId;

/**
 * The feed as arXiv served it until 2024: RSS 1.0, with the id, the primary category and the
 * announce type at the end of the title, and HTML in the text. It names no other category.
 */
final class OldRssFeed {
  private static final Pattern TITLE =
      Pattern.compile(
          "(?<title>.*?)\\s*\\(arXiv:(?<id>\\S+)\\s*\\[(?<category>[^\\]]+)\\](?<mark>[A-Z ]*)\\)",
          Pattern.DOTALL);
  private static final Pattern CHANNEL_TITLE = Pattern.compile("(\\S+) updates on arXiv\\.org");
  private static final Pattern TAG = Pattern.compile("</?(?:a|p|br|em|i|b)\\b[^>]*>");

  private OldRssFeed() {}

  static RssFeed read(XMLStreamReader reader) throws XMLStreamException, ListingException {
    String title = "";
    LocalDate day = null;
    List<RssItem> items = new ArrayList<>();
    boolean channel = false;
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      XmlNode node = XmlNode.read(reader);
      if (node.name().equals("channel")) {
        channel = true;
        title = node.textOf("title");
        day = FeedDates.dayAfterAnnouncement(node.textOf("date"));
      } else if (node.name().equals("item")) {
        items.add(item(node, title, day, items.size() + 1));
      }
    }
    if (!channel) {
      throw new ListingException("the answer is an RSS 1.0 feed without a channel");
    }
    return new RssFeed(title, day, day, items, List.of());
  }

  private static RssItem item(XmlNode node, String channelTitle, LocalDate day, int number)
      throws ListingException {
    String text = unescape(node.textOf("title"));
    Matcher title = TITLE.matcher(text);
    ArxivId.Versioned id = title.matches() ? ArxivId.parse(title.group("id")).orElse(null) : null;
    if (id == null) {
      throw new ListingException(
          "item %d (\"%s\") has no arXiv id".formatted(number, ArxivText.beginning(text, 60)));
    }
    String category = title.group("category").strip();
    Matcher feed = CHANNEL_TITLE.matcher(channelTitle);
    boolean primary =
        !feed.matches()
            || category.equals(feed.group(1))
            || category.startsWith(feed.group(1) + ".");
    String mark = title.group("mark").strip();
    AnnounceType type =
        switch (mark) {
          case "" -> AnnounceType.NEW;
          case "CROSS LISTED" -> AnnounceType.CROSS;
          case "UPDATED" -> primary ? AnnounceType.REPLACE : AnnounceType.REPLACE_CROSS;
          default ->
              throw new ListingException(
                  "item %d (%s) has the unknown mark \"%s\"".formatted(number, id.id(), mark));
        };
    return new RssItem(
        id.id(),
        Math.max(1, id.version()),
        type,
        ArxivText.squeeze(title.group("title")).replaceFirst("\\.$", ""),
        plain(node.textOf("description")),
        AuthorNames.split(plain(node.textOf("creator"))),
        List.of(category),
        day);
  }

  private static String plain(String html) {
    return ArxivText.squeeze(unescape(TAG.matcher(html).replaceAll("")));
  }

  /** The five entities that the old feed escaped twice. */
  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
