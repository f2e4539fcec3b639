package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonFactory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.calendar.AnnouncementCalendar;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;

class LineJudgeTest {
  private static final String CREATED = "Mon, 24 Mar 2025 17:50:09 GMT";
  private static final String CATEGORIES = "\"categories\":\"cs.LG stat.ML\"";
  private static final String VERSIONS =
      Lines.PLAIN.substring(
          Lines.PLAIN.indexOf("\"versions\""), Lines.PLAIN.indexOf(",\"update_date\""));

  private final JsonFactory json = new JsonFactory();
  private Scope scope = scope("cs.LG");
  private LineJudge judge = new LineJudge(json, scope);

  @Test
  void aLineInScopeBecomesItsPaper() {
    assertThat(
        paper(Lines.PLAIN),
        is(
            ListedPaper.builder()
                .setArxivId("2503.18929")
                .setVersion(2)
                .setDate("2025-03-25")
                .setDateBasis(DateBasis.INFERRED)
                .setAnnounceType(AnnounceType.NEW)
                .setTitle("A title in two lines")
                .setAuthors(List.of("A. Bee", "C. Dée Jr."))
                .setAbstractText("An abstract of two lines.")
                .setCategories(List.of("cs.LG", "stat.ML"))
                .setSubmitted("2025-03-24T17:50:09Z")
                .build()));
  }

  @Test
  void theOrderOfTheKeysDoesNotMatter() {
    String last = Lines.with(CATEGORIES + ",", "").replace("\"]]}", "\"]]," + CATEGORIES + "}");
    assertThat(paper(last), is(paper(Lines.PLAIN)));
    String first = Lines.with("," + VERSIONS, "").replaceFirst("\\{", "{" + VERSIONS + ",");
    assertThat(paper(first), is(paper(Lines.PLAIN)));
  }

  @Test
  void categoriesMayBeListsOfNamesOrOfTexts() {
    ListedPaper paper = paper(Lines.PLAIN);
    assertThat(paper(Lines.with(CATEGORIES, "\"categories\":[\"cs.LG stat.ML\"]")), is(paper));
    assertThat(paper(Lines.with(CATEGORIES, "\"categories\":[\"cs.LG\",\"stat.ML\"]")), is(paper));
  }

  @Test
  void aPaperIsACrossListUnlessItsPrimaryCategoryWasAskedFor() {
    ask("stat.ML");
    assertThat(paper(Lines.PLAIN).getAnnounceType(), is(AnnounceType.CROSS));
    ask("cs");
    assertThat(paper(Lines.PLAIN).getAnnounceType(), is(AnnounceType.NEW));
    ask("cs.L");
    assertThat(judge(Lines.PLAIN), is(LineJudge.Verdict.OUT_OF_SCOPE));
    ask("stat.ML.x");
    assertThat(judge(Lines.PLAIN), is(LineJudge.Verdict.OUT_OF_SCOPE));
  }

  @Test
  void theFirstVersionDatesAPaper() {
    assertThat(
        judge(Lines.with(CREATED, "Mon, 24 Mar 2025 18:00:00 GMT")),
        is(LineJudge.Verdict.OUT_OF_SCOPE));
    assertThat(
        judge(Lines.with(CREATED, "Fri, 21 Mar 2025 18:00:00 GMT")),
        is(LineJudge.Verdict.IN_SCOPE));
    assertThat(
        judge(Lines.with(CREATED, "Fri, 21 Mar 2025 17:59:59 GMT")),
        is(LineJudge.Verdict.OUT_OF_SCOPE));
    String lone = Lines.with("\"v1\"", "\"v9\"");
    assertThat(judge(lone), is(LineJudge.Verdict.BAD));
    String reversed =
        Lines.with(
            VERSIONS,
            "\"versions\":[{\"created\":\"Wed, 2 Apr 2025 01:02:03 GMT\",\"version\":\"v2\"},"
                + "{\"created\":\""
                + CREATED
                + "\",\"version\":\"v1\"}]");
    assertThat(paper(reversed).getSubmitted(), is("2025-03-24T17:50:09Z"));
  }

  @Test
  void versionsWithoutDatesAreOutOfScopeOnlyWhenTheIdSaysSo() {
    String bare = Lines.with(VERSIONS, "\"versions\":[\"v1\",\"v2\"]");
    assertThat(judge(bare), is(LineJudge.Verdict.BAD));
    assertThat(judge.reason(), startsWith("says nowhere when version 1 was submitted"));
    for (String far : List.of("2501.18929", "2505.00001", "0704.0001", "hep-th/9901001")) {
      assertThat(far, judge(bare.replace("2503.18929", far)), is(LineJudge.Verdict.OUT_OF_SCOPE));
    }
    assertThat(judge(bare.replace("2503.18929", "2502.18929")), is(LineJudge.Verdict.BAD));
    assertThat(judge(bare.replace("cs.LG stat.ML", "math.AG")), is(LineJudge.Verdict.OUT_OF_SCOPE));
  }

  @Test
  void whatIsNoRecordIsBadWhetherItWasAskedForOrNot() {
    assertThat(reason("no JSON"), startsWith("is not JSON: "));
    assertThat(reason("[1]"), is("is not a JSON object"));
    assertThat(reason("\"text\""), is("is not a JSON object"));
    assertThat(reason("{}"), is("lacks id (a string)"));
    assertThat(reason(Lines.PLAIN + Lines.PLAIN), is("holds more than one JSON object"));
    assertThat(reason(Lines.PLAIN + " x"), startsWith("is not JSON: "));
    assertThat(reason(Lines.with("\"2503.18929\"", "2503.18929")), is("lacks id (a string)"));
    assertThat(reason(Lines.with("categories", "category")), is("lacks categories"));
    assertThat(reason(Lines.with("cs.LG stat.ML", " ")), is("lacks categories"));
    assertThat(reason(Lines.with("\"versions\"", "\"version\"")), is("lacks versions"));
    assertThat(reason(Lines.with(VERSIONS, "\"versions\":[]")), is("lacks versions"));
    assertThat(reason(Lines.with(CREATED, "yesterday")), containsString("yesterday"));
    assertThat(reason(Lines.with("\"title\"", "\"Title\"")), is("lacks title"));
    assertThat(reason(Lines.with("\"abstract\"", "\"summary\"")), is("lacks abstract"));
    assertThat(reason(Lines.with("2503.18929", "001")), containsString("not one of arXiv's: 001"));
  }

  @Test
  void aLineTornAtAnyPlaceIsBad() {
    byte[] bytes = Lines.PLAIN.getBytes(StandardCharsets.UTF_8);
    for (String category : List.of("cs.LG", "math.AG")) {
      ask(category);
      for (int length = 1; length < bytes.length; length++) {
        assertThat(
            "torn after " + length, judge.judge(bytes, 0, length), is(LineJudge.Verdict.BAD));
      }
      assertThat(judge.newestUpdate(), is("2025-04-03"));
    }
  }

  @Test
  void bytesThatAreNotUtf8AreBadWhereTheyMatter() {
    byte[] bytes = Lines.PLAIN.getBytes(StandardCharsets.UTF_8);
    bytes[Lines.PLAIN.indexOf("in two")] = (byte) 0xff;
    assertThat(reason(bytes), startsWith("is not JSON: "));
  }

  @Test
  void theNewestUpdateIsThatOfAllLines() {
    assertThat(judge.newestUpdate(), is(""));
    judge(Lines.PLAIN);
    judge(Lines.with("\"2025-04-03\"", "\"2025-03-01\""));
    judge(Lines.with("\"2025-04-03\"", "\"2099-xx-01\""));
    judge(Lines.with("\"2025-04-03\"", "null"));
    assertThat(judge.newestUpdate(), is("2025-04-03"));
    judge(Lines.with("\"2025-04-03\"", "\"2025-05-01\"").replace("cs.LG", "math.AG"));
    assertThat(judge.newestUpdate(), is("2025-05-01"));
  }

  @Test
  void authorsAreTakenFromTheirTextWhenTheyAreNotParsed() {
    String unparsed = Lines.with("authors_parsed", "parsed");
    assertThat(paper(unparsed).getAuthors(), contains("A. Bee", "C. D\\'ee"));
    assertThat(paper(unparsed.replace("\"authors\"", "\"x\"")).getAuthors(), is(empty()));
    assertThat(
        paper(Lines.with("[[\"Bee\",\"A.\",\"\"],[\"Dée\",\"C.\",\"Jr.\",\"MIT\"]]", "{\"a\":[1]}"))
            .getAuthors(),
        contains("A. Bee", "C. D\\'ee"));
  }

  @Test
  void otherKeysOfAnyKindArePassedOver() {
    assertThat(
        paper(Lines.with("\"doi\":null", "\"doi\":{\"id\":\"x\",\"versions\":[[1,{}]]}")),
        is(paper(Lines.PLAIN)));
  }

  private void ask(String category) {
    scope = scope(category);
    judge = new LineJudge(json, scope);
  }

  private LineJudge.Verdict judge(String line) {
    byte[] bytes = ("??" + line).getBytes(StandardCharsets.UTF_8);
    return judge.judge(bytes, 2, bytes.length - 2);
  }

  private ListedPaper paper(String line) {
    assertThat(line + " " + judge.reason(), judge(line), is(LineJudge.Verdict.IN_SCOPE));
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      return PaperReader.read(json, bytes, 0, bytes.length, judge.submitted(), scope);
    } catch (BadLineException e) {
      throw new AssertionError(line, e);
    }
  }

  private String reason(String line) {
    return reason(line.getBytes(StandardCharsets.UTF_8));
  }

  private String reason(byte[] bytes) {
    if (judge.judge(bytes, 0, bytes.length) == LineJudge.Verdict.BAD) {
      return judge.reason();
    }
    try {
      return "none: " + PaperReader.read(json, bytes, 0, bytes.length, judge.submitted(), scope);
    } catch (BadLineException e) {
      return e.getMessage();
    }
  }

  private static Scope scope(String category) {
    LocalDate day = LocalDate.parse("2025-03-25");
    return new Scope(List.of(category), day, day, AnnouncementCalendar.arxiv());
  }
}
