package org.paperbeam.examples;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.ask.AskAbout;
import org.paperbeam.ask.Question;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.score.ScorePapers;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;

/** Asks an LLM which recipes suit a cook. A second run pays for nothing that the first has paid. */
public final class JudgeRecipes {
  private static final List<Question> RECIPES =
      List.of(
          Question.of("moss-soup", "Moss soup", "Boil moss for an hour. Add salt, and regret it."),
          Question.of("one-pot-lentils", "Lentils", "Lentils, onion, cumin; one pot, 30 minutes."),
          Question.of("seven-layers", "A cake of seven layers", "Seven pans and two days."));

  private JudgeRecipes() {}

  /** Takes the service's address, the file with its key, a folder, and Beam's options. */
  public static void main(String[] args) {
    String[] beam = List.of(args).subList(3, args.length).toArray(String[]::new);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(beam).create());
    PromptConfig prompts =
        PromptConfig.builder()
            .setModel("gpt-4o-mini")
            .setTask("You judge recipes for one cook, who has one pot and little time.")
            .setTopics("Relevant: what needs one pot.\nIrrelevant: what takes days.")
            .setScoring("Novelty is 1 for what every cookbook has and 10 for what none has.")
            .build();
    ScorePapers engine =
        ScorePapers.byLlm()
            .withLlm(new LlmOptions(args[0], "gpt-4o-mini", KeySource.file(args[1]), 60))
            .withPrompts(prompts)
            .withLimits(new LimitConfig(500, 200_000, 8))
            .withLedger(Ledger.in(Folder.of(args[2] + "/ledger")))
            .withRunId("run-" + System.currentTimeMillis());
    pipeline
        .apply("Recipes", Create.of(RECIPES))
        .apply("Ask", AskAbout.by(engine))
        .getVerdicts()
        .apply(
            "As lines",
            MapElements.into(TypeDescriptors.strings())
                .via(v -> v.getId() + ": " + v.getRelevance() + ", " + v.getComment()))
        .apply("Write verdicts", TextIO.write().to(args[2] + "/verdicts.txt").withoutSharding());
    pipeline.run().waitUntilFinish();
  }
}
