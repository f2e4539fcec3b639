package org.paperbeam.digest;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

/**
 * How many papers have these scores.
 *
 * @param relevance 1 to 10
 * @param novelty 1 to 10; 0 when it is unknown
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"relevance", "novelty", "papers"})
public record ScoreCount(int relevance, int novelty, int papers) {

  /** The papers that were scored and are below a cut-off; sorted. */
  static List<ScoreCount> below(List<PaperRecord> records) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (PaperRecord record : records) {
      Integer relevance = record.getRelevance();
      Integer novelty = record.getNovelty();
      if (record.getOutcome() == Outcome.BELOW_CUTOFF && relevance != null) {
        counts.merge(relevance * 100 + (novelty == null ? 0 : novelty), 1, Integer::sum);
      }
    }
    List<ScoreCount> below = new ArrayList<>();
    counts.forEach((pair, papers) -> below.add(new ScoreCount(pair / 100, pair % 100, papers)));
    return List.copyOf(below);
  }
}
