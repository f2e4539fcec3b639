package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.Days;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;

/** A reader on GitHub goes from a day to those beside it, to its month, and back. */
class MarkdownLinksTest {
  @TempDir Path path;

  @Test
  void theNextDaysLinkComesWhenThatDayIsPublishedAndNothingElseChanges() throws Exception {
    publish("2025-03-28");
    assertThat(text("2025-03/2025-03-28.md"), startsWith("[2025-03](index.md)\n\n# Pers"));
    String alone = text("2025-03/2025-03-28.md");
    publish("2025-04-01");
    String linked = text("2025-03/2025-03-28.md");
    assertThat(
        linked,
        startsWith(
            "[2025-03](index.md) · [2025-04-01 →](../2025-04/2025-04-01.md)\n\n# Personalized"));
    assertThat(body(linked), is(body(alone)));
    assertThat(
        text("2025-04/2025-04-01.md"),
        startsWith("[← 2025-03-28](../2025-03/2025-03-28.md) · [2025-04](index.md)\n"));
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
    Days.write(output(), date, List.of(Days.selected("2503.00001", 8, 7)));
    Pages.publishDay(output(), date, new RetainedFiles(), null);
  }

  private static String body(String markdown) {
    return markdown.substring(markdown.indexOf("# Personalized"));
  }

  private String text(String file) {
    try {
      return Files.readString(path.resolve("digests/" + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
