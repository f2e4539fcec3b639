package org.paperbeam.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.digest.NotSelected;
import org.paperbeam.digest.PlainText;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;

/**
 * A paper as {@link ApiFiles} tells it; arXiv's and the model's texts with their TeX, but without
 * what nobody sees.
 *
 * @param date of the day that lists it, ISO
 * @param reason why it is not in the digest, in words; null for one that is
 * @param topic by the model, or by words where no answer has one; null when it is not known
 * @param authorMatch whether the reader follows an author; null when it is not known
 * @param summary in the reader's language; null where there is none
 * @param summaryLanguage a BCP 47 tag
 * @param abstractText null where it is left out
 */
record ApiPaper(
    String arxivId,
    String date,
    String title,
    List<String> authors,
    List<String> categories,
    Outcome outcome,
    @Nullable String reason,
    @Nullable Integer relevance,
    @Nullable Integer novelty,
    @Nullable String topic,
    @Nullable Boolean authorMatch,
    @Nullable String comment,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String summary,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String summaryLanguage,
    @JsonProperty("abstract") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String abstractText) {

  /** Of one in the digest. */
  static ApiPaper of(PaperView view, boolean withAbstract) {
    PaperRecord record = view.paper();
    return new ApiPaper(
        view.id(),
        view.date(),
        PlainText.clean(record.getPaper().getTitle()),
        clean(record.getPaper().getAuthors()),
        clean(record.getPaper().getCategories()),
        record.getOutcome(),
        null,
        record.getRelevance(),
        record.getNovelty(),
        view.topic(),
        record.getAuthorMatch(),
        clean(record.getComment()),
        clean(record.getSummary()),
        record.getSummaryLanguage(),
        withAbstract ? PlainText.clean(record.getPaper().getAbstractText()) : null);
  }

  /** Of one that is not. */
  static ApiPaper of(DayManifest day, NotSelected paper) {
    return new ApiPaper(
        paper.arxivId(),
        day.getDate(),
        PlainText.clean(paper.title()),
        clean(paper.authors()),
        clean(paper.categories()),
        paper.outcome(),
        OtherView.reason(day, paper),
        paper.relevance(),
        paper.novelty(),
        null,
        null,
        clean(paper.comment()),
        null,
        null,
        null);
  }

  private static List<String> clean(List<String> texts) {
    return texts.stream().map(PlainText::clean).toList();
  }

  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : PlainText.clean(text);
  }
}
