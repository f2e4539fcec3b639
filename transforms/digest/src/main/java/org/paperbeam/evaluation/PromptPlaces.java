package org.paperbeam.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.AnswerReader;
import org.paperbeam.calls.PaperAnswer;
import org.paperbeam.ledger.AskedPaper;
import org.paperbeam.ledger.Ledger;
import org.paperbeam.ledger.LedgerEntry;
import org.paperbeam.ledger.LedgerMonths;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.Stage;
import org.paperbeam.records.DayRecords;

/**
 * Whether what the LLM says of a paper hangs on its place in the prompt: the answers of the ledger
 * that scored the evaluated days, by their papers' places. Papers are shuffled into prompts, so
 * that nothing but the model can make a difference. Not thread-safe.
 */
public final class PromptPlaces {
  private static final int PARTS = 5;
  private static final double TAIL = 0.975;

  private final Set<String> dates = new HashSet<>();
  private final Set<String> prompts = new HashSet<>();
  private final Set<String> months = new TreeSet<>();
  private final Set<String> taken = new HashSet<>();
  private final int[] papers = new int[PARTS];
  private final double[] relevance = new double[PARTS];
  private final double[] novelty = new double[PARTS];
  private final Line relevanceLine = new Line();
  private final Line noveltyLine = new Line();

  /** A day that is evaluated. */
  public void add(DayRecords day) {
    dates.add(day.date());
    for (PaperRecord record : day.records()) {
      if (record.getRelevance() != null && record.getPromptSha256() != null) {
        prompts.add(record.getPromptSha256());
        months.add(LedgerMonths.ofPaper(record.getPaper().getArxivId()));
      }
    }
  }

  /**
   * What the answers say; null when there are not enough that scored more than one paper.
   *
   * @param warnings takes a sentence for each part of the ledger that is not as it was written
   */
  public Evaluation.@Nullable Places read(Ledger ledger, Consumer<String> warnings)
      throws IOException {
    if (!months.isEmpty()) {
      ledger.readOpen(this::take, warnings);
    }
    for (String month : months) {
      ledger.readMonth(month, this::take, warnings);
    }
    if (relevanceLine.freedom() < 1) {
      return null;
    }
    List<Evaluation.Place> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      int count = papers[part];
      parts.add(
          new Evaluation.Place(
              count,
              count == 0 ? null : (Double) (relevance[part] / count),
              count == 0 ? null : (Double) (novelty[part] / count)));
    }
    return new Evaluation.Places(
        relevanceLine.prompts, parts, relevanceLine.trend(), noveltyLine.trend());
  }

  private void take(LedgerEntry entry) {
    boolean ofTheseDays =
        entry.getStage().equals(Stage.SCORES.label())
            && dates.contains(entry.getDate())
            && prompts.contains(entry.getPromptSha256());
    // An answer stands under the months of all its papers.
    if (!ofTheseDays || entry.getPapers().size() < 2 || !taken.add(entry.getId())) {
      return;
    }
    List<AskedPaper> asked = entry.getPapers();
    Map<String, PaperAnswer> answers = AnswerReader.read(entry).answers();
    List<Integer> places = new ArrayList<>();
    List<PaperAnswer> said = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      PaperAnswer answer = answers.get(asked.get(i).getKey());
      if (answer != null) {
        int part = PARTS * i / asked.size();
        papers[part]++;
        relevance[part] += answer.getRelevance();
        novelty[part] += answer.getNovelty();
        places.add(i);
        said.add(answer);
      }
    }
    relevanceLine.add(places, asked.size(), said, PaperAnswer::getRelevance);
    noveltyLine.add(places, asked.size(), said, PaperAnswer::getNovelty);
  }

  /** A straight line through scores by place, from 0 for the first to 1 for the last. */
  private static final class Line {
    private int prompts;
    private int points;
    private double squares;
    private double products;
    private double scatter;

    /** Takes a prompt in; what all its papers have in common says nothing of their places. */
    void add(
        List<Integer> places, int asked, List<PaperAnswer> said, ToIntFunction<PaperAnswer> score) {
      if (said.size() < 2) {
        return;
      }
      double middle = places.stream().mapToInt(place -> place).average().orElseThrow();
      double mean = said.stream().mapToInt(score).average().orElseThrow();
      for (int i = 0; i < said.size(); i++) {
        double x = (places.get(i) - middle) / (asked - 1);
        double y = score.applyAsInt(said.get(i)) - mean;
        squares += x * x;
        products += x * y;
        scatter += y * y;
      }
      points += said.size();
      prompts++;
    }

    /** Each prompt has a mean of its own. */
    int freedom() {
      return points - prompts - 1;
    }

    Evaluation.Trend trend() {
      double slope = products / squares;
      double rest = Math.max(0, scatter - slope * products);
      double error = Math.sqrt(rest / freedom() / squares);
      double far = new TDistribution(freedom()).inverseCumulativeProbability(TAIL) * error;
      return new Evaluation.Trend(slope, slope - far, slope + far);
    }
  }
}
