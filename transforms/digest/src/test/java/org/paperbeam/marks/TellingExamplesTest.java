package org.paperbeam.marks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.PromptExample;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;

/** Which marks are examples, and which stars the scoring would have missed. */
class TellingExamplesTest {
  private static final ReaderMarks MARKS =
      ReaderMarks.parse(
          """
          {
           "2503.00001": {"star": true, "date": "2025-03-25"},
           "2503.00002": {"star": true, "date": "2025-03-25"},
           "2503.00003": {"star": true, "date": "2025-03-25"},
           "2503.00004": {"dislike": true, "date": "2025-03-25"},
           "2503.00005": {"dislike": true, "date": "2025-03-25"},
           "2503.00006": {"star": true, "date": "2025-03-26", "title": "Of the run's own day"},
           "2503.00007": {"star": true, "title": "Of no day"},
           "2503.00008": {"dislike": true, "date": "2025-03-20", "title": "Without a record"}
          }
          """);
  private static final LocalDate RUN = LocalDate.parse("2025-03-26");

  @TempDir private Path path;
  private Folder output;
  private DayRecords day;

  @BeforeEach
  void write() throws IOException {
    output = Folder.of(path.toString());
    List<PaperRecord> records =
        List.of(
            Days.selected("2503.00001", 9, 9),
            Days.selected("2503.00002", 6, 5).toBuilder().setOutcome(Outcome.BELOW_CUTOFF).build(),
            Days.decided("2503.00003", Outcome.TITLE_FILTERED),
            Days.selected("2503.00004", 9, 8),
            Days.selected("2503.00005", 7, 6));
    day = DayRecords.of(Days.manifest(5).build(), records, List.of());
    RecordFiles.write(output, day);
  }

  private List<String> chosen(int most) throws IOException {
    return TellingExamples.choose(MARKS, output, RUN, most).stream()
        .map(example -> example.title() + (example.wanted() ? " +" : " -"))
        .toList();
  }

  private static String title(int number) {
    return "Title of 2503.0000" + number;
  }

  @Test
  void whereTheReaderIsFarthestFromTheLlmComesFirstHalfOfEach() throws IOException {
    assertThat(chosen(0), is(empty()));
    assertThat(chosen(1), contains(title(3) + " +"));
    assertThat(chosen(2), contains(title(3) + " +", title(4) + " -"));
    assertThat(
        chosen(4), contains(title(2) + " +", title(3) + " +", title(4) + " -", title(5) + " -"));
    assertThat(
        chosen(100),
        contains(
            "Without a record -",
            title(1) + " +",
            title(2) + " +",
            title(3) + " +",
            title(4) + " -",
            title(5) + " -"));
  }

  @Test
  void noPaperOfTheRunsOwnDaysIsAnExample() throws IOException {
    assertThat(
        TellingExamples.choose(MARKS, output, LocalDate.parse("2025-03-25"), 9),
        contains(new PromptExample("Without a record", false)));
  }

  @Test
  void starsBelowTheCutOffsAndDroppedTitlesAreMissed() {
    MissedStars stars = new MissedStars(MARKS);
    stars.add(day);
    assertThat(stars.stars(), is(3));
    assertThat(
        stars.missed(),
        contains(
            new MissedStars.Star("2503.00002", title(2), "relevance 6, novelty 5"),
            new MissedStars.Star("2503.00003", title(3), "dropped for its title")));
  }
}
