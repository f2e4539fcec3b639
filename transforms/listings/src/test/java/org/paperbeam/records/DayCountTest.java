package org.paperbeam.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.testing.Days;

class DayCountTest {
  private static final List<PaperRecord> RECORDS =
      List.of(
          Days.selected("2503.00001", 9, 8),
          Days.selected("2503.00002", 9, 8).toBuilder().setAuthorMatch(true).build(),
          Days.decided("2503.00003", Outcome.BELOW_CUTOFF),
          Days.decided("2503.00004", Outcome.TITLE_FILTERED),
          Days.decided("2503.00005", Outcome.H_INDEX_FILTERED),
          Days.decided("2503.00006", Outcome.PREFILTERED),
          Days.decided("2503.00007", Outcome.UNSCORED));

  @Test
  void everyOutcomeIsCounted() {
    DayManifest day = Days.manifest(7).setWarnings(List.of("a warning")).build();
    assertThat(
        DayCount.of(day, RECORDS),
        is(
            DaySummary.builder()
                .setDate("2025-03-25")
                .setKind(DayKind.ANNOUNCED)
                .setEntries(17)
                .setListed(9)
                .setDuplicates(2)
                .setAuthorMatches(1)
                .setHIndexFiltered(1)
                .setTitleFiltered(1)
                .setPrefiltered(1)
                .setBelowCutoff(1)
                .setSelected(2)
                .setUnscored(1)
                .setComplete(false)
                .setWarnings(List.of("a warning"))
                .build()));
  }

  @Test
  void aDayWithoutUnscoredPapersIsComplete() {
    DaySummary day = DayCount.of(Days.manifest(6).build(), RECORDS.subList(0, 6));
    assertThat(day.isComplete(), is(true));
  }

  @Test
  void aPaperThatWasLostIsNoticed() {
    assertThat(
        refusal(RECORDS.subList(0, 6)),
        is("2025-03-25: 9 papers listed, but 2 duplicates and 6 records"));
  }

  @Test
  void aPaperTwiceOrWithoutAnOutcomeOrOfAnotherDayIsNoticed() {
    assertThat(refusal(withLast(RECORDS.get(0))), is("2025-03-25: 2503.00001 has two records"));
    assertThat(
        refusal(withLast(PaperRecord.listed(Days.paper("2503.00009")))),
        is("2025-03-25: 2503.00009 has no outcome"));
    PaperRecord other = RECORDS.get(6);
    assertThat(
        refusal(
            withLast(
                other.toBuilder()
                    .setPaper(other.getPaper().toBuilder().setDate("2025-03-26").build())
                    .build())),
        is("2025-03-25: 2503.00007 is a paper of 2025-03-26"));
  }

  @Test
  void deadLettersAreExactlyTheUnscoredPapers() {
    UnscoredPaper letter = Days.unscored("2503.00007", "answer could not be read");
    assertThat(letters(List.of()), is("2025-03-25: 2503.00007 is unscored, and nothing says why"));
    assertThat(letters(List.of(letter, letter)), is("2025-03-25: 2503.00007 is unscored twice"));
    assertThat(
        letters(List.of(letter, Days.unscored("2503.00001", "why"))),
        is("2025-03-25: 2503.00001 is in unscored/, but its record does not say so"));
  }

  private static List<PaperRecord> withLast(PaperRecord last) {
    List<PaperRecord> records = new ArrayList<>(RECORDS.subList(0, 6));
    records.add(last);
    return records;
  }

  private static String refusal(List<PaperRecord> records) {
    return assertThrows(
            ConservationException.class, () -> DayCount.of(Days.manifest(7).build(), records))
        .getMessage();
  }

  private static String letters(List<UnscoredPaper> letters) {
    return assertThrows(
            ConservationException.class,
            () -> DayRecords.of(Days.manifest(7).build(), RECORDS, letters))
        .getMessage();
  }
}
