package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.testing.Days;

class TopicTableTest {
  private static final String TOPICS =
      "### Comment Theory\n- Relevant: nothing\n### Gravity <strong>\n- Relevant: mass";

  @TempDir Path path;
  private Folder output;

  @BeforeEach
  void twoDaysOfMarchAndOneOfJanuary() throws IOException {
    output = Folder.of(path.toString());
    day("2025-01-07", TOPICS, "Gravity <strong>");
    day("2025-03-24", TOPICS, "Gravity <strong>", "Gravity <strong>", "Comment Theory");
    day("2025-03-25", TOPICS, "Comment Theory", "");
    Pages.publish(output, new RetainedFiles(), null);
  }

  private void day(String date, String topics, String... named) throws IOException {
    List<PaperRecord> papers = new ArrayList<>();
    for (int i = 0; i < named.length; i++) {
      PaperRecord paper =
          Days.selected(date.substring(2, 4) + "03." + date.substring(8) + "00" + i, 8, 7);
      papers.add(
          paper.toBuilder()
              .setTopic(named[i])
              .setPaper(paper.getPaper().toBuilder().setDate(date).build())
              .build());
    }
    DayFiles.write(
        output,
        Days.manifest(papers.size())
            .setDate(date)
            .setUsage(Days.usage(date))
            .setTopics(topics)
            .build(),
        papers,
        List.of());
  }

  private String page(String period) throws IOException {
    return Files.readString(path.resolve("site").resolve(period).resolve("index.html"));
  }

  private static String row(String name, int papers, int share) {
    return "data-topic=\"%s\">%s</th><td>%d</td><td>%d %%</td>"
        .formatted(name, name.replace("<", "&lt;").replace(">", "&gt;"), papers, share);
  }

  @Test
  void aDayTellsHowManyPapersEachTopicHasInTheProfilesOrder() throws Exception {
    assertThat(
        page("2025-03-24"),
        stringContainsInOrder(
            row("Comment Theory", 1, 33), "Gravity &lt;strong&gt;</th><td>2</td><td>67 %</td>"));
    assertThat(page("2025-03-24"), containsString("<option value=\"topic\">by topic</option>"));
    assertThat(page("2025-03-24"), not(containsString("data-topic=\"Other\"")));
  }

  @Test
  void aMonthShowsThemDayByDayAndWhatHasNoTopicLast() throws Exception {
    assertThat(
        page("2025-03"),
        stringContainsInOrder(
            row("Comment Theory", 2, 40),
            "aria-label=\"Mon 24 Mar: 1, Tue 25 Mar: 1\"",
            "<td>2</td><td>40 %</td>",
            "aria-label=\"Mon 24 Mar: 2, Tue 25 Mar: 0\"",
            row("Other", 1, 20)));
  }

  @Test
  void aYearShowsThemMonthByMonth() throws Exception {
    assertThat(
        page("2025"),
        stringContainsInOrder(
            "<th scope=\"col\">Jan</th><th scope=\"col\">Mar</th>",
            row("Comment Theory", 2, 33),
            "aria-label=\"Jan: 0, Mar: 2\"",
            "<td>0</td><td>2</td></tr>",
            "<td>3</td><td>50 %</td>",
            "aria-label=\"Jan: 1, Mar: 2\"",
            "<td>1</td><td>2</td></tr>"));
  }

  @Test
  void aNewDayChangesTheYearsTableAsAWholeBuildWould() throws Exception {
    day("2025-04-01", TOPICS, "Comment Theory");
    Pages.publishDay(output, "2025-04-01", new RetainedFiles(), null);
    String year = page("2025");
    assertThat(year, containsString("aria-label=\"Jan: 0, Mar: 2, Apr: 1\""));
    Pages.publish(output, new RetainedFiles(), null);
    assertThat(page("2025"), is(year));
  }

  @Test
  void aProfileWithoutTopicsHasNoTable() throws Exception {
    day("2024-12-30", "I read about comments.", "");
    Pages.publish(output, new RetainedFiles(), null);
    for (String period : List.of("2024-12-30", "2024-12", "2024")) {
      assertThat(period, page(period), not(containsString("Topics in numbers")));
    }
  }
}
