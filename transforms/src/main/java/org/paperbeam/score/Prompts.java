package org.paperbeam.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.prompt.PaperPacker;
import org.paperbeam.prompt.PromptTemplate;
import org.paperbeam.prompt.Stage;

/** The two prompt templates of a run and how papers are packed into them. Thread-safe. */
public final class Prompts {
  private final PromptTemplate titles;
  private final PromptTemplate scores;
  private final int papersPerPrompt;
  private final int promptTokens;

  private Prompts(
      PromptTemplate titles, PromptTemplate scores, int papersPerPrompt, int promptTokens) {
    this.titles = titles;
    this.scores = scores;
    this.papersPerPrompt = papersPerPrompt;
    this.promptTokens = promptTokens;
  }

  public static Prompts of(ScoreConfig config) {
    String model = config.getLlm().model();
    return new Prompts(
        PromptTemplate.titles(model, config.getTopics()),
        PromptTemplate.scores(model, config.getTopics(), config.getScoring()),
        config.getPapersPerPrompt(),
        config.getPromptTokens());
  }

  /** The template of a stage. */
  public PromptTemplate of(Stage stage) {
    return stage == Stage.TITLES ? titles : scores;
  }

  /** The batches of one date's papers at a stage, the same whatever their order. */
  public List<List<ListedPaper>> batches(Stage stage, List<ListedPaper> papers) {
    return new PaperPacker(of(stage), papersPerPrompt, promptTokens).pack(papers);
  }

  /** The same for papers on their way. */
  List<List<Ask>> pack(Stage stage, List<Ask> asks) {
    Map<String, Ask> byId = new HashMap<>();
    List<ListedPaper> papers = new ArrayList<>();
    for (Ask ask : asks) {
      byId.put(ask.id(), ask);
      papers.add(ask.paper());
    }
    return batches(stage, papers).stream()
        .map(batch -> batch.stream().map(paper -> byId.get(paper.getArxivId())).toList())
        .toList();
  }
}
