package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtomFeedTest {
  private static final String ENTRY =
      """
      <entry><id>http://arxiv.org/abs/math.GT/0309136v2</id><updated>2025-03-26T00:00:00Z</updated>
      <published>2025-03-24T17:59:37Z</published><title>One
        title</title><summary>  An
      abstract.
      </summary><author><name>Fr\\'ed L.</name><arxiv:affiliation>LRI</arxiv:affiliation></author>
      <author><name>Deepti</name></author>
      <arxiv:primary_category term="math.GT"/><category term="I.2.7"/><category term="cs.LG"/>
      <category term="math.GT"/></entry>\
      """;

  private static String feed(String inside) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
    <title>ArXiv Query</title>%s</feed>
    """
        .formatted(inside);
  }

  private static final String TOTALS = "<totalResults>7</totalResults><startIndex>5</startIndex>";

  /** Why the one bad entry of an answer is bad. */
  private static String bad(String answer) {
    try {
      List<BadEntry> bad = AtomFeed.parse(answer).bad();
      assertThat(bad, hasSize(1));
      return bad.get(0).reason();
    } catch (ListingException e) {
      throw new AssertionError(e);
    }
  }

  private static String refusal(String answer) {
    return assertThrows(ListingException.class, () -> AtomFeed.parse(answer)).getMessage();
  }

  @Test
  void everyFieldOfAnEntryIsRead() throws Exception {
    AtomFeed feed = AtomFeed.parse(feed(TOTALS + ENTRY));
    assertThat(feed.total(), is(7L));
    assertThat(feed.start(), is(5L));
    AtomEntry entry = feed.entries().get(0);
    assertThat(entry.id(), is("math.GT/0309136"));
    assertThat(entry.version(), is(2));
    assertThat(entry.title(), is("One title"));
    assertThat(entry.abstractText(), is("An abstract."));
    assertThat(entry.authors(), contains("Fr\\'ed L.", "Deepti"));
    assertThat(entry.categories(), contains("math.GT", "cs.LG"));
    assertThat(entry.published(), is(Instant.parse("2025-03-24T17:59:37Z")));
  }

  @Test
  void idsOfMirrorsAreRead() throws Exception {
    for (String host : List.of("export.arxiv.org", "www.arxiv.org")) {
      AtomEntry entry =
          AtomFeed.parse(feed(TOTALS + ENTRY.replace("//arxiv.org/abs", "//" + host + "/abs")))
              .entries()
              .get(0);
      assertThat(entry.id(), is("math.GT/0309136"));
    }
  }

  @Test
  void anAnswerWithoutEntriesIsEmpty() throws Exception {
    assertThat(AtomFeed.parse(feed("<totalResults>0</totalResults>")).entries(), empty());
  }

  @Test
  void anErrorEntryIsAnError() {
    String error =
        "<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id><title>Error</title>"
            + "<summary>incorrect id format for x</summary></entry>";
    assertThat(
        refusal(feed("<totalResults>1</totalResults>" + error)),
        is("arXiv's API answers \"incorrect id format for x\""));
  }

  @Test
  void aPaperCalledErrorIsAPaper() throws Exception {
    String entry = ENTRY.replaceAll("(?s)<title>.*</title>", "<title>Error</title>");
    assertThat(AtomFeed.parse(feed(TOTALS + entry)).entries().get(0).title(), is("Error"));
  }

  @Test
  void anEntryWithoutWhatIsNeededIsNamedAndCostsNoOther() {
    assertThat(
        bad(feed(TOTALS + ENTRY.replaceAll("<published>.*</published>", ""))),
        is("entry 1 (math.GT/0309136) has no readable date of submission"));
    assertThat(
        bad(feed(TOTALS + ENTRY.replaceAll("(?s)<title>.*</title>", ""))),
        is("entry 1 (math.GT/0309136) has no title"));
    assertThat(
        bad(feed(TOTALS + ENTRY.replace("abs/math.GT/0309136v2", "x"))),
        is("entry 1 (\"One title\") has no arXiv id but 'http://arxiv.org/x'"));
  }

  @Test
  void whatIsNoAtomFeedIsRefusedWithWhatItIs() {
    assertThat(refusal("Rate exceeded."), containsString("text: \"Rate exceeded.\""));
    assertThat(
        refusal("<html><title>503</title></html>"), containsString("HTML page titled \"503\""));
    assertThat(refusal("<rss/>"), is("the answer is no Atom feed: it begins with <rss>"));
    assertThat(refusal(feed("")), containsString("does not say how many entries"));
    assertThat(
        refusal(feed("<totalResults>many</totalResults>")), is("totalResults is no number: many"));
    assertThat(refusal(feed(ENTRY).substring(0, 300)), containsString("broken or cut off"));
  }
}
