package org.paperbeam.semanticscholar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.paperbeam.semanticscholar.AuthorPapers.answer;
import static org.paperbeam.semanticscholar.AuthorPapers.authors;
import static org.paperbeam.semanticscholar.AuthorPapers.decided;
import static org.paperbeam.semanticscholar.AuthorPapers.entries;
import static org.paperbeam.semanticscholar.AuthorPapers.find;
import static org.paperbeam.semanticscholar.AuthorPapers.listed;
import static org.paperbeam.semanticscholar.AuthorPapers.record;
import static org.paperbeam.semanticscholar.AuthorPapers.records;
import static org.paperbeam.semanticscholar.AuthorPapers.wanted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.testing.LoopbackServer;

@ExtendWith(TestPipelineExtension.class)
class FindAuthorsRepeatsTest {
  @Test
  void aPaperOnSeveralDaysIsAskedForOnceAndDecidedEverywhere(TestPipeline pipeline) {
    Map<String, String> known = Map.of("2503.00001", authors("7:3"));
    try (LoopbackServer server = LoopbackServer.start(r -> answer(r, known))) {
      List<PaperRecord> records =
          List.of(record("2503.00001", "2025-03-25"), record("2503.00001", "2025-03-26"));
      FindAuthorsResult result = find(pipeline, records, wanted(server));
      PAssert.that(records(result))
          .containsInAnyOrder(
              decided(records.get(0), Outcome.SELECTED, 3),
              decided(records.get(1), Outcome.SELECTED, 3).toBuilder()
                  .setSeenBefore("2025-03-25")
                  .build());
      PAssert.that(result.getFailures()).empty();
      pipeline.run().waitUntilFinish();
      assertThat(
          server.requests().stream().map(r -> r.body()).toList(),
          is(List.of("{\"ids\":[\"ARXIV:2503.00001\"]}")));
    }
  }

  @Test
  void aPaperHasOneRecordADateOfItsFirstTypeAndHighestVersion(TestPipeline pipeline) {
    expectOneRecordOfRepeats(pipeline, true);
  }

  @Test
  void soItHasWhenNobodyIsAsked(TestPipeline pipeline) {
    expectOneRecordOfRepeats(pipeline, false);
  }

  private static void expectOneRecordOfRepeats(TestPipeline pipeline, boolean isAsked) {
    ListedPaper kept = entry("2025-03-25", "2503.00001", AnnounceType.NEW, 1);
    ListedPaper newest = entry("2025-03-25", "2503.00002", AnnounceType.REPLACE, 3);
    ListedPaper nextDay = entry("2025-03-26", "2503.00001", AnnounceType.CROSS, 1);
    AuthorsConfig config =
        AuthorsConfig.bundled("org/paperbeam/semanticscholar/bundled.json")
            .withFollowed(Map.of("1", "Ada"))
            .withAuthorMatch(isAsked);
    FindAuthorsResult result =
        pipeline
            .apply(
                Create.of(
                    entry("2025-03-25", "2503.00001", AnnounceType.CROSS, 2),
                    kept,
                    kept,
                    entry("2025-03-25", "2503.00002", AnnounceType.REPLACE, 2),
                    newest,
                    entry("2025-03-25", "2503.00002", AnnounceType.REPLACE_CROSS, 9),
                    nextDay))
            .apply(FindAuthors.with(config));
    PAssert.that(
            result
                .getUndecided()
                .apply(
                    MapElements.into(TypeDescriptor.of(ListedPaper.class))
                        .via(PaperRecord::getPaper)))
        .containsInAnyOrder(kept, newest, nextDay);
    PAssert.that(entries(result))
        .containsInAnyOrder("2025-03-25: 6 entries, 2 papers", "2025-03-26: 1 entries, 1 papers");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aRecordKnowsTheFirstOtherDateOfTheRunWithTheSameText(TestPipeline pipeline) {
    expectDatesBefore(pipeline, true);
  }

  @Test
  void soItDoesWhenNobodyIsAsked(TestPipeline pipeline) {
    expectDatesBefore(pipeline, false);
  }

  private static void expectDatesBefore(TestPipeline pipeline, boolean isAsked) {
    AuthorsConfig config =
        AuthorsConfig.bundled("org/paperbeam/semanticscholar/bundled.json")
            .withFollowed(Map.of("1", "Ada"))
            .withAuthorMatch(isAsked);
    List<ListedPaper> entries = new ArrayList<>();
    for (String date : List.of("2025-03-26", "2025-03-25", "2025-03-24")) {
      entries.add(entry(date, "2503.00001", AnnounceType.CROSS, 1));
      entries.add(
          entry(date, "2503.00002", AnnounceType.REPLACE, 1).toBuilder()
              .setAbstractText("As it was on " + date)
              .build());
    }
    entries.add(entry("2025-03-26", "2503.00003", AnnounceType.NEW, 1));
    PAssert.that(
            pipeline
                .apply(Create.of(entries))
                .apply(FindAuthors.with(config))
                .getUndecided()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            record ->
                                record.getPaper().getArxivId()
                                    + (" of " + record.getPaper().getDate())
                                    + (": " + record.getSeenBefore()))))
        .containsInAnyOrder(
            "2503.00001 of 2025-03-24: null",
            "2503.00001 of 2025-03-25: 2025-03-24",
            "2503.00001 of 2025-03-26: 2025-03-24",
            "2503.00002 of 2025-03-24: null",
            "2503.00002 of 2025-03-25: null",
            "2503.00002 of 2025-03-26: null",
            "2503.00003 of 2025-03-26: null");
    pipeline.run().waitUntilFinish();
  }

  private static ListedPaper entry(String date, String id, AnnounceType type, int version) {
    return listed(id, date).toBuilder().setAnnounceType(type).setVersion(version).build();
  }
}
