package org.paperbeam.testing;

import java.util.List;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayUsage;
import org.paperbeam.records.UnscoredPaper;

/** Days and papers for tests. */
public final class Days {
  public static final String DATE = "2025-03-25";

  private Days() {}

  /** A paper of {@link #DATE}. */
  public static ListedPaper paper(String id) {
    return ListedPaper.builder()
        .setArxivId(id)
        .setVersion(1)
        .setDate(DATE)
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(AnnounceType.NEW)
        .setTitle("Title of " + id)
        .setAuthors(List.of("Ada Lovelace", "M. G\\\"ura"))
        .setAbstractText("Abstract of " + id + ".")
        .setCategories(List.of("cs.LG", "cs.AI"))
        .setSubmitted("2025-03-24T10:00:00Z")
        .build();
  }

  /** A paper that is selected with these scores. */
  public static PaperRecord selected(String id, int relevance, int novelty) {
    return PaperRecord.listed(paper(id)).toBuilder()
        .setOutcome(Outcome.SELECTED)
        .setMaxHIndex(20)
        .setRelevance(relevance)
        .setNovelty(novelty)
        .setComment("Comment on " + id + ".")
        .setModel("gpt-4o")
        .setPromptSha256("abc")
        .setScoredAt("2025-03-25T04:00:00Z")
        .setRunId("run-1")
        .build();
  }

  /** A paper with an outcome and nothing else. */
  public static PaperRecord decided(String id, Outcome outcome) {
    return PaperRecord.listed(paper(id)).toBuilder().setOutcome(outcome).setRunId("run-1").build();
  }

  /** A dead letter. */
  public static UnscoredPaper unscored(String id, String cause) {
    return UnscoredPaper.builder()
        .setDate(DATE)
        .setArxivId(id)
        .setTitle("Title of " + id)
        .setStage("score")
        .setCause(cause)
        .setAttempts(2)
        .setRawAnswer("I'm sorry")
        .setRunId("run-1")
        .build();
  }

  /** The manifest of an announced day with that many distinct papers and two duplicates. */
  public static DayManifest.Builder manifest(int papers) {
    return DayManifest.builder()
        .setDate(DATE)
        .setKind(DayKind.ANNOUNCED)
        .setEntries(papers + 10L)
        .setListed(papers + 2L)
        .setDuplicates(2)
        .setScorer(DayManifest.LLM)
        .setModel("gpt-4o")
        .setPrompt("Read this.\n\n## Papers\n\n[PAPER LIST HERE]\n")
        .setPromptSha256("abc")
        .setUsage(usage(DATE))
        .setMinRelevance(7)
        .setMinNovelty(6)
        .setGenerated("2025-03-25T04:01:00Z")
        .setRunId("run-1");
  }

  /** The usage of the example in digest-format.md. */
  public static DayUsage usage(String date) {
    return DayUsage.builder()
        .setDate(date)
        .setRequests(24)
        .setPromptTokens(93_333)
        .setCachedTokens(0)
        .setCompletionTokens(12_929)
        .setPromptCostUsd(93_333 * 2.5e-6)
        .setCompletionCostUsd(12_929 * 1e-5)
        .build();
  }
}
