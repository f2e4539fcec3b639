package org.paperbeam.arxiv;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** RSS feeds in arXiv's form. */
final class Feeds {
  private Feeds() {}

  static String day(LocalDate day) {
    return day.atStartOfDay(ZoneId.of("America/New_York"))
        .format(DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT));
  }

  static String feed(LocalDate day, String... items) {
    return feed(day, day, List.of(items));
  }

  static String feed(LocalDate built, LocalDate day, List<String> items) {
    return """
        <?xml version='1.0' encoding='UTF-8'?>
        <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
          <channel>
            <title>cs.LG updates on arXiv.org</title>
            <description>cs.LG updates on the arXiv.org e-print archive.</description>
            <lastBuildDate>%s</lastBuildDate>
            <pubDate>%s</pubDate>
            <skipDays><day>Saturday</day></skipDays>
            %s
          </channel>
        </rss>
        """
        .formatted(day(built), day(day), String.join("\n", items));
  }

  static String item(String id, String type, LocalDate day) {
    return """
        <item><title>Title of %1$s</title><link>https://arxiv.org/abs/%1$s</link>
        <description>arXiv:%1$sv1 Announce Type: %2$s \nAbstract: Text.</description>
        <guid isPermaLink="false">oai:arXiv.org:%1$sv1</guid><category>cs.LG</category>
        <pubDate>%3$s</pubDate><arxiv:announce_type>%2$s</arxiv:announce_type>
        <dc:creator>A. B, C. D</dc:creator></item>"""
        .formatted(id, type, day(day));
  }

  /** A feed of that many new papers. */
  static String full(LocalDate day, int count) {
    return feed(
        day,
        day,
        IntStream.range(0, count)
            .mapToObj(i -> item("2503.%05d".formatted(i), "new", day))
            .collect(Collectors.toList()));
  }
}
