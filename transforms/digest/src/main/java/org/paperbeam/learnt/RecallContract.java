package org.paperbeam.learnt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.json.JsonForm;
import org.paperbeam.json.Seal;
import org.paperbeam.measure.Proportion;
import org.paperbeam.records.DayAudit;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.StoredFile;
import org.paperbeam.storage.WriteCondition;

/**
 * What all runs so far have found out about one filter in one output folder: {@code
 * prefilter/SHA256.json}, by the hash of the filter's file, so that a filter that is learnt anew
 * begins anew. A date counts once, however often it is run. One small file that is read once a run,
 * and written whole under the condition that nobody else wrote it meanwhile. Immutable.
 *
 * @param keepRecall what the filter promises
 * @param confidence how sure
 * @param testedKept chosen papers of the days that tested the filter when it was learnt, and that
 *     it keeps; every paper of those days had been scored
 * @param testedChosen all chosen papers of those days
 * @param ended why the filter is not used any more; null while it is
 * @param days what the audit found, by announcement date
 */
public record RecallContract(
    double keepRecall,
    double confidence,
    long testedKept,
    long testedChosen,
    @Nullable String ended,
    Map<String, Day> days)
    implements Serializable {
  private static final JsonForm<RecallContract> FORM = JsonForm.of(RecallContract.class);

  /**
   * What the audit found on a date.
   *
   * @param sampleChosen papers of the sample that the LLM chose
   * @param sampleKept those that the filter keeps
   * @param recallLower the bound that the date's digest shows: of what was known before its run
   */
  public record Day(long sampleChosen, long sampleKept, double recallLower)
      implements Serializable {}

  public RecallContract {
    days = new TreeMap<>(days);
  }

  /** The contract of a filter that no run has used yet. */
  public static RecallContract of(FilterModel filter) {
    return new RecallContract(
        filter.promise().keepRecall(),
        filter.promise().confidence(),
        filter.held().found(),
        filter.held().all(),
        null,
        Map.of());
  }

  private static String path(String filterSha256) {
    return "prefilter/" + filterSha256 + ".json";
  }

  /**
   * The contract as the runs so far have left it; a new one when there were none.
   *
   * @param filterSha256 the hash of the filter's file
   */
  public static RecallContract read(Folder output, String filterSha256, FilterModel filter)
      throws IOException {
    return parse(output, filterSha256, output.find(path(filterSha256)), of(filter));
  }

  private static RecallContract parse(
      Folder output, String sha, @Nullable StoredFile file, RecallContract otherwise)
      throws IOException {
    if (file == null) {
      return otherwise;
    }
    try {
      return FORM.read(Seal.content(file.text()));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "cannot read %s/%s: %s; without the file the audits begin anew"
              .formatted(output, path(sha), e.getMessage()),
          e);
    }
  }

  /**
   * Adds what a run found, and decides whether the filter is used from the next run on.
   *
   * @param before the contract as the run found it
   * @param audits of the run's dates; those of other filters count for nothing
   * @param decides whether the run came to its end, so that it may end the filter's use
   * @return the contract as it stands now
   */
  public static RecallContract add(
      Folder output,
      String filterSha256,
      RecallContract before,
      Map<String, DayAudit> audits,
      boolean decides)
      throws IOException {
    while (true) {
      StoredFile file = output.find(path(filterSha256));
      RecallContract now =
          parse(output, filterSha256, file, before).with(filterSha256, audits, decides);
      if (output.writeIf(
          WriteCondition.unchangedSince(file), path(filterSha256), Seal.object(FORM.pretty(now)))) {
        return now;
      }
    }
  }

  private RecallContract with(String filterSha256, Map<String, DayAudit> audits, boolean decides) {
    Map<String, Day> all = new TreeMap<>(days);
    audits.forEach(
        (date, audit) -> {
          if (audit.getFilter().equals(filterSha256)) {
            all.put(
                date,
                new Day(audit.getSampleChosen(), audit.getSampleKept(), audit.getRecallLower()));
          }
        });
    RecallContract with =
        new RecallContract(keepRecall, confidence, testedKept, testedChosen, ended, all);
    return decides
        ? new RecallContract(keepRecall, confidence, testedKept, testedChosen, with.whyEnded(), all)
        : with;
  }

  private @Nullable String whyEnded() {
    FilterModel.Promise promise = promise();
    Proportion kept = kept();
    if (ended != null || promise.isShownBy(kept)) {
      return ended;
    }
    return promise.couldBeShownBy(kept.all())
        ? "too many papers for the digest were among those it rules out"
        : "too few audits exist to say whether it is kept";
  }

  private FilterModel.Promise promise() {
    return new FilterModel.Promise(keepRecall, confidence);
  }

  /** Whether the filter is used; if not, everything is scored. */
  @JsonIgnore
  public boolean isInForce() {
    return ended == null;
  }

  /** Chosen papers that were scored whatever the filter says, and how many of them it keeps. */
  public Proportion kept() {
    return new Proportion(testedKept, testedChosen).plus(audited());
  }

  /** The same of the audit samples alone. */
  public Proportion audited() {
    return sum(days.values());
  }

  private static Proportion sum(Collection<Day> days) {
    return new Proportion(
        days.stream().mapToLong(Day::sampleKept).sum(),
        days.stream().mapToLong(Day::sampleChosen).sum());
  }

  /** The recall is at least this, with the confidence of the promise. */
  public double recallLower() {
    return promise().lower(kept());
  }

  /**
   * The bound for the digest of a date: what was known before the run that first filtered it, so
   * that the same run again writes the same.
   */
  public double recallLowerFor(String date) {
    Day day = days.get(date);
    return day == null ? recallLower() : day.recallLower();
  }
}
