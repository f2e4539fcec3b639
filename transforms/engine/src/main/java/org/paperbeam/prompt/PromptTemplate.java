package org.paperbeam.prompt;

import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.hash.Sha256;
import org.paperbeam.paper.ListedPaper;

/**
 * One stage's prompt for one profile and model. The system message holds everything static (task,
 * topics, criteria, how to answer) and is byte for byte the same for every call of a stage and
 * form, so that a provider's discount for a repeated prefix applies; the user message holds the
 * papers.
 *
 * <p>Papers are data: JSON objects one a line, with everything escaped that could leave the line or
 * the delimiter, and the system message says that text in a paper is never an instruction.
 *
 * <p>Immutable; safe for many threads.
 */
public final class PromptTemplate implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Raised when prompts change in a way that their text does not show. */
  private static final String VERSION = "paperbeam-prompt-1";

  /**
   * What the chat format adds: three tokens and the role to each of the two messages, three to open
   * the answer (OpenAI's cookbook, "How to count tokens with tiktoken").
   */
  private static final int CHAT_FORMAT_TOKENS = 2 * (3 + 1) + 3;

  private final Stage stage;
  private final String model;
  private final String topics;
  private final String scoring;
  private final String examples;
  private final BesideScores beside;
  private final String task;
  private final TokenCounter counter;

  /** What never changes is counted once: per form, 0 until somebody asks. */
  private final int[] staticTokens = new int[AnswerForm.values().length];

  private transient @Nullable String sha256;

  private PromptTemplate(
      Stage stage,
      String model,
      String topics,
      String scoring,
      List<PromptExample> examples,
      @Nullable SummaryLanguage language,
      @Nullable String task) {
    this.stage = stage;
    this.model = model;
    this.topics = unixLines(topics);
    this.scoring = unixLines(scoring);
    this.examples = PromptTexts.examples(examples);
    // Other things than papers have no topics of a reader's.
    this.beside =
        stage == Stage.SCORES && task == null
            ? new BesideScores(TopicChoice.of(this.topics), language)
            : new BesideScores(new TopicChoice(List.of()), null);
    this.task =
        task == null ? PromptTexts.task(stage) : PromptTexts.taskOfOthers(unixLines(task).strip());
    this.counter = TokenCounter.forModel(model);
  }

  /**
   * The prompt that asks which titles are clearly irrelevant.
   *
   * @param model the model's name as requests give it
   * @param topics the profile's {@code topics.md}
   */
  public static PromptTemplate titles(String model, String topics) {
    return new PromptTemplate(Stage.TITLES, model, topics, "", List.of(), null, null);
  }

  /**
   * The prompt that asks for relevance, novelty, a comment, and the topic where any is named.
   *
   * @param model the model's name as requests give it
   * @param topics the profile's {@code topics.md}
   * @param scoring the profile's {@code scoring.md}
   */
  public static PromptTemplate scores(String model, String topics, String scoring) {
    return scores(model, topics, scoring, List.of());
  }

  /**
   * The same with examples of what the reader wants and does not want, which are part of the hash.
   *
   * @param examples in the order in which the prompt shows them
   */
  public static PromptTemplate scores(
      String model, String topics, String scoring, List<PromptExample> examples) {
    return new PromptTemplate(Stage.SCORES, model, topics, scoring, examples, null, null);
  }

  /** The prompt that asks for relevance, novelty and a comment on whatever is configured. */
  static PromptTemplate scores(PromptConfig config) {
    return new PromptTemplate(
        Stage.SCORES,
        config.getModel(),
        config.getTopics(),
        config.getScoring(),
        config.getExamples(),
        config.getLanguage(),
        config.getTask());
  }

  public Stage stage() {
    return stage;
  }

  public String model() {
    return model;
  }

  public TokenCounter counter() {
    return counter;
  }

  /**
   * SHA-256 (hex) of all that a score depends on but the papers: stage, model, the static text of
   * both answer forms. Limits and cut-offs are no part of it, nor is the title stage's of {@code
   * scoring.md}, which it does not send; nor is {@link BesideScores what is asked beside scores}.
   */
  public String sha256() {
    String known = sha256;
    if (known == null) {
      known =
          Sha256.ofParts(
              VERSION,
              stage.name(),
              model,
              ofScores(AnswerForm.JSON_SCHEMA),
              PromptTexts.schema(stage),
              ofScores(AnswerForm.JSON_LINES),
              PromptTexts.user(PromptTexts.PAPERS_PLACEHOLDER));
      sha256 = known;
    }
    return known;
  }

  /**
   * The prompt as it is sent, with {@value PromptTexts#PAPERS_PLACEHOLDER} for the papers: for a
   * digest's appendix. It is the form with a JSON schema, whichever the service takes.
   */
  public String text() {
    return system(AnswerForm.JSON_SCHEMA)
        + "\n\n"
        + PromptTexts.user(PromptTexts.PAPERS_PLACEHOLDER + "\n");
  }

  /** A paper as this stage shows it to the LLM: one line, all that a paper's answer depends on. */
  String paperText(ListedPaper paper) {
    return PaperText.line(stage, paper);
  }

  /** The prompt for these papers, in this order; counts their tokens. */
  public RenderedPrompt render(List<ListedPaper> papers, AnswerForm form) {
    return render(papers, form, papers.stream().mapToInt(this::paperTokens).sum());
  }

  /**
   * The prompt for these papers, in this order.
   *
   * @param papersTokens the sum of their {@link #paperTokens}, which were counted before
   */
  public RenderedPrompt render(List<ListedPaper> papers, AnswerForm form, int papersTokens) {
    StringBuilder lines = new StringBuilder();
    for (ListedPaper paper : papers) {
      lines.append(paperText(paper)).append('\n');
    }
    return new RenderedPrompt(
        system(form),
        PromptTexts.user(lines.toString()),
        schema(form),
        staticTokens(form) + papersTokens);
  }

  /**
   * The tokens of a prompt without any paper, in the longer of the two answer forms: no batch holds
   * a paper within a limit that is not above this.
   */
  public int staticTokens() {
    return Math.max(staticTokens(AnswerForm.JSON_SCHEMA), staticTokens(AnswerForm.JSON_LINES));
  }

  private int staticTokens(AnswerForm form) {
    int known = staticTokens[form.ordinal()];
    if (known == 0) {
      String schema = schema(form);
      known =
          CHAT_FORMAT_TOKENS
              + counter.count(system(form))
              + counter.count(PromptTexts.user(""))
              + (schema == null ? 0 : counter.count(schema));
      // Whoever comes second counts the same.
      staticTokens[form.ordinal()] = known;
    }
    return known;
  }

  private @Nullable String schema(AnswerForm form) {
    if (form == AnswerForm.JSON_LINES) {
      return null;
    }
    return beside.isEmpty() ? PromptTexts.schema(stage) : beside.schema();
  }

  /** The tokens that a paper adds to a prompt. */
  public int paperTokens(ListedPaper paper) {
    // Encodings cut text after a line break, so the tokens of lines add up.
    return counter.count(paperText(paper) + "\n");
  }

  private String system(AnswerForm form) {
    return beside.isEmpty()
        ? ofScores(form)
        : ofScores(form) + "\n" + beside.text(form).stripTrailing();
  }

  /** All of it but what is asked beside scores. */
  private String ofScores(AnswerForm form) {
    String criteria = stage == Stage.SCORES ? scoring + "\n\n" : "";
    return task
        + "\n"
        + topics
        + "\n\n"
        + criteria
        + examples
        + PromptTexts.data()
        + "\n"
        + PromptTexts.answer(stage, form).stripTrailing();
  }

  private static String unixLines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
