package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paperbeam.arxiv.OaiMetadata.Version;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.testing.NeedsSamples;
import org.paperbeam.testing.SharedData;

/**
 * Every real answer beside the project is read in full, or refused for the reason it gives. Other
 * files may come to stand beside them: they too must be read or refused.
 */
@NeedsSamples
class SamplesTest {
  /** Reads an answer; returns how many entries it has. */
  @FunctionalInterface
  private interface Reader {
    int entries(String answer) throws ListingException;
  }

  /** What became of each file of a folder: how many entries, or why it was refused. */
  private static Map<String, String> outcomes(String folder, Reader reader) throws IOException {
    Map<String, String> outcomes = new TreeMap<>();
    try (Stream<Path> files = Files.list(SharedData.path("samples/" + folder))) {
      for (Path file : files.toList()) {
        String outcome;
        try {
          outcome = String.valueOf(reader.entries(Files.readString(file)));
        } catch (ListingException e) {
          outcome = e.getMessage();
        }
        outcomes.put(file.getFileName().toString(), outcome);
      }
    }
    return outcomes;
  }

  private static void assertOutcomes(Map<String, String> outcomes, Map<String, String> named) {
    Map<String, String> found = new TreeMap<>(outcomes);
    found.keySet().retainAll(named.keySet());
    assertThat(found, is(named));
  }

  private static RssFeed rss(String name) throws ListingException {
    return RssFeed.parse(SharedData.text("samples/rss/" + name));
  }

  private static AtomFeed atom(String name) throws ListingException {
    return AtomFeed.parse(SharedData.text("samples/atom/" + name));
  }

  private static OaiPage oai(String name) throws ListingException {
    return OaiPage.parse(SharedData.text("samples/oai/" + name));
  }

  @Test
  void everyRssFileIsReadInFullOrRefused() throws Exception {
    assertOutcomes(
        outcomes("rss", text -> RssFeed.parse(text).items().size()),
        Map.of(
            "arxiv-docs-atom_specifications.md",
            "the answer is no XML but text: \"# ATOM feed Specifications For optimal ATOM feed"
                + " results, pl...\"",
            "arxiv-docs-rss_specifications.md",
            "the answer is no XML but text: \"# RSS feed Specifications For optimal RSS feed"
                + " results, plea...\"",
            "rss10-hep-ex-2018-05-23.rdf",
            "the answer is no RSS feed: it begins with <RDF>",
            "rss20-cs_cl-2026-04-27.xml",
            "3",
            "rss20-cs_lg-2026-04-27.xml",
            "3",
            "srv-rss20-EMPTY-econ.xml",
            "0",
            "srv-rss20-hep-th.xml",
            "2",
            "srv-rss20-math.xml",
            "8",
            "srv-rss20-math_cs_physics_hep-th_a.xml",
            "18"));
  }

  @Test
  void theFeedOfTodayIsReadExactly() throws Exception {
    RssFeed feed = rss("rss20-cs_cl-2026-04-27.xml");
    assertThat(feed.day(), is(LocalDate.of(2026, 4, 27)));
    assertThat(feed.built(), is(LocalDate.of(2026, 4, 27)));
    RssItem item = feed.items().get(0);
    assertThat(item.id(), is("2604.22002"));
    assertThat(item.type(), is(AnnounceType.NEW));
    assertThat(
        item.authors(),
        contains("Anamta Khan", "Ratna Kandala", "Deepti", "Sheza Munir", "Joyojeet Pal"));
    assertThat(
        item.abstractText(), startsWith("Social media platforms have become primary channels"));
    assertThat(feed.items().get(1).categories(), contains("cs.CL", "cs.AI", "cs.LG"));
  }

  @Test
  void theServersOwnFeedsAreReadExactly() throws Exception {
    RssFeed feed = rss("srv-rss20-math.xml");
    assertThat(feed.day(), is(LocalDate.of(2011, 2, 4)));
    assertThat(
        feed.items().get(0).authors(),
        contains("Francois Delarue", "Fr\\'ed\\'eric Lagouti\\`ere"));
    assertThat(
        feed.items().stream()
            .map(i -> i.id() + "v" + i.version() + " " + i.type().label())
            .toList(),
        contains(
            "0712.3217v1 new",
            "0906.4150v1 new",
            "0704.0046v1 cross",
            "0906.2112v3 replace",
            "0906.3336v2 replace",
            "0906.3421v2 replace",
            "math/0510544v2 replace",
            "0704.0248v2 replace-cross"));
    assertThat(
        rss("srv-rss20-math_cs_physics_hep-th_a.xml").items().get(17).authors(),
        contains("Naihong Hu", "Dong Liu", "Linsheng Zhu"));
  }

  @Test
  void everyAtomFileIsReadInFull() throws Exception {
    assertOutcomes(
        outcomes("atom", text -> AtomFeed.parse(text).entries().size()),
        Map.of(
            "api-2025-two-entries.xml", "2",
            "api-2026-id_0000.0000_s0_m100-http200.xml", "0",
            "api-2026-id_1605.08386_s0_m100-http200.xml", "1",
            "api-2026-id_1707.08567_s0_m100-http200.xml", "1",
            "api-2026-id_quant-ph_0201082v1_s0_m100-http200.xml", "1",
            "api-2026-q_testing_s0_m100-http200.xml", "100",
            "api-2026-q_testing_s0_m15-http200.xml", "15",
            "api-2026-q_testing_s20_m10-http200.xml", "10",
            "api-2026-q_testing_s50_m10-http200.xml", "10",
            "api-2026-q_testing_s5_m15-http200.xml", "15"));
  }

  @Test
  void bothStylesOfTheApiAreReadExactly() throws Exception {
    AtomFeed old = atom("api-2025-two-entries.xml");
    assertThat(old.total(), is(5619L));
    assertThat(
        old.entries().get(0).title(),
        is(
            "RDD: Retrieval-Based Demonstration Decomposer for Planner Alignment in Long-Horizon"
                + " Tasks"));
    assertThat(
        old.entries().get(0).categories(),
        contains("cs.RO", "cs.AI", "cs.CV", "cs.LG", "cs.SY", "eess.SY"));
    AtomEntry entry = atom("api-2026-id_quant-ph_0201082v1_s0_m100-http200.xml").entries().get(0);
    assertThat(entry.id(), is("quant-ph/0201082"));
    assertThat(entry.version(), is(1));
    assertThat(entry.published(), is(Instant.parse("2002-01-18T15:08:05Z")));
    assertThat(entry.authors(), contains("Stephen Blaha"));
    AtomFeed page = atom("api-2026-q_testing_s50_m10-http200.xml");
    assertThat(page.total(), is(214_881L));
    assertThat(page.start(), is(50L));
    for (AtomEntry each : atom("api-2026-q_testing_s0_m100-http200.xml").entries()) {
      assertThat(each.id(), each.authors().isEmpty() || each.categories().isEmpty(), is(false));
    }
  }

  @Test
  void everyOaiFileIsReadInFullOrRefused() throws Exception {
    Map<String, String> outcomes = outcomes("oai", text -> OaiPage.parse(text).records().size());
    Map<String, String> read = new TreeMap<>();
    Map<String, String> refused = new TreeMap<>();
    outcomes.forEach((name, said) -> (said.matches("\\d+") ? read : refused).put(name, said));
    assertOutcomes(
        read,
        Map.ofEntries(
            Map.entry("pmh-noRecordsMatch.xml", "0"),
            Map.entry("srv-ListIdentifiers-page1.xml", identifiers()),
            Map.entry("srv-arXivRaw-lastpage.xml", "3"),
            Map.entry("srv-err-noRecordsMatch.xml", "0"),
            Map.entry("synthetic-arxiv_raw_sample.xml", "1")));
    assertThat(
        refused.remove("srv-ListSets.xml"),
        is("the answer is one to ListSets and holds no records"));
    Map<String, String> codes = new TreeMap<>();
    refused.forEach(
        (name, said) ->
            codes.put(
                name,
                said.replaceFirst("OAI-PMH reports (\\w+).*", "$1")
                    .replaceFirst("record 1 \\(.*\\) is in the format <(\\w+)>, .*", "$1")));
    assertOutcomes(
        codes,
        Map.ofEntries(
            Map.entry("arXiv-1305.0014.xml", "arXiv"),
            Map.entry("arXiv-ListRecords-cs-1000-resumptionToken-2016.xml", "arXiv"),
            Map.entry("arXiv-arxiv-single.xml", "arXiv"),
            Map.entry("arXiv-sample_arxiv_record.xml", "arXiv"),
            Map.entry("oai_dc-arxiv_1711_05739.xml", "dc"),
            Map.entry("srv-arXiv-page1-token.xml", "arXiv"),
            Map.entry("srv-arXivOld-page1-token.xml", "arXivOld"),
            Map.entry("srv-oai_dc-lastpage.xml", "dc"),
            Map.entry("synthetic-arxiv_format_sample.xml", "arXiv"),
            Map.entry("arXiv-1305.0014v1.xml", "idDoesNotExist"),
            Map.entry("arXiv-1305.9999.xml", "idDoesNotExist"),
            Map.entry("pmh-badArgument.xml", "badArgument"),
            Map.entry("pmh-badResumptionToken.xml", "badResumptionToken"),
            Map.entry("pmh-cannotDisseminateFormat.xml", "cannotDisseminateFormat"),
            Map.entry("srv-err-bad-date.xml", "badArgument"),
            Map.entry("srv-err-bad-set.xml", "badArgument"),
            Map.entry("srv-err-badResumptionToken.xml", "badResumptionToken"),
            Map.entry("srv-err-badVerb.xml", "badVerb"),
            Map.entry("srv-err-cannotDisseminateFormat.xml", "cannotDisseminateFormat"),
            Map.entry("srv-err-future-from-badArgument.xml", "badArgument"),
            Map.entry("srv-err-idDoesNotExist.xml", "idDoesNotExist")));
  }

  private static String identifiers() {
    String text = SharedData.text("samples/oai/srv-ListIdentifiers-page1.xml");
    return String.valueOf(text.split("<header>", -1).length - 1);
  }

  @Test
  void recordsOfOaiAreReadExactly() throws Exception {
    OaiPage raw = oai("srv-arXivRaw-lastpage.xml");
    assertThat(raw.resumptionToken() == null, is(true));
    OaiMetadata paper = raw.records().get(0).metadata();
    assertThat(paper.authors(), contains("Niels Lubbes", "Josef Schicho"));
    assertThat(paper.versions(), contains(new Version(1, Instant.parse("2011-02-02T14:16:49Z"))));
    OaiMetadata twice = oai("synthetic-arxiv_raw_sample.xml").records().get(0).metadata();
    assertThat(
        twice.versions(),
        contains(
            new Version(1, Instant.parse("2023-01-02T12:00:00Z")),
            new Version(2, Instant.parse("2023-06-15T08:30:00Z"))));
  }
}
