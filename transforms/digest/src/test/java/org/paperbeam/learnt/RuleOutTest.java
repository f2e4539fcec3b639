package org.paperbeam.learnt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayAudit;
import org.paperbeam.storage.Folder;

@ExtendWith(TestPipelineExtension.class)
class RuleOutTest {
  private static final String DAY = "2025-04-01";

  @TempDir Path folder;

  private Prefilter filter(double share) throws IOException, LearningException {
    FilterModel learnt =
        new FilterTrainer(new FilterModel.Promise(0.9, 0.8)).train(JudgedPapers.days(4), Set.of());
    return Prefilter.of(
        ModelFile.write(learnt), new AuditSample(share), Folder.of(folder.toString()));
  }

  private static List<PaperRecord> papers() {
    List<PaperRecord> papers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      papers.add(PaperRecord.listed(JudgedPapers.listed("2504.%05d".formatted(i), DAY, i < 20)));
    }
    return papers;
  }

  @Test
  void everyPaperComesOutOnceWhateverBecomesOfIt(TestPipeline pipeline) throws Exception {
    Prefilter filter = filter(0.1);
    Prefilter.Judge judge = filter.judge();
    List<PaperRecord> left = new ArrayList<>();
    List<PaperRecord> out = new ArrayList<>();
    for (PaperRecord paper : papers()) {
      if (judge.rulesOut(paper)) {
        out.add(paper.toBuilder().setOutcome(Outcome.PREFILTERED).setRunId("run").build());
      } else {
        left.add(paper);
      }
    }
    assertThat(out.size(), is(greaterThan(40)));
    PCollectionTuple judged = pipeline.apply(Create.of(papers())).apply(RuleOut.by(filter, "run"));
    PAssert.that(judged.get(RuleOut.LEFT)).containsInAnyOrder(left);
    PAssert.that(judged.get(RuleOut.RULED_OUT)).containsInAnyOrder(out);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void theSampleIsScoredWhateverTheFilterSays() throws Exception {
    Prefilter.Judge all = filter(0).judge();
    Prefilter.Judge audited = filter(0.3).judge();
    AuditSample sample = new AuditSample(0.3);
    for (PaperRecord paper : papers()) {
      boolean held = sample.holds(paper.getPaper().getArxivId());
      assertThat(audited.rulesOut(paper), is(all.rulesOut(paper) && !held));
    }
  }

  @Test
  void followedAuthorsAreNeverRuledOut() throws Exception {
    Prefilter.Judge judge = filter(0).judge();
    PaperRecord paper = papers().stream().filter(judge::rulesOut).findFirst().orElseThrow();
    assertThat(judge.rulesOut(paper.toBuilder().setAuthorMatch(true).build()), is(false));
  }

  @Test
  void theAuditCountsWhatTheFilterWouldHaveLost() throws Exception {
    Prefilter filter = filter(0.3);
    Prefilter.Judge judge = filter.judge();
    Prefilter.Judge alone = filter(0).judge();
    AuditSample sample = new AuditSample(0.3);
    List<PaperRecord> decided = new ArrayList<>();
    long ruledOut = 0;
    long audited = 0;
    long chosen = 0;
    for (PaperRecord paper : papers()) {
      boolean held = sample.holds(paper.getPaper().getArxivId());
      boolean against = alone.rulesOut(paper);
      if (judge.rulesOut(paper)) {
        ruledOut++;
        decided.add(paper.toBuilder().setOutcome(Outcome.PREFILTERED).build());
      } else {
        // An LLM that chooses what the filter is against, and nothing else.
        Outcome outcome = against ? Outcome.SELECTED : Outcome.TITLE_FILTERED;
        decided.add(paper.toBuilder().setOutcome(outcome).build());
        audited += held && against ? 1 : 0;
        chosen += held && against ? 1 : 0;
      }
    }
    decided.add(
        papers().get(0).toBuilder().setAuthorMatch(true).setOutcome(Outcome.SELECTED).build());
    DayAudit audit = judge.audit(DAY, decided);
    assertThat(audit.getRuledOut(), is(ruledOut));
    assertThat(audit.getAudited(), is(audited));
    assertThat(audited, is(greaterThan(5L)));
    assertThat(audit.getAuditFound(), is(audited));
    assertThat(audit.getSampleChosen(), is(chosen));
    assertThat(audit.getSampleKept(), is(0L));
    assertThat(audit.getRecallLower(), is(filter.contract().recallLower()));
  }

  @Test
  void aFilterWhosePromiseWasNotKeptRulesNothingOut() throws Exception {
    Prefilter before = filter(0);
    DayAudit bad =
        DayAudit.builder()
            .setFilter(before.sha256())
            .setRuledOut(1)
            .setAudited(50)
            .setAuditFound(50)
            .setSampleChosen(50)
            .setSampleKept(0)
            .setRecallLower(0.9)
            .setConfidence(0.8)
            .build();
    Folder output = Folder.of(folder.toString());
    RecallContract.add(output, before.sha256(), before.contract(), Map.of(DAY, bad), true);
    Prefilter.Judge judge = filter(0).judge();
    assertThat(papers().stream().anyMatch(judge::rulesOut), is(false));
    assertThat(judge.audit(DAY, papers()) == null, is(true));
  }
}
