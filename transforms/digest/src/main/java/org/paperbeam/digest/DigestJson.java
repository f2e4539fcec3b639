package org.paperbeam.digest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DaySummary;

/**
 * A day's digest as JSON: what Markdown and pages are made from. The day's facts as in {@code
 * _day.json}, then {@code notices}, {@code totals}, and {@code papers} (records as in {@code
 * scores/}, their authors without what is no name), best first; when there are papers without a
 * score, {@code unscored} says why; {@code not_selected} names all other papers, near misses first.
 */
@JsonPropertyOrder({
  "day",
  "complete",
  "notices",
  "totals",
  "below_cutoff_scores",
  "papers",
  "unscored",
  "not_selected"
})
final class DigestJson {
  private static final JsonForm<DigestJson> FORM = JsonForm.of(DigestJson.class);

  // Fields, not components: a constructor's parameter cannot be spread over the file's top level.
  @JsonUnwrapped public @Nullable DayManifest day;
  public boolean complete;
  public List<Notice> notices = List.of();
  public @Nullable Totals totals;
  public List<ScoreCount> belowCutoffScores = List.of();
  public List<PaperRecord> papers = List.of();

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public List<Digest.Unscored> unscored = List.of();

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public List<NotSelected> notSelected = List.of();

  /** How many papers had which outcome; those of the summary, but for the first. */
  record Totals(
      long scanned,
      long authorMatches,
      long hIndexFiltered,
      long titleFiltered,
      long prefiltered,
      long belowCutoff,
      long selected,
      long unscored) {}

  private DigestJson() {}

  /** The whole file. */
  static String write(Digest digest) {
    DaySummary summary = digest.summary();
    DigestJson file = new DigestJson();
    file.day = digest.day();
    file.complete = summary.isComplete();
    file.notices = digest.notices();
    file.totals =
        new Totals(
            digest.scanned(),
            summary.getAuthorMatches(),
            summary.getHIndexFiltered(),
            summary.getTitleFiltered(),
            summary.getPrefiltered(),
            summary.getBelowCutoff(),
            summary.getSelected(),
            summary.getUnscored());
    file.belowCutoffScores = digest.below();
    file.papers = digest.papers().stream().map(DigestJson::withNamesOnly).toList();
    file.unscored = digest.unscored();
    file.notSelected = digest.notSelected();
    return FORM.pretty(file);
  }

  /** Reads the file; throws {@link IllegalArgumentException} that says what is wrong with it. */
  static Digest read(String text) {
    DigestJson file = FORM.read(text);
    if (file.day == null || file.totals == null) {
      throw new IllegalArgumentException("field 'totals' is missing");
    }
    return new Digest(
        file.day,
        summary(file.day, file.complete, file.totals),
        List.copyOf(file.notices),
        List.copyOf(file.papers),
        List.copyOf(file.unscored),
        List.copyOf(file.belowCutoffScores),
        List.copyOf(file.notSelected));
  }

  /** A record keeps what arXiv lists among a paper's authors, a colon after a team too. */
  private static PaperRecord withNamesOnly(PaperRecord record) {
    ListedPaper paper = record.getPaper();
    List<String> names = paper.getAuthors().stream().filter(ReadableNames::isName).toList();
    return names.size() == paper.getAuthors().size()
        ? record
        : record.toBuilder().setPaper(paper.toBuilder().setAuthors(names).build()).build();
  }

  private static DaySummary summary(DayManifest day, boolean complete, Totals totals) {
    return DaySummary.builder()
        .setDate(day.getDate())
        .setKind(day.getKind())
        .setEntries(day.getEntries())
        .setListed(day.getListed())
        .setDuplicates(day.getDuplicates())
        .setAuthorMatches(totals.authorMatches())
        .setHIndexFiltered(totals.hIndexFiltered())
        .setTitleFiltered(totals.titleFiltered())
        .setPrefiltered(totals.prefiltered())
        .setBelowCutoff(totals.belowCutoff())
        .setSelected(totals.selected())
        .setUnscored(totals.unscored())
        .setComplete(complete)
        .setWarnings(day.getWarnings())
        .setAudit(day.getPrefilter())
        .build();
  }
}
