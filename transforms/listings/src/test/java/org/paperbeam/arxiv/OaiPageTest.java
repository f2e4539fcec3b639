package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.arxiv.OaiMetadata.Version;

class OaiPageTest {
  private static final String V1 = "Mon, 24 Mar 2025 17:00:00 GMT";

  /** Why the one bad entry of an answer is bad. */
  private static String bad(String answer) {
    try {
      List<BadEntry> bad = OaiPage.parse(answer).bad();
      assertThat(bad, hasSize(1));
      return bad.get(0).reason();
    } catch (ListingException e) {
      throw new AssertionError(e);
    }
  }

  private static String refusal(String answer) {
    return assertThrows(ListingException.class, () -> OaiPage.parse(answer)).getMessage();
  }

  @Test
  void aRawRecordIsReadWithAllItsVersions() throws Exception {
    OaiPage page =
        OaiPage.parse(
            OaiXml.page(
                " verb%3DListRecords%26skip%3D2 ",
                OaiXml.raw(
                    "hep-th/9901002",
                    "2025-03-26",
                    "hep-th  math.GT",
                    V1,
                    "Tue, 1 Apr 2025 08:30:00 GMT")));
    assertThat(page.resumptionToken(), is("verb%3DListRecords%26skip%3D2"));
    OaiRecord record = page.records().get(0);
    assertThat(record.id(), is("hep-th/9901002"));
    assertThat(record.datestamp(), is(LocalDate.of(2025, 3, 26)));
    assertThat(
        record.metadata(),
        is(
            new OaiMetadata(
                "Title of hep-th/9901002",
                "Some text.",
                java.util.List.of("A. B", "C. D", "E. F, Jr."),
                java.util.List.of("hep-th", "math.GT"),
                java.util.List.of(
                    new Version(1, Instant.parse("2025-03-24T17:00:00Z")),
                    new Version(2, Instant.parse("2025-04-01T08:30:00Z"))))));
  }

  @Test
  void aDeletedRecordIsAHeader() throws Exception {
    OaiRecord record = OaiPage.parse(OaiXml.page(null, OaiXml.deleted("x"))).records().get(0);
    assertThat(record.deleted(), is(true));
    assertThat(record.metadata(), is(nullValue()));
  }

  @Test
  void theLastPageHasAnEmptyTokenOrNone() throws Exception {
    assertThat(OaiPage.parse(OaiXml.page(null)).resumptionToken(), is(nullValue()));
    assertThat(OaiPage.parse(OaiXml.page("")).resumptionToken(), is(nullValue()));
    assertThat(
        OaiPage.parse(OaiXml.answer("<ListRecords><resumptionToken/></ListRecords>"))
            .resumptionToken(),
        is(nullValue()));
  }

  @Test
  void noRecordsMatchIsNothingAndEveryOtherErrorIsAFailure() throws Exception {
    assertThat(OaiPage.parse(OaiXml.error("noRecordsMatch")).records(), empty());
    for (String code :
        new String[] {"badArgument", "badResumptionToken", "badVerb", "idDoesNotExist"}) {
      OaiProtocolException e =
          assertThrows(OaiProtocolException.class, () -> OaiPage.parse(OaiXml.error(code)));
      assertThat(e.code(), is(code));
      assertThat(e.getMessage(), is("OAI-PMH reports " + code + ": Some words."));
    }
    assertThat(
        refusal(OaiXml.answer("<error code=\"badArgument\"/>")), is("OAI-PMH reports badArgument"));
  }

  @Test
  void aRecordWithoutWhatIsNeededIsNamedAndCostsNoOther() {
    String good = OaiXml.raw("2503.00001", "2025-03-25", "cs.LG", V1);
    assertThat(
        bad(OaiXml.page(null, good, good.replaceAll("(?s)<title>.*</title>", ""))),
        is("record 2 (2503.00001) has no title"));
    assertThat(
        bad(OaiXml.page(null, good.replaceAll("(?s)<metadata>.*</metadata>", ""))),
        is("record 1 (2503.00001) has no metadata and is not deleted"));
    assertThat(
        bad(OaiXml.page(null, good.replace(">cs.LG<", ">68T05<"))),
        is("record 1 (2503.00001) has no categories"));
    assertThat(
        bad(OaiXml.page(null, good.replace(V1, "yesterday"))),
        is("record 1 (2503.00001) has a version 'v1' of 'yesterday', which cannot be read"));
    assertThat(
        bad(OaiXml.page(null, good.replace("<id>2503.00001", "<id>2503.00002"))),
        is("record 1 names two papers, 2503.00001 and 2503.00002"));
    assertThat(
        bad(OaiXml.page(null, good.replace("arXiv.org:2503.00001", "arXiv.org:none"))),
        is("record 1 has no arXiv id but 'oai:arXiv.org:none'"));
    assertThat(bad(OaiXml.page(null, "<record/>")), is("record 1 has no header"));
    assertThat(
        refusal(OaiXml.page(null, good.replace("arXivRaw", "marc"))),
        is("record 1 (2503.00001) is in the format <marc>, not in <arXivRaw>"));
  }

  @Test
  void whatIsNoAnswerWithRecordsIsRefusedWithWhatItIs() {
    assertThat(refusal("<html/>"), is("the answer is an HTML page"));
    assertThat(refusal("Retry after 10 seconds"), containsString("no XML but text"));
    assertThat(refusal("<rss/>"), is("the answer is not OAI-PMH: it begins with <rss>"));
    assertThat(
        refusal(OaiXml.answer("")), is("the OAI-PMH answer holds neither records nor an error"));
    assertThat(
        refusal(OaiXml.answer("<ListSets><set/></ListSets>")),
        is("the answer is one to ListSets and holds no records"));
    String page = OaiXml.page(null, OaiXml.raw("2503.00001", "2025-03-25", "cs.LG", V1));
    assertThat(refusal(page.substring(0, page.length() - 30)), containsString("broken or cut off"));
  }

  @Test
  void aRecordByItselfIsAPage() throws Exception {
    assertThat(
        OaiPage.parse(OaiXml.raw("2503.00001", "2025-03-25", "cs.LG", V1)).records(), hasSize(1));
  }
}
