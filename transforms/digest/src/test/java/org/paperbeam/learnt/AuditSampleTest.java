package org.paperbeam.learnt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paperbeam.measure.Proportion;

class AuditSampleTest {
  private static final List<String> IDS =
      IntStream.range(0, 20_000).mapToObj("2503.%05d"::formatted).toList();

  @Test
  void theSampleIsTheSameOnEveryRun() {
    // Pinned: another hash would audit other papers, and forget what was known of these.
    assertThat(IDS.stream().limit(120).filter(new AuditSample(0.05)::holds).toList(), is(PINNED));
  }

  private static final List<String> PINNED =
      List.of(
          "2503.00052",
          "2503.00060",
          "2503.00067",
          "2503.00083",
          "2503.00100",
          "2503.00101",
          "2503.00111");

  @Test
  void theShareIsWhatIsAskedFor() {
    for (double share : new double[] {0, 0.05, 0.5, 1}) {
      AuditSample sample = new AuditSample(share);
      double held = IDS.stream().filter(sample::holds).count() / (double) IDS.size();
      assertThat(held, is(closeTo(share, 0.01)));
    }
  }

  @Test
  void aLargerSampleHoldsTheSmallerOne() {
    AuditSample small = new AuditSample(0.05);
    AuditSample large = new AuditSample(0.1);
    assertThat(IDS.stream().filter(small::holds).allMatch(large::holds), is(true));
  }

  /** The bound is exact whatever the filter is worth: it fails as often as it says it may. */
  @Test
  void theBoundOfTheAuditHoldsAsOftenAsItSays() {
    AuditSample sample = new AuditSample(0.05);
    Random random = new Random(20250325);
    int backfills = 200;
    int holds = 0;
    for (int backfill = 0; backfill < backfills; backfill++) {
      double loss = 0.001 + 0.05 * random.nextDouble();
      Proportion all = new Proportion(0, 0);
      Proportion audited = new Proportion(0, 0);
      for (int paper = 0; paper < 3000; paper++) {
        Proportion one = new Proportion(random.nextDouble() < loss ? 0 : 1, 1);
        all = all.plus(one);
        if (sample.holds("%02d%02d.%05d".formatted(backfill % 90 + 10, backfill / 90 + 1, paper))) {
          audited = audited.plus(one);
        }
      }
      holds += audited.lower(0.95) <= all.share() ? 1 : 0;
    }
    assertThat(holds, is(greaterThanOrEqualTo(190)));
  }

  @Test
  void noShareIsRefused() {
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new AuditSample(bad));
    }
  }
}
