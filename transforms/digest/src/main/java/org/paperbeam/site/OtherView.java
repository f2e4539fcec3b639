package org.paperbeam.site;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.NotSelected;
import org.paperbeam.digest.PlainText;
import org.paperbeam.digest.ReadableNames;
import org.paperbeam.latex.TexText;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.records.DayManifest;

/**
 * A paper that is not in a digest, as pages show it: printable text, not yet escaped.
 *
 * @param group why it is not there, see {@link OtherGroup}
 * @param reason the same of this paper, in words
 */
record OtherView(
    NotSelected paper,
    OtherGroup group,
    List<TexText.Piece> title,
    String authors,
    List<TexText.Piece> comment,
    String reason) {
  /** Longer texts are cut: a list must stay one. */
  private static final int LONGEST = 2_000;

  private static final int MOST_NAMES = 12;

  /** All of a day, near misses first. */
  static List<OtherView> of(DayManifest day, List<NotSelected> papers) {
    return papers.stream().map(paper -> of(day, paper)).toList();
  }

  private static OtherView of(DayManifest day, NotSelected paper) {
    String comment = paper.comment();
    return new OtherView(
        paper,
        OtherGroup.of(day, paper),
        TexText.pieces(clean(paper.title())),
        ReadableNames.line(ReadableNames.of(paper.authors()), MOST_NAMES),
        comment == null ? List.of() : TexText.pieces(clean(comment)),
        reason(day, paper));
  }

  String id() {
    return paper.arxivId();
  }

  String abstractPage() {
    return ArxivId.abstractPage(id());
  }

  String plainTitle() {
    return plain(title);
  }

  String plainComment() {
    return plain(comment);
  }

  String categoryLine() {
    return String.join(" ", paper.categories().stream().map(PlainText::clean).toList());
  }

  /** The scores in a few words; empty when there are none. */
  String verdict() {
    return paper.relevance() == null
        ? ""
        : "relevance "
            + paper.relevance()
            + (paper.novelty() == null ? "" : ", novelty " + paper.novelty());
  }

  /** What the pictures of the day link to: the papers with this pair of scores. */
  String pair() {
    return pair(number(paper.relevance()), number(paper.novelty()));
  }

  static String pair(int relevance, int novelty) {
    return "r" + relevance + "n" + novelty;
  }

  boolean isBelow() {
    return group == OtherGroup.NEAR || group == OtherGroup.BELOW;
  }

  /** What the search takes for the score, as for papers that are selected. */
  int order() {
    return paper.novelty() == null
        ? number(paper.relevance())
        : number(paper.relevance()) + paper.novelty();
  }

  boolean hasMath() {
    return title.stream().anyMatch(TexText.Piece::math)
        || comment.stream().anyMatch(TexText.Piece::math);
  }

  /** Why a paper is not in the day's digest, in words. */
  static String reason(DayManifest day, NotSelected paper) {
    return switch (paper.outcome()) {
      case BELOW_CUTOFF -> below(day, paper);
      case UNSCORED -> "could not be scored";
      case TITLE_FILTERED -> "title called clearly irrelevant";
      case H_INDEX_FILTERED ->
          paper.maxHIndex() == null
              ? "no author with the h-index asked for"
              : "highest h-index of its authors: " + paper.maxHIndex();
      case PREFILTERED -> "ruled out by the pre-filter";
      case SELECTED -> throw new IllegalStateException("a selected paper is not dropped");
    };
  }

  private static String below(DayManifest day, NotSelected paper) {
    String relevance = below("relevance", paper.relevance(), day.getMinRelevance());
    String novelty = below("novelty", paper.novelty(), day.getMinNovelty());
    return relevance.isEmpty() || novelty.isEmpty()
        ? relevance + novelty
        : relevance + ", " + novelty;
  }

  private static String below(String name, @Nullable Integer score, int least) {
    return score == null || score >= least ? "" : name + " " + score + ", not " + least;
  }

  private static int number(@Nullable Integer score) {
    return score == null ? 0 : score;
  }

  private static String plain(List<TexText.Piece> pieces) {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.plain()));
    return text.toString();
  }

  private static String clean(String text) {
    return PlainText.cut(PlainText.clean(text), LONGEST);
  }
}
