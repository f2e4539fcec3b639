package org.paperbeam.score;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.paperbeam.batch.BatchOptions;
import org.paperbeam.calls.CallChannel;
import org.paperbeam.calls.CallEnds;
import org.paperbeam.calls.CallPermit;
import org.paperbeam.calls.FirstAnswers;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.calls.PaperQuestion;
import org.paperbeam.calls.SpendConfig;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.lane.DayPrompts;
import org.paperbeam.lane.LaneMetrics;
import org.paperbeam.lane.LaneStop;
import org.paperbeam.lane.LaneTally;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.limit.LimitConfig;
import org.paperbeam.limit.PastCalls;
import org.paperbeam.llm.LlmOptions;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.prompt.PromptConfig;
import org.paperbeam.prompt.Prompts;
import org.paperbeam.prompt.TopicChoice;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.secret.KeySource;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Papers;

/** A lane with a fake service, and all that came out of it. */
final class LaneBench extends DecidingOutput implements LaneMetrics {
  private static final CutOffs CUT_OFFS = new CutOffs(5, 5);

  final List<PaperRecord> decided = new ArrayList<>();
  final List<UnscoredPaper> unscored = new ArrayList<>();
  final List<PaidCall> paid = new ArrayList<>();
  final List<RunFailure> failures = new ArrayList<>();
  private static final TopicChoice TOPICS = new TopicChoice(List.of());
  final List<FailureKind> failed = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final List<String> decidedDays = new ArrayList<>();

  /** Dates of calls that were paid after their date was decided, and so published. */
  final List<String> paidLate = new ArrayList<>();

  final List<String> abandonedDays = new ArrayList<>();
  Supplier<RunFailure> obstacle = () -> null;
  Predicate<Runnable> behind = caughtUp -> false;
  CallPermit permit = CallPermit.always();
  final FirstAnswers<PaperAnswer> known = FirstAnswers.ofPapers();
  LaneTally tally;
  PastCalls past = PastCalls.NONE;
  LaneStop stop = new LaneStop();
  long costMicroUsd;

  LaneBench() {
    super(new Decisions(CUT_OFFS, TOPICS, null, "run-1"));
  }

  /** Decides as a run of that id would. */
  LaneBench(String runId) {
    super(new Decisions(CUT_OFFS, TOPICS, null, runId));
  }

  /** Decides by other cut-offs. */
  LaneBench(String runId, CutOffs cutOffs) {
    super(new Decisions(cutOffs, TOPICS, null, runId));
  }

  /** Scores without a title filter, ten papers a prompt, no limits but the calls in flight. */
  static ScoreConfig.Builder config(Path ledger) {
    return ScoreConfig.builder()
        .setLlm(new LlmOptions("http://service.test", "fake", KeySource.environment("KEY"), 60))
        .setLimits(new LimitConfig(0, 0, 4))
        .setPrompts(prompts(10))
        .setTitleFilter(false)
        .setCutOffs(CUT_OFFS)
        .setBatch(BatchOptions.online())
        .setSpending(SpendConfig.builder().build())
        .setDrain(Duration.ofSeconds(25))
        .setMaxAttempts(ScoreConfig.DEFAULT_MAX_ATTEMPTS)
        .setLedger(Ledger.in(Folder.of(ledger.toString())))
        .setRunId("run-1");
  }

  /** Prompts of so many papers. */
  static PromptConfig prompts(int papersPerPrompt) {
    return PromptConfig.builder()
        .setModel("fake")
        .setTopics("Sparse mixtures of experts.")
        .setScoring("Relevance: how near to the topics. Novelty: how new.")
        .setPapersPerPrompt(papersPerPrompt)
        .build();
  }

  /** Questions about papers {@code from} to {@code to} of that date. */
  static Map.Entry<String, List<PaperQuestion>> day(String date, int from, int to, boolean kept) {
    return Map.entry(
        date, IntStream.rangeClosed(from, to).mapToObj(i -> question(date, id(i), kept)).toList());
  }

  static PaperQuestion question(String date, String id, boolean kept) {
    return PaperQuestion.builder()
        .setRecord(
            PaperRecord.listed(
                Papers.paper(id, "Title " + id, "Abstract of it.").toBuilder()
                    .setDate(date)
                    .build()))
        .setTitleKey("title " + id)
        .setScoreKey("score " + id)
        .setTitleKept(kept)
        .build();
  }

  static String id(int number) {
    return String.format("2503.%05d", number);
  }

  static List<String> ids(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(LaneBench::id).toList();
  }

  /** Works one day of that many papers. */
  LaneBench work(ScoreConfig config, FakeService service, int papers) throws Exception {
    return work(config, service, List.of(day("2025-03-25", 1, papers, !config.isTitleFilter())));
  }

  LaneBench work(
      ScoreConfig config, FakeService service, List<Map.Entry<String, List<PaperQuestion>>> days)
      throws Exception {
    tally =
        LaneSetup.lane(
                config,
                service,
                null,
                new CallChannel(service, new CallEnds(), new SameThread(), permit),
                this,
                new LaneStart(
                    past,
                    stop,
                    config.getSpending().budget(permit, config.getLimits().maxInFlight())))
            .work(packed(config, days), known);
    return this;
  }

  /** The days as {@link PackPrompts} brings them. */
  static Iterator<DayPrompts> packed(
      ScoreConfig config, List<Map.Entry<String, List<PaperQuestion>>> days) {
    Prompts prompts = Prompts.of(config.getPrompts());
    return days.stream()
        .map(
            day ->
                DayPrompts.cut(
                    prompts,
                    day.getKey(),
                    day.getValue().stream()
                        .map(question -> PackPrompts.counted(prompts, question))
                        .toList()))
        .iterator();
  }

  /** Outcomes by id, for papers of one date. */
  Map<String, Outcome> outcomes() {
    Map<String, Outcome> outcomes = new TreeMap<>();
    decided.forEach(r -> outcomes.put(r.getPaper().getArxivId(), r.getOutcome()));
    return outcomes;
  }

  /** Date and id of everything decided, as often as it was. */
  List<String> decidedPapers() {
    return decided.stream()
        .map(r -> r.getPaper().getDate() + " " + r.getPaper().getArxivId())
        .sorted()
        .toList();
  }

  List<String> idsOf(Outcome outcome) {
    return decided.stream()
        .filter(r -> r.getOutcome() == outcome)
        .map(r -> r.getPaper().getArxivId())
        .sorted()
        .toList();
  }

  @Override
  void decided(PaperRecord record) {
    decided.add(record);
  }

  @Override
  void unscored(UnscoredPaper paper) {
    unscored.add(paper);
  }

  @Override
  public void dayDecided(String date) {
    decidedDays.add(date);
  }

  @Override
  public void dayAbandoned(String date) {
    abandonedDays.add(date);
  }

  @Override
  public RunFailure obstacle() {
    return obstacle.get();
  }

  @Override
  public boolean isBehind(Runnable caughtUp) {
    return behind.test(caughtUp);
  }

  @Override
  public void paid(PaidCall call) {
    if (decidedDays.contains(call.getDate())) {
      paidLate.add(call.getDate());
    }
    paid.add(call);
  }

  @Override
  public void notice(String text) {
    notices.add(text);
  }

  @Override
  public void failed(RunFailure failure) {
    failures.add(failure);
  }

  @Override
  public LaneMetrics metrics() {
    return this;
  }

  @Override
  public void started() {}

  @Override
  public void queued(int calls) {}

  @Override
  public void requested() {}

  @Override
  public void retried() {}

  @Override
  public void rateLimited() {}

  @Override
  public void failed(FailureKind why) {
    failed.add(why);
  }

  @Override
  public long waiting(long nanos) {
    return nanos;
  }

  @Override
  public void answered(PaidCall call, long cost, long latencyMillis) {
    costMicroUsd += cost;
  }

  @Override
  public void throttled(long millis) {}

  @Override
  public void inFlight(int calls) {}

  /** Ledger writers without threads. */
  private static final class SameThread extends AbstractExecutorService {
    @Override
    public void execute(Runnable command) {
      command.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
