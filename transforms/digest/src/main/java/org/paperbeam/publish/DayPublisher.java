package org.paperbeam.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.calls.PaidCall;
import org.paperbeam.days.DayDraft;
import org.paperbeam.days.Publisher;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.failure.FailureKind;
import org.paperbeam.failure.FailureStage;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.paper.RunFailure;
import org.paperbeam.records.ConservationException;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DaySummary;
import org.paperbeam.records.Repeats;
import org.paperbeam.repeats.SeenBefore;
import org.paperbeam.site.Pages;
import org.paperbeam.storage.RetainedException;
import org.paperbeam.storage.RetainedFiles;

/**
 * Publishes one date after another: its numbers are checked, then its records, dead letters and
 * digests are written. Safe for many threads that publish different dates.
 */
public final class DayPublisher implements Publisher {
  private static final long serialVersionUID = 1L;

  private final PublishConfig config;
  private transient @Nullable SeenBefore seenBefore;

  public DayPublisher(PublishConfig config) {
    this.config = config;
  }

  @Override
  public Published publish(DayDraft day) {
    try {
      List<PaperRecord> records = seenBefore().mark(day.getRecords());
      DaySummary summary =
          DayFiles.write(
              config.getOutput(),
              manifest(day, records),
              records.stream().map(PaperRecord::whole).toList(),
              day.getUnscored());
      return new Published(withWarnings(summary, seenBefore().takeNotices()), null, false);
    } catch (RetainedException e) {
      return failed(
          day,
          FailureKind.STORAGE,
          "%s stays as it was: %s".formatted(day.date(), e.getMessage()),
          false);
    } catch (ConservationException e) {
      return failed(day, FailureKind.CONTRADICTION, e.getMessage(), false);
    } catch (IOException e) {
      return failed(
          day,
          FailureKind.STORAGE,
          "%s cannot be written: %s".formatted(day.date(), text(e)),
          true);
    }
  }

  /** A day's numbers with more to tell. */
  private static DaySummary withWarnings(DaySummary summary, List<String> more) {
    if (more.isEmpty()) {
      return summary;
    }
    List<String> warnings = new ArrayList<>(summary.getWarnings());
    warnings.addAll(more);
    return summary.toBuilder().setWarnings(warnings).build();
  }

  private synchronized SeenBefore seenBefore() {
    SeenBefore known = seenBefore;
    if (known == null) {
      known = new SeenBefore(config.getOutput(), config.getRepeats(), config.getFirstDay());
      seenBefore = known;
    }
    return known;
  }

  /** So that {@code site} makes the same digest of the records. */
  private @Nullable Repeats repeats(List<PaperRecord> records) {
    return config.getRepeats() == Repeats.DROP
            && records.stream().anyMatch(record -> record.getSeenBefore() != null)
        ? Repeats.DROP
        : null;
  }

  /**
   * Makes the pages that published dates change: their own, their months' and years', the first
   * one, search and feeds. The pages of a date that is published without them come with the run's
   * end.
   */
  @Override
  public PagesMade publishPages(Collection<String> dates) {
    RetainedFiles files = new RetainedFiles();
    RunFailure failure = null;
    try {
      Pages.publishDays(config.getOutput(), dates, files, config.getSiteUrl());
    } catch (IOException e) {
      failure =
          RunFailure.of(
              FailureStage.PUBLISH,
              FailureKind.STORAGE,
              "the pages of %s cannot be written: %s".formatted(String.join(", ", dates), text(e)));
    }
    return new PagesMade(files.mended(), failure);
  }

  private static String text(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static Published failed(DayDraft day, FailureKind kind, String message, boolean stops) {
    return new Published(
        day.incomplete(), RunFailure.of(FailureStage.PUBLISH, kind, message), stops);
  }

  private DayManifest manifest(DayDraft day, List<PaperRecord> records) {
    Usages usages = new Usages();
    for (PaidCall call : day.getCalls()) {
      if (config.getPromptsInForce().contains(call.getPromptSha256())) {
        usages.add(call);
      }
    }
    Prefilter filter = config.getPrefilter();
    return DayManifest.builder()
        .setPrefilter(filter == null ? null : filter.judge().audit(day.date(), day.getRecords()))
        .setDate(day.date())
        .setKind(day.getFacts().getKind())
        .setEntries(Math.max(day.getFacts().getEntries(), day.getListed()))
        .setListed(day.getListed())
        .setDuplicates(day.getDuplicates())
        .setWarnings(day.getFacts().getWarnings())
        .setScorer(config.getScorer())
        .setModel(config.getModel())
        .setPrompt(config.getPrompt())
        .setTitlePrompt(config.getTitlePrompt())
        .setTopics(config.getTopics())
        .setPromptSha256(config.getPromptSha256())
        .setRepeats(repeats(records))
        .setUsage(usages.sum(day.date(), config.getPrices()))
        .setMinRelevance(config.getMinRelevance())
        .setMinNovelty(config.getMinNovelty())
        .setGenerated(config.getStarted())
        .setRunId(config.getRunId())
        .build();
  }

  /** After a failure only a whole day is published; when the listing failed, none is whole. */
  public static boolean mustNotPublish(DayDraft day, List<RunFailure> failures) {
    return failures.stream().anyMatch(f -> f.getStage() == FailureStage.LISTING)
        || (!failures.isEmpty() && !day.isWhole());
  }
}
