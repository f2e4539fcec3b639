package org.paperbeam.pipeline.report;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.paperbeam.learnt.Prefilter;
import org.paperbeam.learnt.RecallContract;
import org.paperbeam.records.DayAudit;
import org.paperbeam.records.DaySummary;

/**
 * What the pre-filter did in one run, and what is known of its recall. Immutable.
 *
 * @param filter SHA-256 (hex) of its file
 * @param used whether it ruled anything out in this run; if not, everything was scored
 * @param ruledOut papers of this run that were not scored
 * @param audited papers of this run that it would have ruled out and that were scored
 * @param auditFound those of them that belong into the digest
 * @param sampleChosen papers for the digest in the audit samples of this run and all before it, and
 *     on the days that tested the filter when it was learnt
 * @param sampleKept those of them that it keeps
 * @param recallLower so its recall is at least this
 * @param keepRecall what it promises
 * @param confidence how sure both are
 * @param ended why everything is scored from now on; null while the filter is used
 */
public record FilterTotals(
    String filter,
    boolean used,
    long ruledOut,
    long audited,
    long auditFound,
    long sampleChosen,
    long sampleKept,
    double recallLower,
    double keepRecall,
    double confidence,
    @Nullable String ended) {

  /**
   * Of a run.
   *
   * @param now what is known at its end
   */
  public static FilterTotals of(Prefilter filter, RecallContract now, Collection<DaySummary> days) {
    long ruledOut = 0;
    long audited = 0;
    long found = 0;
    for (DayAudit audit :
        days.stream().map(DaySummary::getAudit).filter(Objects::nonNull).toList()) {
      ruledOut += audit.getRuledOut();
      audited += audit.getAudited();
      found += audit.getAuditFound();
    }
    return new FilterTotals(
        filter.sha256(),
        filter.contract().isInForce(),
        ruledOut,
        audited,
        found,
        now.kept().all(),
        now.kept().found(),
        now.recallLower(),
        now.keepRecall(),
        now.confidence(),
        now.ended());
  }

  /** For a person: what it did, and what is known of it. */
  String line() {
    String known =
        String.format(
            Locale.ROOT,
            "it keeps %d of %d papers for the digest that were scored whatever it says, so at"
                + " least %s %% of all, with %s %% confidence; promised are %s %%",
            sampleKept,
            sampleChosen,
            percent(recallLower),
            percent(confidence),
            percent(keepRecall));
    return used
        ? String.format(
            Locale.ROOT,
            "pre-filter: %,d papers ruled out; the audit scored %,d more and found %,d for the"
                + " digest; %s",
            ruledOut,
            audited,
            auditFound,
            known)
        : "pre-filter: not used; " + known;
  }

  /** Rounded down: what is printed must hold. */
  private static String percent(double share) {
    double percent = Math.floor(share * 1000 + 1e-9) / 10;
    return percent == Math.rint(percent) ? "" + (long) percent : "" + percent;
  }
}
