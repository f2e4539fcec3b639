package org.paperbeam.contract;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** RSS feeds in arXiv's form (info.arxiv.org/help/rss_specifications.html), of 2025-03-25. */
final class TestFeed {
  /** A Tuesday with an announcement. */
  static final String DAY = "2025-03-25";

  /** The most items that arXiv puts into a feed; more were cut. */
  static final int LIMIT = 2000;

  private static final String DATE = "Tue, 25 Mar 2025 00:00:00 -0400";

  private TestFeed() {}

  /** The feed of these categories: every paper of one of them, once. */
  static String of(List<TestPaper> papers, Collection<String> categories) {
    return feed(
        papers.stream()
            .filter(paper -> paper.categories().stream().anyMatch(categories::contains))
            .map(paper -> item(paper, announced(paper, categories)))
            .collect(Collectors.joining("\n")));
  }

  /** A feed that reached the limit, of papers that stand in no other. */
  static String cut() {
    return feed(
        IntStream.range(0, LIMIT)
            .mapToObj(i -> item(TestPaper.of("2503.%05d".formatted(50000 + i)), "new"))
            .collect(Collectors.joining("\n")));
  }

  /** How the feed of these categories announces it. */
  static String announced(TestPaper paper, Collection<String> categories) {
    boolean cross = !categories.contains(paper.categories().get(0));
    return paper.replacement() ? (cross ? "replace-cross" : "replace") : cross ? "cross" : "new";
  }

  private static String feed(String items) {
    return """
        <?xml version='1.0' encoding='UTF-8'?>
        <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
          <channel>
            <title>updates on arXiv.org</title>
            <lastBuildDate>%1$s</lastBuildDate>
            <pubDate>%1$s</pubDate>
            %2$s
          </channel>
        </rss>
        """
        .formatted(DATE, items);
  }

  private static String item(TestPaper paper, String type) {
    return """
        <item><title>%2$s</title><link>https://arxiv.org/abs/%1$s</link>
        <description>arXiv:%1$sv1 Announce Type: %3$s\s
        Abstract: %4$s</description>
        <guid isPermaLink="false">oai:arXiv.org:%1$sv1</guid>%5$s
        <pubDate>%6$s</pubDate><arxiv:announce_type>%3$s</arxiv:announce_type>
        <dc:creator>%7$s</dc:creator></item>"""
        .formatted(
            paper.id(),
            escaped(paper.title()),
            type,
            escaped(paper.abstractText()),
            paper.categories().stream()
                .map(category -> "<category>" + category + "</category>")
                .collect(Collectors.joining()),
            DATE,
            escaped(
                paper.authors().stream().map(TestAuthor::name).collect(Collectors.joining(", "))));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
