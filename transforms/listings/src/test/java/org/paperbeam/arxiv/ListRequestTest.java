package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.storage.Folder;

class ListRequestTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 25);

  private static ListRequest.Builder good() {
    return ListRequest.builder().setCategories(List.of("cs.LG")).setNow(Instant.EPOCH);
  }

  private static String refusal(UnaryOperator<ListRequest.Builder> change) {
    ListRequest.Builder changed = change.apply(good());
    return assertThrows(IllegalArgumentException.class, changed::build).getMessage();
  }

  @Test
  void everyValueIsCheckedAndNamed() {
    assertThat(
        refusal(b -> b.setCategories(List.of())),
        is("categories must name at least one, e.g. cs.LG"));
    assertThat(
        refusal(b -> b.setCategories(List.of("cs.LG", "../x"))),
        is("categories must be arXiv's, e.g. cs.LG or hep-th, not '../x'"));
    assertThat(
        refusal(b -> b.setAnnounceTypes(EnumSet.noneOf(AnnounceType.class))),
        is("announceTypes must name at least one, e.g. new"));
    assertThat(refusal(b -> b.setFrom(DAY)), is("from and to must both be given, or neither"));
    assertThat(
        refusal(b -> b.setSource(ArxivSource.OAI)),
        is("from and to must be given for the source oai"));
    assertThat(
        refusal(b -> b.setSource(ArxivSource.API).setFrom(DAY).setTo(DAY.minusDays(1))),
        is("from must not be after to, but is 2025-03-25 after 2025-03-24"));
    assertThat(
        refusal(b -> b.setFrom(DAY).setTo(DAY.plusDays(1))),
        is("from and to must be one day for the source rss, not 2025-03-25 and 2025-03-26"));
    assertThat(
        refusal(b -> b.setSpacing(Duration.ofSeconds(-1))),
        is("spacing must be 0 s to 1 h, not PT-1S"));
    assertThat(
        refusal(b -> b.setSpacing(Duration.ofHours(2))),
        is("spacing must be 0 s to 1 h, not PT2H"));
    assertThat(
        refusal(b -> b.setMaxWait(Duration.ofSeconds(-1))),
        is("maxWait must be 0 or more, not PT-1S"));
    assertThat(
        refusal(b -> b.setContact("me and\nyou")),
        is("contact must be a mail address or URL without blanks, not 'me and\nyou'"));
    assertThat(
        refusal(b -> b.setOaiUrl("ftp://x/oai")),
        is("oaiUrl must be an http or https address, not 'ftp://x/oai'"));
    assertThat(
        refusal(b -> b.setApiUrl("no address")),
        is("apiUrl must be an http or https address, not 'no address'"));
    assertThat(
        refusal(b -> b.setSource(ArxivSource.BUNDLED)),
        is("bundledFeeds must name feeds for the source bundled, and for no other"));
    assertThat(
        refusal(b -> b.setBundledFeeds(List.of("x.xml"))),
        is("bundledFeeds must name feeds for the source bundled, and for no other"));
  }

  @Test
  void aCopyKeepsEveryValueAndEveryValueCounts() {
    ListRequest full =
        good()
            .setSource(ArxivSource.OAI)
            .setAnnounceTypes(EnumSet.of(AnnounceType.NEW))
            .setFrom(DAY)
            .setTo(DAY)
            .setRssUrl("http://localhost/rss")
            .setApiUrl("http://localhost/api")
            .setOaiUrl("http://localhost/oai")
            .setSpacing(Duration.ofSeconds(1))
            .setMaxWait(Duration.ofSeconds(2))
            .setContact("me@example.org")
            .setListingCache(Folder.of("/cache"))
            .build();
    assertThat(full.toBuilder().build(), is(full));
    assertThat(SerializableUtils.clone(full), is(full));
    List<UnaryOperator<ListRequest.Builder>> changes =
        List.of(
            b -> b.setSource(ArxivSource.API),
            b -> b.setCategories(List.of("cs.AI")),
            b -> b.setAnnounceTypes(EnumSet.of(AnnounceType.CROSS)),
            b -> b.setFrom(DAY.minusDays(1)),
            b -> b.setTo(DAY.plusDays(1)),
            b -> b.setRssUrl("http://localhost/other"),
            b -> b.setApiUrl("http://localhost/other"),
            b -> b.setOaiUrl("http://localhost/other"),
            b -> b.setSpacing(Duration.ZERO),
            b -> b.setMaxWait(Duration.ZERO),
            b -> b.setContact(null),
            b -> b.setListingCache(null),
            b -> b.setNow(Instant.MAX));
    for (UnaryOperator<ListRequest.Builder> change : changes) {
      assertThat(change.apply(full.toBuilder()).build(), is(not(full)));
    }
  }

  @Test
  void theTermsOfArxivAreTheDefault() {
    assertThat(good().build().getSpacing(), is(Duration.ofSeconds(3)));
    assertThat(
        good().build().getAnnounceTypes(), is(EnumSet.of(AnnounceType.NEW, AnnounceType.CROSS)));
  }
}
