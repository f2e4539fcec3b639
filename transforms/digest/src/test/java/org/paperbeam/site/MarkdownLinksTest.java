package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.days.WrittenDays;

/** A reader on GitHub goes from a month to those beside it, to its year, and back. */
class MarkdownLinksTest {
  @TempDir Path path;

  @Test
  void aDayChangesNothingInAnothersFile() throws Exception {
    publish("2025-03-28");
    String alone = text("2025-03/2025-03-28.md");
    assertThat(alone, containsString("**Authors:** Ling Team, :, A. Lumen\n"));
    publish("2025-04-01");
    assertThat(text("2025-03/2025-03-28.md"), is(alone));
    assertThat(
        text("2025-04/index.md"),
        startsWith("[← 2025-03](../2025-03/index.md) · [2025](../2025/index.md)\n"));
  }

  @Test
  void daysThatAreRunAgainOrInAnotherOrderHaveTheSameLinks() throws Exception {
    for (String date : List.of("2025-03-28", "2024-12-31", "2025-04-01", "2025-03-31")) {
      publish(date);
    }
    List<String> files =
        List.of("2024-12/2024-12-31.md", "2025-03/2025-03-28.md", "2025/index.md", "2024/index.md");
    List<String> before = files.stream().map(this::text).toList();
    publish("2025-03-28");
    assertThat(files.stream().map(this::text).toList(), is(before));
    DigestRebuilder.rebuild(output());
    assertThat(files.stream().map(this::text).toList(), is(before));
    assertThat(before.get(2), startsWith("[← 2024](../2024/index.md)\n\n# Personalized"));
    assertThat(before.get(3), startsWith("[2025 →](../2025/index.md)\n\n# Personalized"));
  }

  private Folder output() {
    return Folder.of(path.toString());
  }

  private void publish(String date) throws Exception {
    PaperRecord record = Days.selected("2503.00001", 8, 7);
    // As arXiv lists a team, which the Markdown of a listing keeps.
    ListedPaper paper =
        record.getPaper().toBuilder().setAuthors(List.of("Ling Team", ":", "A. Lumen")).build();
    WrittenDays.write(output(), date, List.of(record.toBuilder().setPaper(paper).build()));
    Pages.publishDay(output(), date, new RetainedFiles(), null);
  }

  private String text(String file) {
    try {
      return Files.readString(path.resolve("digests/" + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
