package org.paperbeam.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayAudit;
import org.paperbeam.records.DayUsage;

/**
 * A day's digest in Markdown: notices, totals, contents, entries, the prompt. It holds no time and
 * no run id, so that a day written again is the same to the byte, and no link to another day, which
 * would change it when that day comes. The prompt stands as it was sent, with LF as line end: it is
 * the user's own text.
 */
final class MarkdownDigest {
  private static final String RULE = "---";

  /** A paper, and what stands both in the contents and at the paper, in Markdown. */
  private record Entry(PaperRecord record, String title, String names) {
    static Entry of(PaperRecord record) {
      ListedPaper paper = record.getPaper();
      return new Entry(
          record, MarkdownText.title(paper.getTitle()), MarkdownText.names(names(paper)));
    }

    /** As a listing of the day has them, to the byte; of other sources only what is a name. */
    private static List<String> names(ListedPaper paper) {
      List<String> authors = paper.getAuthors();
      return paper.getDateBasis() == DateBasis.EXACT
          ? authors
          : authors.stream().filter(ReadableNames::isName).toList();
    }
  }

  private MarkdownDigest() {}

  /** The whole file, with LF. */
  public static String write(Digest digest) {
    List<String> parts = new ArrayList<>();
    String notices =
        digest.notices().stream()
            .filter(notice -> notice.kind() != Notice.Kind.INFERRED)
            .map(notice -> "> " + MarkdownText.paragraph(notice.text()))
            .collect(Collectors.joining("\n> \n"));
    if (!notices.isEmpty()) {
      parts.add(notices);
    }
    parts.add("# Personalized Daily ArXiv Papers " + digest.date());
    parts.add(table(digest));
    parts.add("Total arXiv papers: " + digest.summary().getEntries());
    parts.add("Total scanned papers: " + digest.scanned());
    DayAudit filter = digest.day().getPrefilter();
    if (filter != null) {
      parts.add(FilterTotals.line(filter));
    }
    parts.add("Total relevant papers: " + digest.papers().size());
    parts.add("**Table of contents with paper titles:**");
    List<Entry> entries = digest.papers().stream().map(Entry::of).toList();
    for (int i = 0; i < entries.size(); i++) {
      parts.add(contentsLine(i + 1, entries.get(i)));
    }
    parts.add(RULE);
    for (int i = 0; i < entries.size(); i++) {
      parts.add(entry(i + 1, entries.get(i)));
      parts.add(RULE);
    }
    parts.add("# Paper Selection Prompt");
    parts.add(prompt(digest));
    return String.join("\n\n", parts) + "\n";
  }

  private static String table(Digest digest) {
    DayUsage usage = digest.day().getUsage();
    long prompt = usage.getPromptTokens();
    long completion = usage.getCompletionTokens();
    String name = MarkdownText.paragraph(digest.scoredBy()).replace("|", "\\|");
    return MarkdownTable.write(
        List.of("*[" + name + "]*", "Prompt", "Completion", "Total"),
        List.of(
            List.of("**Token**", "" + prompt, "" + completion, Long.toString(prompt + completion)),
            List.of(
                "**Cost**",
                Money.format(Money.prompt(usage)),
                Money.format(Money.completion(usage)),
                Money.format(Money.total(usage)))));
  }

  private static String contentsLine(int number, Entry entry) {
    return number
        + (". [" + entry.title() + "](#user-content-link" + number + ")\n")
        + ("**Authors:** " + entry.names());
  }

  private static String entry(int number, Entry entry) {
    PaperRecord record = entry.record();
    ListedPaper paper = record.getPaper();
    String id = paper.getArxivId();
    List<String> parts = new ArrayList<>();
    parts.add(
        ("## " + number + ". [" + entry.title() + "](" + ArxivId.abstractPage(id) + ")")
            + (" <a id=\"link" + number + "\"></a>"));
    parts.add("**ArXiv ID:** " + id);
    parts.add("**Authors:** " + entry.names());
    parts.add("**Abstract:** " + MarkdownText.paragraph(paper.getAbstractText()));
    String summary = record.getSummary();
    if (summary != null && !PlainText.clean(summary).isEmpty()) {
      parts.add("**Summary:** " + MarkdownText.paragraph(summary));
    }
    String comment = record.getComment();
    if (record.getAuthorMatch()) {
      parts.add("**Comment:** Author match");
    } else {
      if (comment != null && !PlainText.clean(comment).isEmpty()) {
        parts.add("**Comment:** " + MarkdownText.paragraph(comment));
      }
      String scores = scores(record);
      if (!scores.isEmpty()) {
        parts.add(scores);
      }
    }
    String seenBefore = record.getSeenBefore();
    if (seenBefore != null) {
      String file = "../" + seenBefore.substring(0, 7) + "/" + seenBefore + ".md";
      parts.add("**Seen before:** [" + seenBefore + "](" + file + ")");
    }
    return String.join("\n\n", parts);
  }

  private static String scores(PaperRecord record) {
    List<String> lines = new ArrayList<>();
    if (record.getRelevance() != null) {
      lines.add("**Relevance:** " + record.getRelevance());
    }
    if (record.getNovelty() != null) {
      lines.add("**Novelty:** " + record.getNovelty());
    }
    return String.join("\n", lines);
  }

  private static String prompt(Digest digest) {
    String prompt = digest.day().getPrompt();
    return prompt == null
        ? "No prompt: no language model was asked."
        : prompt.replace("\r\n", "\n").strip();
  }
}
