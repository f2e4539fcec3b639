package org.paperbeam.repeats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.paperbeam.digest.DigestFiles;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.Repeats;
import org.paperbeam.site.Pages;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.MemoryStore;
import org.paperbeam.testing.days.WrittenDays;

class SeenBeforeTest {
  private static final String MONDAY = "2025-03-24";
  private static final String TUESDAY = "2025-03-25";
  private static final String WEDNESDAY = "2025-03-26";
  private static final String ID = "2503.00001";

  private final MemoryStore store = MemoryStore.create();
  private final Folder output = store.folder("out");

  private void publish(String date, String... ids) throws IOException {
    List<PaperRecord> papers = new ArrayList<>();
    for (String id : ids) {
      papers.add(Days.selected(id, 8, 7));
    }
    WrittenDays.write(output, date, papers);
    Pages.publishDay(output, date, new RetainedFiles(), null);
  }

  private static PaperRecord paper(String date, String id) {
    PaperRecord record = Days.selected(id, 8, 7);
    return record.toBuilder().setPaper(record.getPaper().toBuilder().setDate(date).build()).build();
  }

  private @Nullable String seen(String date, String id) throws IOException {
    return seen(paper(date, id), date);
  }

  private @Nullable String seen(PaperRecord record, @Nullable String firstDay) throws IOException {
    return new SeenBefore(output, Repeats.MARK, firstDay)
        .mark(List.of(record))
        .get(0)
        .getSeenBefore();
  }

  @Test
  void aPaperKnowsTheFirstEarlierDayWhoseDigestShowsIt() throws Exception {
    publish(MONDAY, ID, "math/0309136");
    publish(TUESDAY, ID, "2503.00002");
    assertThat(seen(WEDNESDAY, ID), is(MONDAY));
    assertThat(seen(WEDNESDAY, "math/0309136"), is(MONDAY));
    assertThat(seen(WEDNESDAY, "2503.00002"), is(TUESDAY));
    assertThat(seen(WEDNESDAY, "2503.00003"), is(nullValue()));
  }

  @Test
  void neitherItsOwnDayNorALaterOneCounts() throws Exception {
    publish(TUESDAY, ID);
    publish(WEDNESDAY, ID);
    assertThat(seen(TUESDAY, ID), is(nullValue()));
    assertThat("a day that is filled in later", seen(MONDAY, ID), is(nullValue()));
    publish(MONDAY, ID);
    assertThat("the later one, run again", seen(TUESDAY, ID), is(MONDAY));
  }

  @Test
  void onlySelectedPapersAreMarked() throws Exception {
    publish(MONDAY, ID);
    PaperRecord below =
        paper(TUESDAY, ID).toBuilder()
            .setOutcome(Outcome.BELOW_CUTOFF)
            .setSeenBefore(MONDAY)
            .build();
    assertThat(seen(below, TUESDAY), is(nullValue()));
  }

  @Test
  void whoWantsThemShownGetsNoMark() throws Exception {
    publish(MONDAY, ID);
    PaperRecord record = paper(TUESDAY, ID).toBuilder().setSeenBefore(MONDAY).build();
    int requests = store.requests();
    assertThat(
        new SeenBefore(output, Repeats.SHOW, TUESDAY).mark(List.of(record)),
        is(List.of(paper(TUESDAY, ID))));
    assertThat(store.requests(), is(requests));
  }

  @Test
  void aDigestThatIsGoneOrShowsItNoMoreDoesNotCount() throws Exception {
    publish(MONDAY, ID);
    publish(TUESDAY, ID);
    publish(MONDAY, "2503.00002");
    assertThat(seen(WEDNESDAY, ID), is(TUESDAY));
    DigestFiles.delete(output, List.of(TUESDAY));
    assertThat(seen(WEDNESDAY, ID), is(nullValue()));
  }

  @Test
  void ofDaysOfTheSameRunTheListingCountsAndNotWhatARunBeforeHasLeft() throws Exception {
    publish(MONDAY, ID);
    publish(TUESDAY, ID);
    assertThat(seen(paper(WEDNESDAY, ID), MONDAY), is(nullValue()));
    PaperRecord listed = paper(WEDNESDAY, ID).toBuilder().setSeenBefore(TUESDAY).build();
    assertThat(seen(listed, TUESDAY), is(MONDAY));
    assertThat(seen(listed, MONDAY), is(TUESDAY));
  }

  @Test
  void whatIsMissingOrOfAnotherFormIsMadeAgainOfAllDigests() throws Exception {
    WrittenDays.write(output, MONDAY, List.of(Days.selected(ID, 8, 7)));
    assertThat("written by an older version", seen(TUESDAY, ID), is(MONDAY));
    output.write("summaries/shown/2025-03.jsonl", "[1, 2]");
    assertThat(seen(TUESDAY, ID), is(MONDAY));
    output.delete(output.list("summaries/**"));
    assertThat(seen(TUESDAY, ID), is(MONDAY));
    output.write("digests/2025-03/2025-03-20.json", "{");
    output.delete(output.list("summaries/**"));
    assertThat("a digest that cannot be read stops nobody", seen(TUESDAY, ID), is(MONDAY));
  }

  @Test
  void linesThatWereCutOffAreToldAndMadeAgain() throws Exception {
    publish(MONDAY, "2503.00000", ID);
    String file = "summaries/shown/2025-03.jsonl";
    String whole = output.readIfPresent(file);
    output.write(file, whole.substring(0, whole.indexOf('\n') + 1));
    SeenBefore marks = new SeenBefore(output, Repeats.MARK, TUESDAY);
    assertThat(marks.mark(List.of(paper(TUESDAY, ID))).get(0).getSeenBefore(), is(MONDAY));
    assertThat(
        marks.takeNotices(),
        is(
            List.of(
                output
                    + "/"
                    + file
                    + " was not as it had been written (it has no checksum at its end): it is made"
                    + " anew")));
    assertThat(output.readIfPresent(file), is(whole));
  }

  @Test
  void aDigestThatCannotBeReadIsMadeOfTheDaysRecords() throws Exception {
    publish(MONDAY, ID);
    String digest = "digests/2025-03/" + MONDAY + ".json";
    output.write(digest, output.readIfPresent(digest).replace(ID, "2503.99999"));
    output.write("summaries/shown/2025-03.jsonl", "");
    SeenBefore marks = new SeenBefore(output, Repeats.MARK, TUESDAY);
    assertThat(marks.mark(List.of(paper(TUESDAY, ID))).get(0).getSeenBefore(), is(MONDAY));
    assertThat(
        marks.takeNotices(),
        hasItem(
            both(startsWith(output + "/" + digest + " cannot be read"))
                .and(containsString("what it shows is taken from the day's records"))));
  }

  @Test
  void aDayOfWhichNothingCanBeReadJustThenIsKnownOnceItIsMadeAnew() throws Exception {
    publish(MONDAY, ID);
    String digest = "digests/2025-03/" + MONDAY + ".json";
    String records = "scores/day=" + MONDAY + "/records.jsonl";
    String whole = output.readIfPresent(digest);
    output.write(digest, whole.replace(ID, "2503.99999"));
    output.write(records, output.readIfPresent(records).replace(ID, "2503.99999"));
    output.write("summaries/shown/2025-03.jsonl", "");
    assertThat("nobody knows", seen(TUESDAY, ID), is(nullValue()));
    output.write(digest, whole);
    assertThat(seen(TUESDAY, ID), is(MONDAY));
  }

  @Test
  void theWholeSiteBuiltAnewKnowsAllDays() throws Exception {
    WrittenDays.write(output, MONDAY, List.of(Days.selected(ID, 8, 7)));
    output.write("summaries/shown/whole", "");
    assertThat(seen(TUESDAY, ID), is(nullValue()));
    Pages.publish(output, new RetainedFiles(), null);
    assertThat(seen(TUESDAY, ID), is(MONDAY));
  }

  @Test
  void whatTwoPublishAtOnceIsKeptOfBoth() throws Exception {
    publish(MONDAY, "2503.00009");
    WrittenDays.write(output, TUESDAY, List.of(Days.selected(ID, 8, 7)));
    ShownPapers.Additions others = new ShownPapers.Additions();
    others.add(DigestFiles.read(output, TUESDAY));
    // Between its reading and its writing.
    store.interruptAfter(1, () -> ShownPapers.in(output, notice -> {}).addAll(others));
    ShownPapers.in(output, notice -> {}).add(List.of(DigestFiles.read(output, MONDAY)));
    assertThat(seen(WEDNESDAY, ID), is(TUESDAY));
    assertThat(seen(WEDNESDAY, "2503.00009"), is(MONDAY));
  }

  @Test
  void aMorningReadsTheMonthsOfItsPapersHoweverLongTheHistory() throws Exception {
    int beside1 = requestsOfAMorning(1);
    int beside1000 = requestsOfAMorning(1000);
    assertThat(beside1000, is(beside1));
    // Whether all is there, the months of the three papers' ids, and the digest that shows one.
    assertThat(beside1000, is(1 + 2 + 1));
  }

  private static int requestsOfAMorning(int days) throws IOException {
    SeenBeforeTest other = new SeenBeforeTest();
    LocalDate date = LocalDate.parse(TUESDAY);
    for (int i = 0; i < days; ) {
      date = date.minusDays(1);
      if (date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
        String month = date.toString().substring(2, 4) + date.toString().substring(5, 7);
        WrittenDays.write(
            other.output,
            date.toString(),
            List.of(
                Days.selected(month + ".%05d".formatted(date.getDayOfMonth()), 8, 7),
                Days.selected("2502.00001", 8, 7)));
        i++;
      }
    }
    Pages.publish(other.output, new RetainedFiles(), null);
    int before = other.store.requests();
    List<PaperRecord> marked =
        new SeenBefore(other.output, Repeats.MARK, TUESDAY)
            .mark(
                List.of(
                    paper(TUESDAY, "2503.90001"),
                    paper(TUESDAY, "2503.90002"),
                    paper(TUESDAY, "2502.00001")));
    assertThat(marked.get(2).getSeenBefore(), is(not(nullValue())));
    return other.store.requests() - before;
  }
}
