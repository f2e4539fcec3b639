package org.paperbeam.learnt;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;

/** Invented papers, of which those about pruning are chosen, nearly always. */
final class JudgedPapers {
  private static final List<String> WANTED =
      List.of("pruning", "sparsity", "quantization", "low-rank", "experts", "routing");
  private static final List<String> OTHER =
      List.of("segmentation", "clinical", "traffic", "translation", "robot", "speech");
  private static final List<String> COMMON =
      List.of("we", "study", "the", "of", "networks", "training", "data", "a", "results", "show");

  private JudgedPapers() {}

  /** Days from 2025-03-01 on, with 12 chosen papers and 48 others each. */
  static List<Judged> days(int days) {
    List<Judged> papers = new ArrayList<>();
    for (int day = 1; day <= days; day++) {
      for (int i = 0; i < 60; i++) {
        papers.add(paper("2503.%05d".formatted(day * 100 + i), "2025-03-%02d".formatted(day)));
      }
    }
    return papers;
  }

  /** A paper of that day; those of every fifth number are chosen. */
  static Judged paper(String id, String date) {
    boolean chosen = Integer.parseInt(id.substring(5)) % 5 == 0;
    return Judged.of(listed(id, date, chosen), chosen);
  }

  /** The same paper as a listing has it. */
  static ListedPaper listed(String id, String date, boolean wanted) {
    Random random = new Random(id.hashCode());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      List<String> words =
          random.nextDouble() < 0.7
              ? COMMON
              : random.nextDouble() < 0.75 == wanted ? WANTED : OTHER;
      text.append(words.get(random.nextInt(words.size()))).append(' ');
    }
    return ListedPaper.builder()
        .setArxivId(id)
        .setVersion(1)
        .setDate(date)
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(AnnounceType.NEW)
        .setTitle("On " + id)
        .setAuthors(List.of())
        .setAbstractText(text.toString())
        .setCategories(List.of("cs.LG"))
        .build();
  }
}
