package org.paperbeam.arxiv;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.paperbeam.paper.DayFacts;
import org.paperbeam.paper.ListedPaper;

/** A sink that keeps everything. */
final class Collected implements ListingSink {
  final List<ListedPaper> papers = new ArrayList<>();
  final List<DayFacts> days = new ArrayList<>();

  final List<BadEntry> bad = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  @Override
  public void withdraw(String arxivId) {
    papers.removeIf(paper -> paper.getArxivId().equals(arxivId));
  }

  @Override
  public void bad(String where, BadEntry entry) {
    bad.add(entry);
  }

  @Override
  public void warning(String sentence) {
    warnings.add(sentence);
  }

  @Override
  public void paper(ListedPaper paper) {
    papers.add(paper);
  }

  @Override
  public void day(DayFacts facts) {
    days.add(facts);
  }

  List<String> ids() {
    return papers.stream().map(ListedPaper::getArxivId).toList();
  }

  Set<String> idsOn(String date) {
    return papers.stream()
        .filter(p -> p.getDate().equals(date))
        .map(ListedPaper::getArxivId)
        .collect(Collectors.toSet());
  }
}
