package org.paperbeam.offline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.testing.NeedsSamples;
import org.paperbeam.testing.SharedData;

class OfflineScorerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The days of the corpus whose listing is complete. */
  private static final List<String> COMPLETE_DAYS =
      List.of("2025-03-18", "2025-03-25", "2025-04-01");

  @NeedsSamples
  @Test
  void papersThatAModelChoseOnRealDaysStandAboveTheOthers() throws Exception {
    for (String date : COMPLETE_DAYS) {
      List<ListedPaper> day = listing(date);
      Set<String> chosen = oracle(date, "selected");
      double auc = auc(day, chosen, realProfile().similarity(day));
      assertThat(date, auc, greaterThanOrEqualTo(0.78));
    }
  }

  @NeedsSamples
  @Test
  void aboutATenthOfARealDayReachesSeven() throws Exception {
    for (String date : COMPLETE_DAYS) {
      assertThat(
          date,
          shareAtSeven(realProfile(), listing(date)),
          allOf(greaterThanOrEqualTo(0.10), lessThanOrEqualTo(0.16)));
    }
  }

  @NeedsSamples
  @Test
  void aSmallPartOfARealDayIsNotJudgedOtherwiseThanTheDay() throws Exception {
    List<ListedPaper> day = new ArrayList<>(listing("2025-03-25"));
    for (int size : new int[] {3, 20, 60}) {
      Random random = new Random(size);
      double sum = 0;
      int samples = 300 / size;
      for (int i = 0; i < samples; i++) {
        Collections.shuffle(day, random);
        sum += shareAtSeven(realProfile(), day.subList(0, size));
      }
      assertThat(
          "samples of " + size,
          sum / samples,
          allOf(greaterThanOrEqualTo(0.05), lessThanOrEqualTo(0.20)));
    }
  }

  @NeedsSamples
  @Test
  void theOrderOfThePapersDoesNotMatter() throws Exception {
    List<ListedPaper> day = listing("2025-03-25");
    List<ListedPaper> reversed = new ArrayList<>(day);
    Collections.reverse(reversed);
    List<Double> there = realProfile().similarity(day);
    List<Double> back = new ArrayList<>(realProfile().similarity(reversed));
    Collections.reverse(back);
    assertThat(back, is(there));
  }

  @Test
  void aDayOfThreePapersIsToldApart() {
    OfflineScorer scorer =
        new OfflineScorer(
            "- Relevant: mixture of experts, sparse routing\n- Irrelevant: crop segmentation");
    assertThat(
        scorer.relevance(
            List.of(
                paper("1", "Routing in a mixture of experts", "Sparse routing, expert by expert."),
                paper("2", "Harvest time", "A note on the weather in spring."),
                paper("3", "Crop segmentation", "We segment crops by sparse labels."))),
        is(List.of(10, 1, 1)));
  }

  @Test
  void noPapersAndPapersWithoutWordsAreNoTrouble() {
    OfflineScorer scorer = new OfflineScorer("pruning");
    assertThat(scorer.relevance(List.of()), is(empty()));
    assertThat(scorer.relevance(List.of(paper("1", "", "$x$"))), is(List.of(1)));
  }

  private static double shareAtSeven(OfflineScorer scorer, List<ListedPaper> day) {
    return scorer.relevance(day).stream().filter(r -> r >= 7).count() / (double) day.size();
  }

  /** The share of pairs of a chosen and another paper in which the chosen one stands above. */
  private static double auc(List<ListedPaper> day, Set<String> chosen, List<Double> similarity) {
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < day.size(); i++) {
      for (int j = 0; j < day.size(); j++) {
        if (chosen.contains(day.get(i).getArxivId()) && !chosen.contains(day.get(j).getArxivId())) {
          int order = similarity.get(i).compareTo(similarity.get(j));
          right += order > 0 ? 1 : order == 0 ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return right / pairs;
  }

  private static OfflineScorer realProfile() throws IOException {
    return new OfflineScorer(SharedData.text("profile/topics.md"));
  }

  /** The day's papers but those of followed authors, which no scorer sees. */
  private static List<ListedPaper> listing(String date) throws IOException {
    Set<String> matches = oracle(date, "author_match");
    List<ListedPaper> day = new ArrayList<>();
    for (JsonNode p : lines("arxiv/papers.jsonl.gz")) {
      if (p.get("announced").asText().equals(date) && !matches.contains(p.get("id").asText())) {
        day.add(paper(p.get("id").asText(), p.get("title").asText(), p.get("abstract").asText()));
      }
    }
    return day;
  }

  private static Set<String> oracle(String date, String flag) throws IOException {
    Set<String> ids = new HashSet<>();
    for (JsonNode o : lines("arxiv/oracle.jsonl.gz")) {
      if (o.get("announced").asText().equals(date) && o.get(flag).asBoolean()) {
        ids.add(o.get("id").asText());
      }
    }
    return ids;
  }

  private static List<JsonNode> lines(String file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(SharedData.path(file)))) {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    }
  }

  private static ListedPaper paper(String id, String title, String abstractText) {
    return ListedPaper.builder()
        .setArxivId(id)
        .setVersion(1)
        .setDate("2025-03-25")
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(AnnounceType.NEW)
        .setTitle(title)
        .setAuthors(List.of())
        .setAbstractText(abstractText)
        .setCategories(List.of("cs.LG"))
        .build();
  }
}
