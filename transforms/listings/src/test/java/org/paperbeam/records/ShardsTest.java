package org.paperbeam.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The number of groups follows what there is to group. */
class ShardsTest {
  @Test
  void aMorningIsOneGroupAndYearsAreDozens() {
    assertThat(Shards.forDates(1), is(new Shards(1)));
    assertThat(Shards.forDates(16), is(new Shards(1)));
    assertThat(Shards.forDates(17), is(new Shards(2)));
    assertThat(Shards.forDates(3 * 366), is(new Shards(69)));
    assertThat(Shards.forDates(Integer.MAX_VALUE - 8), is(new Shards(2_048)));
  }

  @Test
  void datesAreSpreadOverAllGroups() {
    Shards shards = Shards.forDates(1_096);
    Set<String> used = new TreeSet<>();
    for (int day = 0; day < 1_096; day++) {
      used.add(shards.of(LocalDate.of(2022, 1, 1).plusDays(day).toString()));
    }
    assertThat(shards.all(), hasSize(69));
    assertThat(used.size() > 55, is(true));
  }
}
