package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.AnnounceType;

class RssFeedTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 25);

  private static RssItem one(String item) throws ListingException {
    RssFeed feed = RssFeed.parse(Feeds.feed(DAY, item));
    assertThat(feed.items(), hasSize(1));
    return feed.items().get(0);
  }

  /** Why the one bad entry of an answer is bad. */
  private static String bad(String answer) {
    try {
      List<BadEntry> bad = RssFeed.parse(answer).bad();
      assertThat(bad, hasSize(1));
      return bad.get(0).reason();
    } catch (ListingException e) {
      throw new AssertionError(e);
    }
  }

  private static String refusal(String answer) {
    return assertThrows(ListingException.class, () -> RssFeed.parse(answer)).getMessage();
  }

  @Test
  void everyFieldOfAnItemIsRead() throws Exception {
    RssItem item =
        one(
            """
            <item><title>  A <![CDATA[title]]>
              of $a&lt;b$ </title><link>https://arxiv.org/abs/hep-th/9901002</link>
            <description>arXiv:hep-th/9901002v3 Announce Type: replace-cross \nAbstract:   One\u00a0\n two.
            Abstract: three. </description>
            <guid isPermaLink="false">oai:arXiv.org:hep-th/9901002v3</guid>
            <category>hep-th</category><category>math.GT</category><category>68T05; 53D10</category><category>I.2.7</category>
            <pubDate>Tue, 25 Mar 2025 00:00:00 -0400</pubDate>
            <arxiv:announce_type>replace-cross</arxiv:announce_type>
            <dc:creator>Fr\\'ed\\'eric L. (PMA, X),  Deepti</dc:creator></item>\
            """);
    assertThat(item.id(), is("hep-th/9901002"));
    assertThat(item.version(), is(3));
    assertThat(item.type(), is(AnnounceType.REPLACE_CROSS));
    assertThat(item.title(), is("A title of $a<b$"));
    assertThat(item.abstractText(), is("One two. Abstract: three."));
    assertThat(item.authors(), contains("Fr\\'ed\\'eric L.", "Deepti"));
    assertThat(item.categories(), contains("hep-th", "math.GT"));
    assertThat(item.date(), is(DAY));
  }

  @Test
  void anItemWithoutWhatIsNotNeededIsKept() throws Exception {
    RssItem item =
        one(
            "<item><title>T</title><link>http://arxiv.org/abs/2503.00001</link>"
                + "<arxiv:announce_type>new</arxiv:announce_type></item>");
    assertThat(item.id(), is("2503.00001"));
    assertThat(item.version(), is(1));
    assertThat(item.abstractText(), is(""));
    assertThat(item.authors(), empty());
    assertThat(item.categories(), empty());
    assertThat(item.date(), is(nullValue()));
  }

  @Test
  void theAnnounceTypeComesFromTheDescriptionWhenItHasNoElement() throws Exception {
    RssItem item =
        one(
            "<item><title>T</title><description>arXiv:2503.00001v2 Announce Type: replace \n"
                + "Abstract: X</description></item>");
    assertThat(item.type(), is(AnnounceType.REPLACE));
    assertThat(item.version(), is(2));
  }

  @Test
  void aTypeAndALinkOfAnotherSpellingAreRead() throws Exception {
    for (String type : List.of("Replace-Cross", "replace_cross", "replace cross")) {
      RssItem item =
          one(
              "<item><title>T</title><link>https://arxiv.org/abs/2503.00001v2/?context=cs#x</link>"
                  + ("<arxiv:announce_type>" + type + "</arxiv:announce_type></item>"));
      assertThat(item.type(), is(AnnounceType.REPLACE_CROSS));
      assertThat(item.id(), is("2503.00001"));
      assertThat(item.version(), is(2));
    }
  }

  @Test
  void aTypeThatContradictsTheDescriptionIsKeptWithAWarning() throws Exception {
    String item =
        Feeds.item("2503.00001", "new", DAY).replace("Announce Type: new", "Announce Type: cross");
    RssFeed feed = RssFeed.parse(Feeds.feed(DAY, item));
    assertThat(feed.items().get(0).type(), is(AnnounceType.NEW));
    assertThat(
        feed.warnings(),
        contains("2503.00001: its announce type is new, its description says cross"));
  }

  @Test
  void anItemWithoutWhatIsNeededIsNamedAndCostsNoOther() {
    String good = Feeds.item("2503.00001", "new", DAY);
    assertThat(
        bad(
            Feeds.feed(
                DAY,
                good,
                good.replaceAll("<arxiv:announce.*announce_type>", "")
                    .replace("Announce Type: new", ""))),
        is("item 2 (2503.00001) has no announce type"));
    assertThat(
        bad(Feeds.feed(DAY, Feeds.item("2503.00001", "withdrawn", DAY))),
        is("item 1 (2503.00001) has the unknown announce type \"withdrawn\""));
    assertThat(
        bad(Feeds.feed(DAY, good.replaceAll("<title>.*</title>", ""))),
        is("item 1 (2503.00001) has no title"));
    assertThat(
        bad(Feeds.feed(DAY, "<item><title>Lost</title></item>")),
        is("item 1 (\"Lost\") has no arXiv id"));
    assertThat(
        bad(Feeds.feed(DAY, good.replace("abs/2503.00001", "abs/2503.00002"))),
        is("item 1 names two papers, 2503.00001 and 2503.00002"));
  }

  @Test
  void theDayIsTheItemsOwnBeforeTheChannels() throws Exception {
    LocalDate before = DAY.minusDays(1);
    RssFeed feed = RssFeed.parse(Feeds.feed(DAY, Feeds.item("2503.00001", "new", before)));
    assertThat(feed.day(), is(before));
    assertThat(feed.channelDay(), is(DAY));
    assertThat(RssFeed.parse(Feeds.feed(DAY)).day(), is(DAY));
    assertThat(RssFeed.parse(Feeds.feed(DAY)).items(), empty());
  }

  @Test
  void whatIsNoFeedIsRefusedWithWhatItIs() {
    assertThat(refusal(""), is("the answer is empty"));
    assertThat(refusal("Rate exceeded."), is("the answer is no XML but text: \"Rate exceeded.\""));
    assertThat(
        refusal(
            "\n"
                + "<!DOCTYPE html>\n"
                + "<html><head><title>Under\n"
                + " maintenance</title></head><body><p>x<br></body></html>"),
        is("the answer is an HTML page titled \"Under maintenance\""));
    assertThat(refusal("<html lang='en'><p>x</html>"), is("the answer is an HTML page"));
    assertThat(refusal("<feed xmlns='http://www.w3.org/2005/Atom'/>"), containsString("<feed>"));
    assertThat(refusal("<rss version='2.0'/>"), is("the answer is an RSS feed without a channel"));
    String whole = Feeds.feed(DAY, Feeds.item("2503.00001", "new", DAY));
    assertThat(
        refusal(whole.substring(0, whole.length() - 20)),
        containsString("broken or cut off at line"));
  }

  @Test
  void anErrorFeedIsAnErrorWithItsText() {
    assertThat(
        refusal(
            "<rss><channel><title>Feed error for query: cs.XX</title>"
                + "<description>Bad archive 'cs.XX'.</description></channel></rss>"),
        is("arXiv answers \"Feed error for query: cs.XX\": Bad archive 'cs.XX'."));
  }

  @Test
  void noEntityIsFetchedOrUnfolded() {
    String bomb =
        "<!DOCTYPE rss [<!ENTITY a SYSTEM"
            + " 'file:///etc/passwd'>]><rss><channel><title>&a;</title></channel></rss>";
    assertThat(refusal(bomb), containsString("broken"));
  }

  @Test
  void charactersThatXmlForbidsBecomeBlanks() throws Exception {
    String item =
        Feeds.item("2503.00001", "new", DAY).replace("Title of", "A\u0001B&#x1F;C&#11;D\uD800E");
    assertThat(one(item).title(), is("A B C D\uFFFDE 2503.00001"));
  }

  @Test
  void aLargeFeedFullOfEscapesIsRead() throws Exception {
    String[] items = new String[1500];
    for (int i = 0; i < items.length; i++) {
      items[i] =
          Feeds.item("2503.%05d".formatted(i), "new", DAY)
              .replace("Text.", "a &lt; b &amp; &#233; ".repeat(100));
    }
    RssFeed feed = RssFeed.parse(Feeds.feed(DAY, items));
    assertThat(feed.items(), hasSize(1500));
    assertThat(feed.items().get(1499).abstractText().length(), is(100 * "a < b & é ".length() - 1));
  }

  @Test
  void twoThousandItemsAreRead() throws Exception {
    assertThat(RssFeed.parse(Feeds.full(DAY, 2000)).items(), hasSize(2000));
  }
}
