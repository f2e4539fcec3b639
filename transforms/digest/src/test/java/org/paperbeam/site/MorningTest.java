package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.MemoryStore;
import org.paperbeam.testing.days.WrittenDays;

/** A new day asks the store for as much beside a thousand days as beside one. */
class MorningTest {
  private static final LocalDate NEW = LocalDate.parse("2025-03-25");

  private record Cost(int requests, int changes) {}

  private static Folder history(MemoryStore store, int days) throws IOException {
    Folder output = store.folder("out");
    LocalDate date = NEW;
    for (int i = 0; i < days; ) {
      date = date.minusDays(1);
      if (date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
        write(output, date);
        i++;
      }
    }
    Pages.publish(output, new RetainedFiles(), null);
    return output;
  }

  private static void write(Folder output, LocalDate date) throws IOException {
    WrittenDays.write(output, date.toString(), List.of(Days.selected("2503.00001", 8, 7)));
  }

  private static List<Cost> costs(int days) throws IOException {
    MemoryStore store = MemoryStore.create();
    Folder output = history(store, days);
    List<Cost> costs = new ArrayList<>();
    for (boolean holiday : List.of(false, true)) {
      int requests = store.requests();
      int changes = store.changes();
      if (!holiday) {
        write(output, NEW);
      }
      Pages.publishDay(output, NEW.plusDays(holiday ? 1 : 0).toString(), new RetainedFiles(), null);
      costs.add(new Cost(store.requests() - requests, store.changes() - changes));
    }
    return costs;
  }

  @Test
  void aNewDayAndAHolidayTakeAboutTheSameRequestsBesideAThousandDaysAsBesideOne() throws Exception {
    List<Cost> one = costs(1);
    List<Cost> thousand = costs(1000);
    String requests = "requests beside one day " + one + ", beside a thousand " + thousand;
    assertThat(
        requests,
        thousand.get(0).requests() * 100,
        is(lessThanOrEqualTo(one.get(0).requests() * 125)));
    assertThat(thousand.get(0).changes(), is(one.get(0).changes()));
    assertThat(thousand.get(1), is(one.get(1)));
    assertThat("nothing is written on a holiday", one.get(1).changes(), is(0));
  }
}
