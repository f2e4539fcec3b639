package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.paperbeam.records.DayAudit;

class FilterTotalsTest {
  @Test
  void theTotalsSayWhatWasRuledOutAndWhatTheAuditFound() {
    DayAudit filter =
        DayAudit.builder()
            .setFilter("ab")
            .setRuledOut(132)
            .setAudited(7)
            .setAuditFound(1)
            .setSampleChosen(3)
            .setSampleKept(2)
            .setRecallLower(0.97099)
            .setConfidence(0.95)
            .build();
    assertThat(
        FilterTotals.line(filter),
        is(
            "Total papers ruled out unread by the pre-filter: 132 (audit: 7 more were read all the"
                + " same, of which 1 belonged into the digest; by all runs before this one the"
                + " filter keeps at least 97.0 % of the relevant papers, with 95 % confidence)"));
  }
}
