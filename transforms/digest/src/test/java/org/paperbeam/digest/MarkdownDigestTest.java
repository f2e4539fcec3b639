package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayRecords;
import org.paperbeam.records.Repeats;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.testing.Days;

class MarkdownDigestTest {
  private static final PaperRecord GOOD = Days.selected("2503.00001", 9, 8);
  private static final PaperRecord FOLLOWED =
      Days.selected("2503.00002", 1, 1).toBuilder().setAuthorMatch(true).build();
  private static final PaperRecord LOST = Days.decided("2503.00003", Outcome.UNSCORED);
  private static final PaperRecord LOST_TOO = Days.decided("2503.00004", Outcome.UNSCORED);

  @Test
  void aDayIsWrittenToTheByte() {
    assertThat(
        write(Days.manifest(2), List.of(GOOD, FOLLOWED)),
        is(
            """
            # Personalized Daily ArXiv Papers 2025-03-25

            | *[gpt-4o]*   | Prompt   | Completion   | Total   |
            |:------------:|:--------:|:------------:|:-------:|
            | **Token**    | 93333    | 12929        | 106262  |
            | **Cost**     | $0.23    | $0.13        | $0.36   |

            Total arXiv papers: 12

            Total scanned papers: 2

            Total relevant papers: 2

            **Table of contents with paper titles:**

            1. [Title of 2503.00002](#user-content-link1)
            **Authors:** Ada Lovelace, M. Güra

            2. [Title of 2503.00001](#user-content-link2)
            **Authors:** Ada Lovelace, M. Güra

            ---

            ## 1. [Title of 2503.00002](https://arxiv.org/abs/2503.00002) <a id="link1"></a>

            **ArXiv ID:** 2503.00002

            **Authors:** Ada Lovelace, M. Güra

            **Abstract:** Abstract of 2503.00002.

            **Comment:** Author match

            ---

            ## 2. [Title of 2503.00001](https://arxiv.org/abs/2503.00001) <a id="link2"></a>

            **ArXiv ID:** 2503.00001

            **Authors:** Ada Lovelace, M. Güra

            **Abstract:** Abstract of 2503.00001.

            **Comment:** Comment on 2503.00001.

            **Relevance:** 9
            **Novelty:** 8

            ---

            # Paper Selection Prompt

            Read this.

            ## Papers

            [PAPER LIST HERE]
            """));
  }

  @Test
  void aPaperThatAnEarlierDigestShowsSaysSo() {
    assertThat(
        write(
            Days.manifest(2),
            List.of(GOOD.toBuilder().setSeenBefore("2025-02-24").build(), FOLLOWED)),
        containsString(
            "**Novelty:** 8\n\n**Seen before:** [2025-02-24](../2025-02/2025-02-24.md)\n\n---\n"));
  }

  @Test
  void aDigestWithoutSuchPapersSaysHowManyThereAre() {
    PaperRecord seen = GOOD.toBuilder().setSeenBefore("2025-02-24").build();
    String text = write(Days.manifest(2).setRepeats(Repeats.DROP), List.of(seen, FOLLOWED));
    assertThat(
        text,
        startsWith("> 1 selected paper is left out, because an earlier digest shows it.\n\n# "));
    assertThat(text, containsString("\nTotal relevant papers: 1\n"));
    assertThat(text, not(containsString("2503.00001")));
  }

  @Test
  void aDayScoredOfflineSaysSoAndHasRelevanceAlone() {
    PaperRecord paper = GOOD.toBuilder().setNovelty(null).setComment(null).build();
    String text =
        write(
            Days.manifest(1)
                .setScorer(DayManifest.OFFLINE)
                .setModel(null)
                .setPrompt(null)
                .setUsage(
                    Days.usage(Days.DATE).toBuilder()
                        .setPromptTokens(0)
                        .setCompletionTokens(0)
                        .setPromptCostUsd(null)
                        .setCompletionCostUsd(null)
                        .build()),
            List.of(paper));
    assertThat(
        text,
        startsWith("> Scored offline: relevance only, by tf-idf similarity to the profile's"));
    assertThat(text, containsString("\n| *[offline]*   | Prompt   |"));
    assertThat(text, containsString("\n| **Cost**      | $0.00    | $0.00        | $0.00   |\n"));
    assertThat(text, containsString("of 2503.00001.\n\n**Relevance:** 9\n\n---\n"));
    assertThat(text, not(containsString("**Novelty:**")));
    assertThat(text, not(containsString("**Comment:**")));
    assertThat(text, containsString("# Paper Selection Prompt\n\nNo prompt: "));
  }

  @Test
  void aPriceThatIsUnknownIsNotZero() {
    String text =
        write(
            Days.manifest(1)
                .setUsage(
                    Days.usage(Days.DATE).toBuilder()
                        .setPromptCostUsd(null)
                        .setCompletionCostUsd(null)
                        .build()),
            List.of(GOOD));
    assertThat(text, containsString("\n| **Cost**     | unknown  | unknown      | unknown |\n"));
  }

  @Test
  void papersThatCouldNotBeScoredAreCountedAtTheTop() {
    assertThat(
        notice(Days.manifest(2), List.of(Days.unscored("2503.00003", "answer could not be read"))),
        is(
            "> This digest is incomplete: 1 of 2 papers could not be scored (answer could not be"
                + " read). The same command, run again, asks for that one only.\n\n"));
    assertThat(
        notice(
            Days.manifest(3),
            List.of(
                Days.unscored("2503.00003", "no answer in time"),
                Days.unscored("2503.00004", "answer could not be read"))),
        is(
            "> This digest is incomplete: 2 of 3 papers could not be scored (answer could not"
                + " be read: 1; no answer in time: 1). The same command, run"
                + " again, asks for those only.\n\n"));
  }

  @Test
  void aCauseOfAllIsNamedOnce() {
    assertThat(
        notice(Days.manifest(2), List.of(Days.unscored("2503.00003", "cost cap reached"))),
        containsString(" 1 of 2 papers could not be scored (cost cap reached). "));
  }

  @Test
  void inferredDatesAreNoNoticeHere() {
    PaperRecord inferred =
        GOOD.toBuilder()
            .setPaper(GOOD.getPaper().toBuilder().setDateBasis(DateBasis.INFERRED).build())
            .build();
    assertThat(write(Days.manifest(1), List.of(inferred)), startsWith("# Personalized"));
    List<Notice> notices =
        Digest.of(DayRecords.of(Days.manifest(1).build(), List.of(inferred), List.of())).notices();
    assertThat(notices.get(0).kind(), is(Notice.Kind.INFERRED));
  }

  @Test
  void aDayWithoutASelectedPaperHasOneRule() {
    String text = write(Days.manifest(1), List.of(Days.decided("1", Outcome.BELOW_CUTOFF)));
    assertThat(
        text,
        containsString(
            "papers: 0\n\n**Table of contents with paper titles:**\n\n---\n\n# Paper Selection"));
  }

  @Test
  void aListingOfReplacementsAloneSaysSo() {
    String text = write(Days.manifest(0).setListed(0).setDuplicates(0), List.of());
    assertThat(
        text,
        startsWith(
            "> None of the 10 entries of this listing is of the categories and announce types"));
  }

  private static String notice(DayManifest.Builder day, List<UnscoredPaper> letters) {
    List<PaperRecord> records =
        letters.isEmpty()
            ? List.of(GOOD)
            : letters.size() == 1 ? List.of(GOOD, LOST) : List.of(GOOD, LOST, LOST_TOO);
    String text = MarkdownDigest.write(Digest.of(DayRecords.of(day.build(), records, letters)));
    return text.substring(0, text.indexOf("# Personalized"));
  }

  private static String write(DayManifest.Builder day, List<PaperRecord> records) {
    return MarkdownDigest.write(Digest.of(DayRecords.of(day.build(), records, List.of())));
  }
}
