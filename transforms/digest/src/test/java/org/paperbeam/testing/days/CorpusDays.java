package org.paperbeam.testing.days;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.prompt.PromptTemplate;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayUsage;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Corpus;
import org.paperbeam.testing.SharedData;

/** The corpus as an output folder: thirteen days in a row, as if gpt-4o had just scored them. */
public final class CorpusDays {
  /** The first of the thirteen; there is one earlier day, which stands alone. */
  private static final String FIRST = "2025-03-18";

  private CorpusDays() {}

  /** Writes records and digests of all thirteen days; returns the dates, oldest first. */
  public static List<String> write(Folder output) throws IOException {
    Map<String, List<PaperRecord>> days = new TreeMap<>(Corpus.days());
    days.keySet().removeIf(date -> date.compareTo(FIRST) < 0);
    return write(
        output, days, SharedData.text("profile/topics.md"), SharedData.text("profile/scoring.md"));
  }

  static List<String> write(
      Folder output, Map<String, List<PaperRecord>> days, String topics, String scoring)
      throws IOException {
    String prompt = PromptTemplate.scores("gpt-4o", topics, scoring).text();
    for (Map.Entry<String, List<PaperRecord>> day : days.entrySet()) {
      DayFiles.write(
          output,
          manifest(day.getKey(), day.getValue(), topics, prompt),
          day.getValue(),
          List.of());
    }
    return List.copyOf(days.keySet());
  }

  private static DayManifest manifest(
      String date, List<PaperRecord> papers, String topics, String prompt) {
    long scored = papers.stream().filter(p -> p.getRelevance() != null).count();
    return DayManifest.builder()
        .setDate(date)
        .setKind(DayKind.ANNOUNCED)
        .setEntries(papers.size() + 120L)
        .setListed(papers.size() + 7L)
        .setDuplicates(7)
        .setScorer(DayManifest.LLM)
        .setModel("gpt-4o")
        .setPrompt(prompt)
        .setTopics(topics)
        .setPromptSha256("abc")
        .setUsage(usage(date, papers.size(), scored))
        .setMinRelevance(7)
        .setMinNovelty(6)
        .setGenerated(date + "T04:01:00Z")
        .setRunId("run-1")
        .build();
  }

  private static DayUsage usage(String date, long papers, long scored) {
    long prompt = papers * 40 + scored * 420;
    long completion = scored * 75;
    return DayUsage.builder()
        .setDate(date)
        .setRequests(papers / 50 + scored / 20 + 2)
        .setPromptTokens(prompt)
        .setCachedTokens(0)
        .setCompletionTokens(completion)
        .setPromptCostUsd(prompt * 2.5e-6)
        .setCompletionCostUsd(completion * 1e-5)
        .build();
  }
}
