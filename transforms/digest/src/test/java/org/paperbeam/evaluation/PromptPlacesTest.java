package org.paperbeam.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.MemoryStore;
import org.paperbeam.testing.days.WrittenDays;

class PromptPlacesTest {
  private static final String DAY = "2025-03-24";

  private final Folder output = MemoryStore.create().folder("out");
  private final Ledger ledger = Ledger.in(output.folder("ledger"));
  private final List<String> warnings = new ArrayList<>();
  private int answers;

  /** The prompt of that day's records. */
  private static final String PROMPT = Days.selected("2503.00001", 8, 7).getPromptSha256();

  private LedgerEntry.Builder answer(int papers, IntUnaryOperator relevance) {
    List<AskedPaper> asked = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < papers; i++) {
      String id = "2503.%05d".formatted(20 * answers + i);
      asked.add(AskedPaper.of(id, "key of " + id));
      // The model may answer in another order than it was asked.
      text.insert(
          0,
          "{\"ARXIVID\": \"%s\", \"COMMENT\": \"c\", \"RELEVANCE\": %d, \"NOVELTY\": 5}\n"
              .formatted(id, relevance.applyAsInt(i)));
    }
    return LedgerEntry.builder()
        .setId("2025-03-24T00-00-00.000-" + answers++)
        .setRunId("run-1")
        .setAnsweredAt("2025-03-24T00:00:00.000Z")
        .setStage("score")
        .setDate(DAY)
        .setModel("m")
        .setPromptSha256(PROMPT)
        .setPapers(asked)
        .setFinishReason("stop")
        .setText(text.toString())
        .setPromptTokens(1)
        .setCachedTokens(0)
        .setCompletionTokens(1);
  }

  private Evaluation.Places read() throws IOException {
    List<PaperRecord> papers = new ArrayList<>();
    papers.add(Days.selected("2503.00001", 8, 7));
    papers.add(Days.selected("2502.99999", 8, 7));
    WrittenDays.write(output, DAY, papers);
    DayRecords day = RecordFiles.read(output, DAY);
    PromptPlaces places = new PromptPlaces();
    places.add(day);
    Evaluation.Places found = places.read(ledger, warnings::add);
    assertThat(warnings, is(empty()));
    return found;
  }

  @Test
  void aModelThatTiresIsFoundOut() throws Exception {
    ledger.append(answer(10, place -> 10 - place).build());
    ledger.append(answer(10, place -> 10 - place).build());
    // Under its month, and then once more: it counts once.
    ledger.close("run-1");
    ledger.append(answer(10, place -> 10 - place).build());
    Evaluation.Places found = read();
    assertThat(found.prompts(), is(3));
    assertThat(
        found.fifths(),
        is(
            List.of(
                new Evaluation.Place(6, 9.5, 5.0),
                new Evaluation.Place(6, 7.5, 5.0),
                new Evaluation.Place(6, 5.5, 5.0),
                new Evaluation.Place(6, 3.5, 5.0),
                new Evaluation.Place(6, 1.5, 5.0))));
    assertThat(found.relevance().points(), is(closeTo(-9, 1e-9)));
    assertThat(found.relevance().low(), is(closeTo(-9, 1e-6)));
    assertThat(found.relevance().high(), is(closeTo(-9, 1e-6)));
    assertThat(found.novelty(), is(new Evaluation.Trend(0, 0, 0)));
  }

  @Test
  void goodPromptsAndBadOnesAreNoTrend() throws Exception {
    ledger.append(answer(20, place -> 9).build());
    ledger.append(answer(5, place -> 2).build());
    assertThat(read().relevance(), is(new Evaluation.Trend(0, 0, 0)));
  }

  /** Of a model without a bias the bounds hold 0 in some 95 of 100. */
  @Test
  void theBoundsHold() throws Exception {
    int holds = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      PromptPlaces places = new PromptPlaces();
      output.delete(output.list("**"));
      answers = 0;
      for (int prompt = 0; prompt < 4; prompt++) {
        ledger.append(answer(8, place -> 1 + random.nextInt(10)).build());
      }
      WrittenDays.write(output, DAY, List.of(Days.selected("2503.00001", 8, 7)));
      places.add(RecordFiles.read(output, DAY));
      Evaluation.Trend trend = places.read(ledger, warnings::add).relevance();
      holds += trend.low() <= 0 && trend.high() >= 0 ? 1 : 0;
    }
    assertThat(holds, is(greaterThan(181)));
    assertThat(holds, is(lessThan(199)));
  }

  @Test
  void onlyWhatScoredTheseDaysCounts() throws Exception {
    ledger.append(answer(10, place -> 5).setDate("2025-03-25").build());
    ledger.append(answer(10, place -> 5).setPromptSha256("another").build());
    ledger.append(answer(10, place -> 5).setStage("title").build());
    ledger.append(answer(1, place -> 5).build());
    assertThat("nothing is known", read(), is(nullValue()));
  }
}
