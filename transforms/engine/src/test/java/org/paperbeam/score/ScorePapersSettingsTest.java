package org.paperbeam.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.money.Prices;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;

class ScorePapersSettingsTest {
  private static final LlmOptions LLM =
      new LlmOptions("http://127.0.0.1:1/v1", "gpt-4o", KeySource.environment("KEY"), 5);
  private static final PromptConfig PROMPTS =
      PromptConfig.builder().setModel("gpt-4o").setTopics("topics").setScoring("scoring").build();
  private static final Ledger LEDGER = Ledger.in(Folder.of("ledger"));
  private static final SpendConfig SPENDING =
      SpendConfig.builder()
          .setPrice(Prices.bundled().of("gpt-4o").orElseThrow())
          .setMaxCostUsd(1.5)
          .build();

  private static final List<UnaryOperator<ScorePapers>> SETTINGS =
      List.of(
          s -> s.withLlm(LLM),
          s -> s.withPrompts(PROMPTS),
          s -> s.withLedger(LEDGER),
          s -> s.withRunId("run"),
          s -> s.withTitleFilter(!ScoreConfig.DEFAULT_TITLE_FILTER),
          s -> s.withLimits(new LimitConfig(1, 2, 3)),
          s -> s.withBatch(BatchOptions.of(true, 7)),
          s -> s.withSpending(SPENDING),
          s -> s.withMaxAttempts(2),
          s -> s.withDrain(Duration.ofSeconds(7)),
          s -> s.withCutOffs(new CutOffs(9, 8)));

  private static ScorePapers all() {
    ScorePapers scoring = ScorePapers.byLlm();
    for (UnaryOperator<ScorePapers> setting : SETTINGS) {
      scoring = setting.apply(scoring);
    }
    return scoring;
  }

  private static String refusal(Executable setting) {
    return assertThrows(IllegalArgumentException.class, setting).getMessage();
  }

  @Test
  void whatIsMissingIsSaidOnTheLauncher() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<PaperRecord> papers =
        pipeline.apply(Create.empty(TypeDescriptor.of(PaperRecord.class)));
    for (int left = 0; left < 4; left++) {
      ScorePapers scoring = ScorePapers.byLlm();
      for (int i = 0; i < 4; i++) {
        scoring = i == left ? scoring : SETTINGS.get(i).apply(scoring);
      }
      ScorePapers part = scoring;
      assertThat(
          assertThrows(IllegalStateException.class, () -> papers.apply(part)).getMessage(),
          is("ScorePapers.byLlm() wants withLlm, withPrompts, withLedger and withRunId"));
    }
  }

  @Test
  void aBadValueIsRefusedWhereItIsSet() {
    assertThat(refusal(() -> all().withMaxAttempts(0)), is("maxAttempts must be 1 or more, not 0"));
    assertThat(refusal(() -> all().withRunId(" ")), is("runId must not be blank, but is ' '"));
  }

  @Test
  void whatDoesNotFitTogetherIsRefusedWhenItIsApplied() {
    ScorePapers capped = all().withSpending(SpendConfig.builder().setMaxCostUsd(1.0).build());
    assertThat(refusal(capped::getConfig), containsString("maxCostUsd"));
    ScorePapers draining = all().withDrain(Duration.ofSeconds(151));
    assertThat(refusal(draining::getConfig), containsString("drain is PT2M31S"));
  }

  @Test
  void everySettingReachesTheConfigurationAndACopyKeepsTheOthers() {
    ScorePapers backwards = ScorePapers.byLlm();
    for (int i = SETTINGS.size() - 1; i >= 0; i--) {
      backwards = SETTINGS.get(i).apply(backwards);
    }
    for (ScoreConfig config : List.of(all().getConfig(), backwards.getConfig())) {
      assertThat(config.getLlm(), is(LLM));
      assertThat(config.getPrompts(), is(PROMPTS));
      assertThat(config.getLedger(), is(LEDGER));
      assertThat(config.getRunId(), is("run"));
      assertThat(config.isTitleFilter(), is(!ScoreConfig.DEFAULT_TITLE_FILTER));
      assertThat(config.getLimits(), is(new LimitConfig(1, 2, 3)));
      assertThat(config.getBatch(), is(BatchOptions.of(true, 7)));
      assertThat(config.getSpending(), is(SPENDING));
      assertThat(config.getMaxAttempts(), is(2));
      assertThat(config.getDrain(), is(Duration.ofSeconds(7)));
      assertThat(config.getCutOffs(), is(new CutOffs(9, 8)));
    }
  }
}
