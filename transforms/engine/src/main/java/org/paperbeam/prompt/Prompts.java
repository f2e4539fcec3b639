package org.paperbeam.prompt;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.paperbeam.paper.ListedPaper;

/**
 * The two prompt templates of a run, and the one way to cut papers into prompts of each.
 * Thread-safe.
 */
public final class Prompts {
  private final PromptTemplate titles;
  private final PromptTemplate scores;
  private final PromptConfig config;

  private Prompts(PromptConfig config) {
    this.titles = PromptTemplate.titles(config.getModel(), config.getTopics());
    this.scores = PromptTemplate.scores(config);
    this.config = config;
  }

  public static Prompts of(PromptConfig config) {
    return new Prompts(config);
  }

  /** The template of a stage. */
  public PromptTemplate of(Stage stage) {
    return stage == Stage.TITLES ? titles : scores;
  }

  /** The topics from which a scoring answer chooses. */
  public static TopicChoice topicsOf(PromptConfig config) {
    return TopicChoice.of(config.getTopics());
  }

  /** The most papers that a prompt asks about, 1 or more. */
  public int mostPapers() {
    return config.getPapersPerPrompt();
  }

  /**
   * The prompt batches of one date's papers at a stage, the same whatever their order; see {@link
   * PaperPacker}.
   *
   * @param paper what is cut: the paper of it
   * @param tokens what its paper adds to a prompt of that stage
   * @param shuffledBy the text whose hash gives its place in the shuffle, as a rule the paper's id
   */
  public <T> List<List<T>> cut(
      Stage stage,
      Collection<T> papers,
      Function<T, ListedPaper> paper,
      ToIntFunction<T> tokens,
      Function<T, String> shuffledBy) {
    return new PaperPacker(of(stage), config.getPapersPerPrompt(), config.getPromptTokens())
        .pack(papers, paper, tokens, shuffledBy);
  }
}
