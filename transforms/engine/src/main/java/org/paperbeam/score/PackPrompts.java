package org.paperbeam.score;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.days.DayDraft;
import org.paperbeam.days.OpenDay;
import org.paperbeam.join.GroupUnderKeys;
import org.paperbeam.join.HandOverCoder;
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
public final class PackPrompts {
  /** All calls of a job go through one lane: a runner never works one key in two places at once. */
  private static final String LANE = "lane-0";

  private PackPrompts() {}

  /** Of papers that nobody has brought together by date. */
  static PTransform<PCollection<PaperQuestion>, PCollection<KV<String, PackedDay>>> ofPapers(
      PromptConfig config) {
    return new OfPapers(config);
  }

  /** Of dates, with all that is known of each besides: what the lane publishes them from. */
  static PTransform<PCollection<OpenDay>, PCollection<KV<String, PackedDay>>> ofDays(
      PromptConfig config) {
    return new OfDays(config);
  }

  /** A question with the tokens that it takes in a prompt of each stage that it will come to. */
  public static PaperQuestion counted(Prompts prompts, PaperQuestion question) {
    PromptTemplate titles = prompts.of(Stage.TITLES);
    return question.toBuilder()
        .setTitleTokens(question.isTitleKept() ? 0 : titles.paperTokens(question.paper()))
        .setScoreTokens(prompts.of(Stage.SCORES).paperTokens(question.paper()))
        .build();
  }

  private static Coder<KV<String, PackedDay>> coder(Pipeline pipeline) {
    try {
      return KvCoder.of(
          StringUtf8Coder.of(),
          HandOverCoder.of(pipeline.getSchemaRegistry().getSchemaCoder(PackedDay.class)));
    } catch (NoSuchSchemaException e) {
      throw new IllegalStateException("PackedDay has no schema", e);
    }
  }

  private static final class OfPapers
      extends PTransform<PCollection<PaperQuestion>, PCollection<KV<String, PackedDay>>> {
    private static final long serialVersionUID = 1L;

    private final PromptConfig config;

    OfPapers(PromptConfig config) {
      this.config = config;
    }

    @Override
    public PCollection<KV<String, PackedDay>> expand(PCollection<PaperQuestion> questions) {
      return questions
          .apply("By date", GroupUnderKeys.by(question -> question.paper().getDate()))
          .apply("Pack", ParDo.of(new PackPapersFn(config)))
          .setCoder(coder(questions.getPipeline()));
    }
  }

  private static final class OfDays
      extends PTransform<PCollection<OpenDay>, PCollection<KV<String, PackedDay>>> {
    private static final long serialVersionUID = 1L;

    private final PromptConfig config;

    OfDays(PromptConfig config) {
      this.config = config;
    }

    @Override
    public PCollection<KV<String, PackedDay>> expand(PCollection<OpenDay> days) {
      return days.apply("Pack", ParDo.of(new PackDayFn(config)))
          .setCoder(coder(days.getPipeline()));
    }
  }

  /** Counts and cuts; the prompts are made once a worker. */
  abstract static class PackFn<InputT> extends DoFn<InputT, KV<String, PackedDay>> {
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

    final KV<String, PackedDay> packed(
        String date, List<PaperQuestion> questions, @Nullable DayDraft draft) {
      List<PaperQuestion> counted = new ArrayList<>();
      questions.forEach(question -> counted.add(counted(prompts, question)));
      return KV.of(LANE, PackedDay.of(DayPrompts.cut(prompts, date, counted), draft));
    }
  }

  static final class PackPapersFn extends PackFn<KV<String, Iterable<PaperQuestion>>> {
    private static final long serialVersionUID = 1L;

    PackPapersFn(PromptConfig config) {
      super(config);
    }

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<PaperQuestion>> date,
        OutputReceiver<KV<String, PackedDay>> out) {
      List<PaperQuestion> questions = new ArrayList<>();
      date.getValue().forEach(questions::add);
      out.output(packed(date.getKey(), questions, null));
    }
  }

  static final class PackDayFn extends PackFn<OpenDay> {
    private static final long serialVersionUID = 1L;

    PackDayFn(PromptConfig config) {
      super(config);
    }

    @ProcessElement
    public void process(@Element OpenDay day, OutputReceiver<KV<String, PackedDay>> out) {
      out.output(packed(day.getDraft().date(), day.getQuestions(), day.getDraft()));
    }
  }
}
