package org.paperbeam.prompt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.ListedPaper;

class PaperPackerTest {
  private static final PromptTemplate TEMPLATE =
      PromptTemplate.scores("gpt-4o", "Topics.", "Criteria.");
  private static final int AMPLE = 1_000_000;

  private final Random random = new Random(7);

  /** Papers of some hundred tokens each, and now and then a giant. */
  private List<ListedPaper> papers(int count, int giants) {
    List<ListedPaper> papers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int words = i < giants ? 3_000 : 20 + random.nextInt(280);
      papers.add(
          TestPapers.paper(
              "2503.%05d".formatted(i), "Title " + i, "word <b> α ".repeat(words / 2)));
    }
    Collections.shuffle(papers, random);
    return papers;
  }

  private static List<Integer> sizes(List<List<ListedPaper>> batches) {
    return batches.stream().map(List::size).sorted(Collections.reverseOrder()).toList();
  }

  private static int tokens(List<ListedPaper> batch) {
    return Math.max(
        TEMPLATE.render(batch, AnswerForm.JSON_SCHEMA).promptTokens(),
        TEMPLATE.render(batch, AnswerForm.JSON_LINES).promptTokens());
  }

  private static List<List<ListedPaper>> pack(PaperPacker packer, List<ListedPaper> papers) {
    return packer.pack(papers, paper -> paper, TEMPLATE::paperTokens);
  }

  @Test
  void everyPaperIsInOneBatchThatHoldsBothLimits() {
    for (int round = 0; round < 12; round++) {
      int perPrompt = 1 + random.nextInt(30);
      int limit = TEMPLATE.staticTokens() + 200 + random.nextInt(6_000);
      List<ListedPaper> papers = papers(random.nextInt(120), random.nextInt(3));
      List<List<ListedPaper>> batches = pack(new PaperPacker(TEMPLATE, perPrompt, limit), papers);
      List<ListedPaper> all = new ArrayList<>();
      for (List<ListedPaper> batch : batches) {
        all.addAll(batch);
        assertThat(batch, is(not(empty())));
        assertThat(batch.size(), is(lessThanOrEqualTo(perPrompt)));
        if (batch.size() > 1) {
          assertThat(tokens(batch), is(lessThanOrEqualTo(limit)));
        }
      }
      assertThat(all, containsInAnyOrder(papers.toArray()));
    }
  }

  @Test
  void theSamePapersGiveTheSameBatchesWhateverTheirOrder() {
    List<ListedPaper> papers = papers(100, 2);
    PaperPacker packer = new PaperPacker(TEMPLATE, 20, 4_000);
    List<List<ListedPaper>> batches = pack(packer, papers);
    for (int round = 0; round < 4; round++) {
      Collections.shuffle(papers, random);
      assertThat(pack(packer, papers), is(batches));
    }
  }

  @Test
  void fewerCallsComeFirstThenEvenOnes() {
    PaperPacker packer = new PaperPacker(TEMPLATE, 20, AMPLE);
    assertThat(sizes(pack(packer, papers(41, 0))), is(List.of(14, 14, 13)));
    assertThat(sizes(pack(packer, papers(40, 0))), is(List.of(20, 20)));
    assertThat(sizes(pack(packer, papers(21, 0))), is(List.of(11, 10)));
    assertThat(sizes(pack(packer, papers(1, 0))), is(List.of(1)));
    assertThat(pack(packer, List.of()), is(empty()));
  }

  @Test
  void theNumberOfCallsIsNearTheLeastPossible() {
    for (int round = 0; round < 3; round++) {
      List<ListedPaper> papers = papers(300, 0);
      int limit = TEMPLATE.staticTokens() + 3_000;
      int batches = pack(new PaperPacker(TEMPLATE, 20, limit), papers).size();
      double tokens = papers.stream().mapToInt(TEMPLATE::paperTokens).sum();
      double least = Math.ceil(Math.max(tokens / 3_000, papers.size() / 20.0));
      assertThat((double) batches, is(lessThanOrEqualTo(least * 1.03 + 1)));
    }
  }

  @Test
  void aPaperAboveTheLimitStandsAlone() {
    int limit = TEMPLATE.staticTokens() + 2_000;
    List<List<ListedPaper>> batches = pack(new PaperPacker(TEMPLATE, 20, limit), papers(10, 2));
    List<List<ListedPaper>> over = batches.stream().filter(b -> tokens(b) > limit).toList();
    assertThat(sizes(over), is(List.of(1, 1)));
    int none = pack(new PaperPacker(TEMPLATE, 20, 1), papers(10, 2)).size();
    assertThat(none, is(10));
  }

  @Test
  void aLongPaperBesideShortOnesCostsNoFurtherCall() {
    List<ListedPaper> papers = new ArrayList<>(papers(20, 1));
    int giant = papers.stream().mapToInt(TEMPLATE::paperTokens).max().orElseThrow();
    int limit = TEMPLATE.staticTokens() + giant;
    int rest = papers.stream().mapToInt(TEMPLATE::paperTokens).sum() - giant;
    int batches = pack(new PaperPacker(TEMPLATE, 20, limit), papers).size();
    assertThat(batches, is(1 + (rest + giant - 1) / giant));
  }

  @Test
  void theOrderInABatchIsNotTheListings() {
    List<ListedPaper> papers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      papers.add(TestPapers.paper("2503.%05d".formatted(i), "T", "A"));
    }
    List<ListedPaper> batch = pack(new PaperPacker(TEMPLATE, 20, AMPLE), papers).get(0);
    int rising = 0;
    for (int i = 1; i < batch.size(); i++) {
      rising += batch.get(i - 1).getArxivId().compareTo(batch.get(i).getArxivId()) < 0 ? 1 : 0;
    }
    assertThat(rising, is(greaterThan(4)));
    assertThat(rising, is(lessThanOrEqualTo(14)));
  }

  @Test
  void twoPapersOfOneIdNeverShareABatch() {
    List<ListedPaper> papers = papers(10, 0);
    ListedPaper again = papers.get(0).toBuilder().setVersion(2).build();
    papers.add(again);
    papers.add(again);
    List<List<ListedPaper>> batches = pack(new PaperPacker(TEMPLATE, 20, AMPLE), papers);
    assertThat(sizes(batches), is(List.of(10, 1, 1)));
  }

  @Test
  void aMonthsPapersArePackedInSeconds() {
    List<ListedPaper> papers = new ArrayList<>();
    for (int i = 0; i < 8_000; i++) {
      papers.add(TestPapers.paper("2503.%05d".formatted(i), "T", "word ".repeat(i % 100)));
    }
    int limit = TEMPLATE.staticTokens() + 300;
    Assertions.assertTimeout(
        Duration.ofSeconds(30), () -> pack(new PaperPacker(TEMPLATE, 20, limit), papers));
  }

  @Test
  void limitsOutOfRangeAreNamed() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new PaperPacker(TEMPLATE, 0, 16_000));
    assertThat(e.getMessage(), containsString("papersPerPrompt must be 1 or more, it is 0"));
    e = assertThrows(IllegalArgumentException.class, () -> new PaperPacker(TEMPLATE, 20, -5));
    assertThat(e.getMessage(), containsString("promptTokens must be 1 or more, it is -5"));
  }
}
