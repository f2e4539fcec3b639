package org.paperbeam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.citation.CitedName;
import org.paperbeam.citation.CitedPaper;
import org.paperbeam.digest.PlainText;
import org.paperbeam.digest.ReadableNames;
import org.paperbeam.digest.ScoreWords;
import org.paperbeam.latex.TexText;
import org.paperbeam.paper.ArxivId;
import org.paperbeam.paper.PaperRecord;

/**
 * A paper as pages show it: printable text, not yet escaped. Made once and used by the pages of the
 * day, the month and the year, the feeds and the search.
 */
final class PaperView {
  /** A longer text is cut: no abstract of arXiv's is, and a page must stay a page. */
  private static final int LONGEST = 10_000;

  /** More names than a page, a feed and the search show of one paper. */
  private static final int MOST_NAMES = 100;

  private final PaperRecord paper;
  private final @Nullable String topic;
  private final boolean topicByModel;
  private final String shortDate;
  private final List<TexText.Piece> title;
  private final List<String> authors;
  private final List<TexText.Piece> abstractText;
  private final List<TexText.Piece> comment;
  private final List<TexText.Piece> summary;

  private PaperView(PaperRecord paper, ReaderTopics topics, String shortDate) {
    this.paper = paper;
    this.topic = topics.of(paper);
    this.topicByModel = topics.isByModel(paper);
    this.shortDate = shortDate;
    this.title = TexText.pieces(clean(paper.getPaper().getTitle()));
    this.authors = ReadableNames.of(paper.getPaper().getAuthors());
    this.abstractText = TexText.pieces(clean(paper.getPaper().getAbstractText()));
    String said = paper.getComment();
    this.comment = said == null ? List.of() : TexText.pieces(clean(said));
    String sentence = paper.getSummary();
    this.summary = sentence == null ? List.of() : TexText.pieces(clean(sentence));
  }

  /** The papers of a day. */
  static List<PaperView> of(String date, List<PaperRecord> papers, ReaderTopics topics) {
    String shortDate = Dates.brief(date);
    List<PaperView> views = new ArrayList<>();
    papers.forEach(paper -> views.add(new PaperView(paper, topics, shortDate)));
    return List.copyOf(views);
  }

  PaperRecord paper() {
    return paper;
  }

  String id() {
    return paper.getPaper().getArxivId();
  }

  String date() {
    return paper.getPaper().getDate();
  }

  String shortDate() {
    return shortDate;
  }

  List<TexText.Piece> title() {
    return title;
  }

  String plainTitle() {
    return plain(title);
  }

  /** As arXiv has it, on one line: for BibTeX, which reads TeX. */
  String texTitle() {
    return clean(paper.getPaper().getTitle());
  }

  List<String> authors() {
    return authors;
  }

  String authorLine() {
    return ReadableNames.line(authors, MOST_NAMES);
  }

  /** The first authors, for those who want one by one. */
  List<String> firstAuthors() {
    return authors.subList(0, Math.min(MOST_NAMES, authors.size()));
  }

  /** A few names, for lists. */
  String fewAuthors() {
    return authors.size() <= 4
        ? authorLine()
        : String.join(", ", authors.subList(0, 3)) + " and " + (authors.size() - 3) + " others";
  }

  /** As many names as anybody looks for in a long list. */
  String manyAuthors() {
    return ReadableNames.line(authors, 12);
  }

  /** As they are spoken, for what is starred and for the filter. */
  String joinedAuthors() {
    return String.join(" and ", firstAuthors());
  }

  /** As BibTeX reads them, all of them. */
  String bibtexAuthors() {
    return authors.stream()
        .map(name -> CitedName.of(name).bibtex())
        .collect(Collectors.joining(" and "));
  }

  /** For reference managers. */
  CitedPaper cited() {
    return new CitedPaper(
        id(),
        plainTitle(),
        firstAuthors().stream().map(CitedName::of).toList(),
        date(),
        categories());
  }

  List<String> categories() {
    return paper.getPaper().getCategories().stream().map(PlainText::clean).toList();
  }

  String categoryLine() {
    return String.join(" ", categories());
  }

  @Nullable String topic() {
    return topic;
  }

  /** Whether the model has named the topic, or said that none fits; else its words have. */
  boolean isTopicByModel() {
    return topicByModel;
  }

  List<TexText.Piece> abstractText() {
    return abstractText;
  }

  String plainAbstract() {
    return plain(abstractText);
  }

  String abstractPage() {
    return ArxivId.abstractPage(id());
  }

  String pdf() {
    return "https://arxiv.org/pdf/" + id();
  }

  /** To be read in the browser; arXiv has it of most papers that came as TeX. */
  String html() {
    return "https://arxiv.org/html/" + id();
  }

  boolean authorMatch() {
    return paper.getAuthorMatch();
  }

  /** Who of its authors the reader follows; empty when the record does not say. */
  String followedNames() {
    return String.join(", ", paper.getMatchedAuthors().stream().map(PlainText::clean).toList());
  }

  @Nullable Integer relevance() {
    return paper.getRelevance();
  }

  @Nullable Integer novelty() {
    return paper.getNovelty();
  }

  /** What the list is sorted by; 0 when unknown. */
  int order() {
    Integer score = paper.score();
    Integer relevance = relevance();
    return score != null ? score : relevance == null ? 0 : relevance;
  }

  /** Empty when nobody said anything. */
  List<TexText.Piece> comment() {
    return comment;
  }

  String plainComment() {
    return plain(comment);
  }

  /** One sentence in the reader's language; empty when there is none. */
  List<TexText.Piece> summary() {
    return summary;
  }

  String plainSummary() {
    return plain(summary);
  }

  /** A BCP 47 tag; empty when it is not known. */
  String summaryLanguage() {
    String language = paper.getSummaryLanguage();
    return language == null ? "" : language;
  }

  /** The scores in a few words. */
  String verdict() {
    return ScoreWords.of(paper);
  }

  /** The first earlier date whose digest shows the paper, ISO; null when none does. */
  @Nullable String seenBefore() {
    return paper.getSeenBefore();
  }

  String seenBeforeShort() {
    return Dates.brief(seenBefore());
  }

  /** Whether a title, an abstract, a comment or a summary holds mathematics. */
  boolean hasMath() {
    return hasMath(title) || hasMath(abstractText) || hasMath(comment) || hasMath(summary);
  }

  boolean titleHasMath() {
    return hasMath(title);
  }

  /** Whether a list that says why shows mathematics. */
  boolean listHasMath() {
    return hasMath(title) || hasMath(comment);
  }

  private static boolean hasMath(List<TexText.Piece> pieces) {
    return pieces.stream().anyMatch(TexText.Piece::math);
  }

  private static String plain(List<TexText.Piece> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0).plain();
    }
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.plain()));
    return text.toString();
  }

  private static String clean(String text) {
    return PlainText.cut(PlainText.clean(text), LONGEST);
  }
}
