package org.paperbeam.calendar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.paperbeam.paper.DayKind;
import org.paperbeam.testing.NeedsSamples;
import org.paperbeam.testing.SharedData;

class AnnouncementCalendarTest {
  private static final ZoneId EASTERN = ZoneId.of("America/New_York");
  private static final Instant FAR_FUTURE = Instant.parse("2040-01-01T00:00:00Z");

  private final AnnouncementCalendar calendar = AnnouncementCalendar.arxiv();

  @Test
  void theWeekRunsAsArxivSaysItDoes() {
    assertThat(listing("2025-03-17T14:00:00"), is("2025-03-19")); // Monday to Tuesday: Wednesday
    assertThat(listing("2025-03-18T13:59:59"), is("2025-03-19"));
    assertThat(listing("2025-03-18T14:00:00"), is("2025-03-20"));
    assertThat(listing("2025-03-19T20:00:00"), is("2025-03-21"));
    assertThat(listing("2025-03-20T14:00:00"), is("2025-03-24")); // Thursday to Friday: Monday
    assertThat(listing("2025-03-21T13:59:59"), is("2025-03-24"));
    assertThat(listing("2025-03-21T14:00:00"), is("2025-03-25")); // Friday to Monday: Tuesday
    assertThat(listing("2025-03-23T23:00:00"), is("2025-03-25"));
    assertThat(listing("2025-03-24T13:59:59"), is("2025-03-25"));
  }

  @Test
  void aHolidayTakesTheNextDaysListingAndItsSubmissionsWait() {
    // Thanksgiving, Thursday: no Friday listing; Wednesday 14:00 to Friday 14:00 is Monday's.
    assertThat(listing("2025-11-26T13:59:00"), is("2025-11-27"));
    assertThat(listing("2025-11-26T14:00:00"), is("2025-12-01"));
    assertThat(listing("2025-11-28T13:59:59"), is("2025-12-01"));
    assertThat(kind("2025-11-27"), is(DayKind.ANNOUNCED));
    assertThat(kind("2025-11-28"), is(DayKind.HOLIDAY));
    // Independence Day 2025, Friday: no announcement on Sunday, no Monday listing.
    assertThat(listing("2025-07-03T14:00:00"), is("2025-07-08"));
    assertThat(kind("2025-07-07"), is(DayKind.HOLIDAY));
    assertThat(kind("2025-07-05"), is(DayKind.WEEKEND));
    // The year's end of 2024: Tuesday 31 December and Wednesday 1 January.
    assertThat(listing("2024-12-30T15:00:00"), is("2025-01-03"));
    assertThat(kind("2025-01-01"), is(DayKind.HOLIDAY));
    assertThat(kind("2025-01-02"), is(DayKind.HOLIDAY));
  }

  @Test
  void untilTheEndOf2016TheDeadlineWasFourOClock() {
    assertThat(listing("2016-12-20T15:59:59"), is("2016-12-21"));
    assertThat(listing("2016-12-20T16:00:00"), is("2016-12-22"));
    assertThat(listing("2017-01-02T14:00:00"), is("2017-01-04"));
  }

  @Test
  void aDayIsAnnouncedAtEightOfTheEveningBefore() {
    LocalDate tuesday = LocalDate.parse("2025-03-25");
    Instant eight = eastern("2025-03-24T20:00:00");
    assertThat(calendar.kindOf(tuesday, eight.minusSeconds(1)), is(DayKind.NOT_ANNOUNCED_YET));
    assertThat(calendar.kindOf(tuesday, eight), is(DayKind.ANNOUNCED));
    assertThat(calendar.newestAnnounced(eight.minusSeconds(1)), is(LocalDate.parse("2025-03-24")));
    assertThat(calendar.newestAnnounced(eight), is(tuesday));
  }

  @Test
  void theNewestAnnouncementSkipsWeekendsAndHolidays() {
    assertThat(newest("2025-03-22T12:00:00"), is("2025-03-21"));
    assertThat(newest("2025-03-23T19:59:59"), is("2025-03-21"));
    assertThat(newest("2025-03-23T20:00:00"), is("2025-03-24"));
    assertThat(newest("2025-11-28T12:00:00"), is("2025-11-27"));
    assertThat(newest("2025-07-07T12:00:00"), is("2025-07-04"));
  }

  @Test
  void everyMinuteOfTwoYearsFallsOnOneListingDayAndNeverBackwards() {
    Instant end = eastern("2026-01-01T00:00:00");
    LocalDate previous = LocalDate.MIN;
    Window window = new Window(Instant.MIN, Instant.MIN);
    int days = 0;
    for (Instant minute = eastern("2024-01-01T00:00:00");
        minute.isBefore(end);
        minute = minute.plus(Duration.ofMinutes(1))) {
      LocalDate date = calendar.listingDateOf(minute);
      if (!date.equals(previous)) {
        assertThat(date, is(greaterThan(previous)));
        assertThat(date.toString(), kind(date.toString()), is(DayKind.ANNOUNCED));
        Window next = calendar.submissionsOf(date);
        if (days > 0) {
          assertThat("no gap before " + date, next.from(), is(window.until()));
        }
        window = next;
        previous = date;
        days++;
      }
      if (minute.isBefore(window.from()) || !minute.isBefore(window.until())) {
        throw new AssertionError(minute + " is listed on " + date + " but not in " + window);
      }
    }
    // 523 weekdays less the holidays of each year, and the closing day after the last minutes.
    assertThat(days, is(523 - 10 - 8 + 1));
  }

  @Test
  void theEdgesOfEveryWindowAreExactAndDaysWithoutListingAreEmpty() {
    for (LocalDate date = LocalDate.of(2024, 1, 1);
        date.getYear() < 2028;
        date = date.plusDays(1)) {
      Window window = calendar.submissionsOf(date);
      assertThat(calendar.submissionsOf(date.plusDays(1)).from(), is(window.until()));
      assertThat(date.toString(), window.isEmpty(), is(kind(date.toString()) != DayKind.ANNOUNCED));
      if (!window.isEmpty()) {
        assertThat(calendar.listingDateOf(window.from()), is(date));
        assertThat(calendar.listingDateOf(window.until().minusMillis(1)), is(date));
        assertThat(calendar.listingDateOf(window.until()), is(greaterThan(date)));
        assertThat(window.until().atZone(EASTERN).getHour(), is(14));
      }
    }
  }

  @Test
  void holidaysAreKnownFrom2024To2027() {
    List<String> holidays = new ArrayList<>();
    for (LocalDate date = LocalDate.of(2024, 1, 1);
        date.getYear() < 2028;
        date = date.plusDays(1)) {
      if (kind(date.toString()) == DayKind.HOLIDAY) {
        holidays.add(date.toString());
      }
    }
    assertThat(
        holidays,
        is(
            List.of(
                "2024-01-16",
                "2024-05-23",
                "2024-06-20",
                "2024-07-05",
                "2024-09-03",
                "2024-10-09",
                "2024-11-29",
                "2024-12-26",
                "2024-12-27",
                "2025-01-01",
                "2025-01-02",
                "2025-01-21",
                "2025-06-20",
                "2025-07-07",
                "2025-09-02",
                "2025-11-28",
                "2025-12-26",
                "2025-12-31",
                "2026-01-02",
                "2026-01-20",
                "2026-06-22",
                "2026-07-06",
                "2026-09-08",
                "2026-11-27",
                "2026-12-28",
                "2026-12-30",
                "2027-01-01",
                "2027-01-04",
                "2027-01-19",
                "2027-06-21",
                "2027-07-06",
                "2027-09-07",
                "2027-11-26",
                "2027-12-27",
                "2027-12-29",
                "2027-12-31")));
  }

  @NeedsSamples
  @Test
  void theInferredDateIsTheOneOnWhichArxivReallyAnnouncedThePapersOfTheCorpus() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Path papers = SharedData.path("arxiv/papers.jsonl.gz");
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(papers)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode paper = mapper.readTree(line);
        String inferred = listing(paper.get("submitted").asText());
        seen++;
        if (!inferred.equals(paper.get("first_announced").asText())) {
          wrong.add(paper.get("id").asText() + " inferred for " + inferred);
        }
      }
    }
    assertThat(wrong, is(empty()));
    assertThat(seen, is(3251));
  }

  @Test
  void itTravelsToWorkers() {
    AnnouncementCalendar copy = SerializableUtils.clone(calendar);
    assertThat(copy.kindOf(LocalDate.parse("2025-11-28"), FAR_FUTURE), is(DayKind.HOLIDAY));
  }

  private String listing(String local) {
    return calendar.listingDateOf(eastern(local)).toString();
  }

  private String newest(String local) {
    return calendar.newestAnnounced(eastern(local)).toString();
  }

  private DayKind kind(String date) {
    return calendar.kindOf(LocalDate.parse(date), FAR_FUTURE);
  }

  private static Instant eastern(String local) {
    return LocalDateTime.parse(local).atZone(EASTERN).toInstant();
  }
}
