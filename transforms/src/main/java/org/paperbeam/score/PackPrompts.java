package org.paperbeam.score;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.prompt.PromptTemplate;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.Stage;

/**
 * Cuts questions into prompt batches, date by date and in parallel: counts the tokens of every
 * paper, once for the whole job, and keys each date's batches by the lane that works them. The same
 * papers give the same batches in every run, whatever order they come in.
 *
 * <p>What can be known only from answers is cut later, by the same packer and with the counts that
 * travel with the papers: the abstracts of titles that pass, halves, single papers.
 */
public final class PackPrompts
    extends PTransform<PCollection<PaperQuestion>, PCollection<KV<String, DayPrompts>>> {
  private static final long serialVersionUID = 1L;

  /** All calls of a job go through one lane: a runner never works one key in two places at once. */
  private static final String LANE = "lane-0";

  private final PromptConfig config;

  private PackPrompts(PromptConfig config) {
    this.config = config;
  }

  public static PackPrompts with(PromptConfig config) {
    return new PackPrompts(config);
  }

  @Override
  public PCollection<KV<String, DayPrompts>> expand(PCollection<PaperQuestion> questions) {
    return questions
        .apply("Count tokens", ParDo.of(new CountTokensFn(config)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), questions.getCoder()))
        .apply("By date", GroupByKey.create())
        .apply("Pack", ParDo.of(new PackFn(config)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), dayCoder(questions.getPipeline())));
  }

  private static Coder<DayPrompts> dayCoder(Pipeline pipeline) {
    try {
      return pipeline.getSchemaRegistry().getSchemaCoder(DayPrompts.class);
    } catch (NoSuchSchemaException e) {
      throw new IllegalStateException("DayPrompts has no schema", e);
    }
  }

  /** A question with the tokens that it takes in a prompt of each stage that it will come to. */
  public static PaperQuestion counted(Prompts prompts, PaperQuestion question) {
    PromptTemplate titles = prompts.of(Stage.TITLES);
    return question.toBuilder()
        .setTitleTokens(question.isTitleKept() ? 0 : titles.paperTokens(question.paper()))
        .setScoreTokens(prompts.of(Stage.SCORES).paperTokens(question.paper()))
        .build();
  }

  static final class CountTokensFn extends DoFn<PaperQuestion, KV<String, PaperQuestion>> {
    private static final long serialVersionUID = 1L;

    private final PromptConfig config;
    private transient Prompts prompts;

    CountTokensFn(PromptConfig config) {
      this.config = config;
    }

    @Setup
    public void setUp() {
      prompts = Prompts.of(config);
    }

    @ProcessElement
    public void process(
        @Element PaperQuestion question, OutputReceiver<KV<String, PaperQuestion>> out) {
      out.output(KV.of(question.paper().getDate(), counted(prompts, question)));
    }
  }

  static final class PackFn
      extends DoFn<KV<String, Iterable<PaperQuestion>>, KV<String, DayPrompts>> {
    private static final long serialVersionUID = 1L;

    private final PromptConfig config;
    private transient Prompts prompts;

    PackFn(PromptConfig config) {
      this.config = config;
    }

    @Setup
    public void setUp() {
      prompts = Prompts.of(config);
    }

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<PaperQuestion>> date,
        OutputReceiver<KV<String, DayPrompts>> out) {
      List<PaperQuestion> questions = new ArrayList<>();
      date.getValue().forEach(questions::add);
      out.output(KV.of(LANE, DayPrompts.cut(prompts, date.getKey(), questions)));
    }
  }
}
