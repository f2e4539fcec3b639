package org.paperbeam.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.Digest;
import org.paperbeam.digest.Notice;
import org.paperbeam.digest.PlainText;
import org.paperbeam.digest.ReadableNames;
import org.paperbeam.digest.ScoreWords;
import org.paperbeam.digest.Week;
import org.paperbeam.hash.Sha256;
import org.paperbeam.json.JsonText;
import org.paperbeam.latex.TexText;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;

/**
 * A day's or a week's digest, ready to be sent.
 *
 * @param digest of a day, or of a week's days
 * @param week null for a day
 * @param siteUrl where the site is served, without a slash at its end; null when it is not known
 * @param update whether an earlier content of the same day went out before
 */
public record DigestMessage(
    Digest digest, @Nullable Week week, @Nullable String siteUrl, boolean update) {
  /** A subject is one line in a list of mails. */
  private static final int LONGEST_IN_SUBJECT = 70;

  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_COMMENT = 2000;
  private static final int MOST_NAMES = 20;

  /** Of a mail's text and HTML; encoded for the way they grow by a third. */
  private static final int MAIL_BYTES = 66_000;

  private static final int MARKS_OF_A_PAPER = 620;

  /** Of a day. */
  public DigestMessage(Digest digest, @Nullable String siteUrl, boolean update) {
    this(digest, null, siteUrl, update);
  }

  /** The announcement date, ISO, or the week's key, e.g. {@code 2025-W13}. */
  public String date() {
    return week == null ? digest.date() : week.key();
  }

  /** One line: the day, and its best paper. */
  public String subject() {
    String best =
        digest.papers().isEmpty()
            ? ""
            : ": " + PlainText.cut(title(digest.papers().get(0)), LONGEST_IN_SUBJECT);
    return heading() + best;
  }

  /** The same without the best paper: what stands above all of them. */
  public String heading() {
    return String.format(
        Locale.ROOT,
        "%sArXiv papers of %s%s: %d selected",
        update ? "Update: " : "",
        week == null ? "" : "week ",
        date(),
        digest.papers().size());
  }

  /** The day in one sentence. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d papers selected (%s).",
        digest.papers().size(),
        digest.scanned(),
        PlainText.clean(digest.scoredBy()));
  }

  /** What a reader must know first; may be empty. */
  public List<String> notices() {
    return digest.notices().stream().map(Notice::text).toList();
  }

  /** The day's page, or null. */
  public @Nullable String page() {
    return siteUrl == null ? null : siteUrl + "/" + date() + "/index.html";
  }

  /** A title as it reads. */
  public static String title(PaperRecord paper) {
    return PlainText.cut(
        TexText.plain(PlainText.clean(paper.getPaper().getTitle())), LONGEST_TITLE);
  }

  /** Names as they read, the first ones of many. */
  public static String authors(PaperRecord paper) {
    return ReadableNames.line(ReadableNames.of(paper.getPaper().getAuthors()), MOST_NAMES);
  }

  /** The best papers, as many as a mail holds that no server turns away for its size. */
  public List<PaperRecord> mailed() {
    int bytes = 0;
    int count = 0;
    for (PaperRecord paper : digest.papers()) {
      String texts = title(paper) + authors(paper) + said(paper);
      // Once as text and once as HTML, with the marks around them.
      bytes += 2 * texts.getBytes(StandardCharsets.UTF_8).length + MARKS_OF_A_PAPER;
      if (bytes > MAIL_BYTES) {
        break;
      }
      count++;
    }
    return digest.papers().subList(0, count);
  }

  /** How many papers a mail leaves out, in words; empty when it holds all of them. */
  public String notMailed() {
    int left = digest.papers().size() - mailed().size();
    return left == 0 ? "" : "and " + left + " more" + (page() == null ? "." : ": " + page());
  }

  /**
   * What the model says: the sentence in the reader's language where there is one, else the
   * comment, else an empty text.
   */
  public static String said(PaperRecord paper) {
    String summary = paper.getSummary();
    String said = summary == null ? paper.getComment() : summary;
    return said == null ? "" : PlainText.cut(TexText.plain(PlainText.clean(said)), LONGEST_COMMENT);
  }

  /** The scores in a few words, and whether the paper was seen before. */
  public static String verdict(PaperRecord paper) {
    String seenBefore = paper.getSeenBefore();
    return ScoreWords.of(paper) + (seenBefore == null ? "" : ", seen before on " + seenBefore);
  }

  /** The best papers, so many at most. */
  List<PaperRecord> best(int most) {
    List<PaperRecord> papers = digest.papers();
    return papers.subList(0, Math.min(most, papers.size()));
  }

  /** What a webhook gets: names of fields as in the digest's JSON. */
  public String json() {
    ObjectNode node =
        JsonText.object()
            .put("date", date())
            .put("key", key())
            .put("update", update)
            .put("subject", subject())
            .put("summary", summary())
            .put("page", page())
            .put("complete", digest.summary().isComplete())
            .put("scanned", digest.scanned());
    node.set("notices", JsonText.array(notices()));
    ArrayNode papers = node.putArray("papers");
    for (PaperRecord paper : digest.papers()) {
      ObjectNode row =
          papers
              .addObject()
              .put("arxiv_id", paper.getPaper().getArxivId())
              .put("url", ArxivId.abstractPage(paper.getPaper().getArxivId()))
              .put("title", title(paper));
      row.set("authors", JsonText.array(ReadableNames.of(paper.getPaper().getAuthors())));
      row.put("author_match", paper.getAuthorMatch())
          .put("relevance", paper.getRelevance())
          .put("novelty", paper.getNovelty())
          .put("comment", paper.getComment());
      if (paper.getSummary() != null) {
        row.put("summary", paper.getSummary()).put("summary_language", paper.getSummaryLanguage());
      }
      if (paper.getSeenBefore() != null) {
        row.put("seen_before", paper.getSeenBefore());
      }
    }
    return JsonText.line(node);
  }

  /** The content's hash: the same digest has the same key, whenever and however it is sent. */
  public String key() {
    // When a day was filled in is nothing new to those who have it.
    List<String> told =
        digest.notices().stream()
            .filter(notice -> notice.kind() != Notice.Kind.REMEDIAL)
            .map(Notice::text)
            .toList();
    StringBuilder content = new StringBuilder(date()).append('\n').append(told).append('\n');
    for (PaperRecord paper : digest.papers()) {
      content
          .append(paper.getPaper().getArxivId())
          .append('\t')
          .append(title(paper))
          .append('\t')
          .append(verdict(paper))
          .append('\t')
          .append(said(paper))
          .append('\n');
    }
    return Sha256.of(content.toString());
  }
}
