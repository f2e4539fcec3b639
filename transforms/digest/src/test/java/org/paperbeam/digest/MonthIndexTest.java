package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.days.WrittenDays;

class MonthIndexTest {
  @TempDir Path path;

  private static void writeAll(Folder output) throws IOException {
    SortedMap<String, List<Digest>> months = new TreeMap<>();
    for (String date : DigestFiles.dates(output)) {
      months
          .computeIfAbsent(date.substring(0, 7), m -> new ArrayList<>())
          .add(DigestFiles.read(output, date));
    }
    MonthIndex index = MonthIndex.listed(output, new RetainedFiles());
    SortedMap<String, List<MonthCounts>> counts = new TreeMap<>();
    SortedMap<String, List<List<PaperRecord>>> best = new TreeMap<>();
    TreeMap<String, List<Digest>> sorted = new TreeMap<>(months);
    for (Map.Entry<String, List<Digest>> month : months.entrySet()) {
      String key = month.getKey();
      index.month(key, sorted.lowerKey(key), sorted.higherKey(key), month.getValue());
      String year = month.getKey().substring(0, 4);
      counts.computeIfAbsent(year, y -> new ArrayList<>()).add(counts(month));
      best.computeIfAbsent(year, y -> new ArrayList<>()).add(MonthIndex.best(month.getValue()));
    }
    for (String year : counts.keySet()) {
      index.year(year, null, null, counts.get(year), YearIndex.best(best.get(year)));
    }
    index.removeStale();
  }

  private static MonthCounts counts(Map.Entry<String, List<Digest>> month) {
    List<Digest> days = month.getValue();
    return new MonthCounts(
        month.getKey(),
        days.size(),
        days.stream().mapToLong(Digest::scanned).sum(),
        days.stream().mapToLong(day -> day.papers().size()).sum(),
        days.stream().mapToLong(day -> day.summary().getUnscored()).sum());
  }

  @Test
  void aMonthListsItsDaysAndItsPapersBestFirstAndNoneTwice() throws Exception {
    Folder output = Folder.of(path.toString());
    write(output, "2025-03-24", Days.selected("2503.00001", 7, 7));
    write(output, "2025-03-25", Days.selected("2503.00001", 9, 8), author("2503.00002"));
    write(output, "2025-04-01", Days.selected("2504.00001", 9, 9));
    writeAll(output);
    assertThat(
        output.readIfPresent("digests/2025-03/index.md"),
        is(
            """
            [2025](../2025/index.md) · [2025-04 →](../2025-04/index.md)

            # Personalized ArXiv Papers 2025-03

            | Day                         | ArXiv   | Scanned   | Relevant   | Not scored   |
            |:---------------------------:|:-------:|:---------:|:----------:|:------------:|
            | [2025-03-24](2025-03-24.md) | 11      | 1         | 1          | 0            |
            | [2025-03-25](2025-03-25.md) | 12      | 2         | 2          | 0            |

            Total relevant papers: 2

            **Papers, best first:**

            1. [Title of 2503.00002](https://arxiv.org/abs/2503.00002) (author match, \
            [2025-03-25](2025-03-25.md))\\
               **Authors:** Ada Lovelace, M. Güra
            2. [Title of 2503.00001](https://arxiv.org/abs/2503.00001) (relevance 9, novelty 8, \
            [2025-03-25](2025-03-25.md))\\
               **Authors:** Ada Lovelace, M. Güra\\
               **Comment:** Comment on 2503.00001.
            """));
  }

  @Test
  void daysOfEarlierRunsStayAndMonthsWithoutADayGo() throws Exception {
    Folder output = Folder.of(path.toString());
    output.write("digests/2024-01/index.md", "old");
    write(output, "2025-03-24", Days.selected("2503.00001", 7, 7));
    writeAll(output);
    write(output, "2025-03-25", Days.selected("2503.00002", 9, 8));
    writeAll(output);
    assertThat(DigestFiles.dates(output, "2025-03"), contains("2025-03-24", "2025-03-25"));
    assertThat(output.readIfPresent("digests/2025-03/index.md").contains("[2025-03-24]"), is(true));
    assertThat(
        output.list("digests/*/index.md"),
        contains("digests/2025-03/index.md", "digests/2025/index.md"));
  }

  @Test
  void aYearHasItsMonthsAndItsBestPapersOfWhichNoneStandsTwice() throws Exception {
    Folder output = Folder.of(path.toString());
    write(output, "2025-03-24", Days.selected("2503.00001", 7, 7));
    write(
        output, "2025-04-01", Days.selected("2503.00001", 8, 8), Days.selected("2504.00002", 9, 8));
    writeAll(output);
    assertThat(
        output.readIfPresent("digests/2025/index.md"),
        is(
            """
            # Personalized ArXiv Papers 2025

            | Month                          | Days   | Scanned   | Relevant   | Not scored   |
            |:------------------------------:|:------:|:---------:|:----------:|:------------:|
            | [2025-03](../2025-03/index.md) | 1      | 1         | 1          | 0            |
            | [2025-04](../2025-04/index.md) | 1      | 2         | 2          | 0            |

            **Best papers:**

            1. [Title of 2504.00002](https://arxiv.org/abs/2504.00002) (relevance 9, novelty 8, \
            [2025-04-01](../2025-04/2025-04-01.md))
            2. [Title of 2503.00001](https://arxiv.org/abs/2503.00001) (relevance 8, novelty 8, \
            [2025-04-01](../2025-04/2025-04-01.md))
            """));
  }

  private static PaperRecord author(String id) {
    return Days.selected(id, 1, 1).toBuilder().setAuthorMatch(true).build();
  }

  private static void write(Folder output, String date, PaperRecord... papers) throws Exception {
    WrittenDays.write(output, date, List.of(papers));
  }
}
