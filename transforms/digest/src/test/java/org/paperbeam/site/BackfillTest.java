package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;

class BackfillTest {
  private static final List<PaperRecord> PAPERS = List.of(Days.selected("2503.00001", 9, 8));

  @TempDir Path path;

  @Test
  void aDayThatWasMadeLaterSaysWhenInPageMarkdownAndJson() throws Exception {
    String page = page("2025-05-26T10:00:00Z");
    assertThat(
        page, containsString("Backfilled: this digest was made later, on Monday, 26 May 2025."));
    assertThat(
        page,
        containsString("This is a remedial run for missed papers from 03/25/2025 to 03/25/2025."));
    assertThat(
        digest(".md"),
        startsWith(
            """
            > This is a remedial run for missed papers from 03/25/2025 to 03/25/2025.
            >\s
            > Results generated on 05/26/2025.

            # Personalized Daily ArXiv Papers 2025-03-25
            """));
    assertThat(digest(".json"), containsString("\"Results generated on 05/26/2025.\""));
  }

  @Test
  void theDateIsThatOfTheFirstPublishingWhateverIsWrittenLater() throws Exception {
    page("2025-05-26T10:00:00Z");
    List<PaperRecord> other = List.of(Days.selected("2503.00001", 8, 8));
    Folder output = Folder.of(path.toString());
    for (String later : List.of("2025-06-01T10:00:00Z", "2026-01-02T10:00:00Z")) {
      DayFiles.write(output, Days.manifest(1).setGenerated(later).build(), other, List.of());
      assertThat(digest(".md"), containsString("**Relevance:** 8"));
      assertThat(digest(".md"), containsString("> Results generated on 05/26/2025."));
    }
    DigestRebuilder.rebuild(output);
    assertThat(digest(".json"), containsString("\"Results generated on 05/26/2025.\""));
    assertThat(page(), containsString("Backfilled 26 May 2025"));
  }

  @Test
  void aDayOfAnOlderVersionKeepsItsFilesUntilItSaysSomethingElse() throws Exception {
    page("2025-03-25T04:00:00Z");
    Path manifest = path.resolve("scores/day=2025-03-25/_day.json");
    String old = Files.readString(manifest).replaceAll(",\\s*\"first_published\": \"[^\"]*\"", "");
    Files.writeString(manifest, old);
    assertThat(page("2026-11-22T04:00:00Z"), not(containsString("Backfilled")));
    assertThat(Files.readString(manifest), is(old));
  }

  @Test
  void theMorningAfterIsNotLater() throws Exception {
    assertThat(page("2025-03-26T23:59:59Z"), not(containsString("Backfilled")));
    assertThat(page("2025-03-25T04:00:00Z"), not(containsString("Backfilled")));
    assertThat(page("2025-03-24T23:00:00Z"), not(containsString("Backfilled")));
  }

  @Test
  void aRunThatSaysTheSameAgainDoesNotMakeADayLater() throws Exception {
    String first = page("2025-03-25T04:00:00Z");
    assertThat(page("2026-11-22T04:00:00Z"), is(first));
    DigestRebuilder.rebuild(Folder.of(path.toString()));
    assertThat(page(), is(first));
  }

  private String page(String generated) throws Exception {
    Folder output = Folder.of(path.toString());
    DayFiles.write(output, Days.manifest(1).setGenerated(generated).build(), PAPERS, List.of());
    SiteBuilder.build(output);
    return page();
  }

  private String digest(String ending) throws Exception {
    return Files.readString(path.resolve("digests/2025-03/2025-03-25" + ending));
  }

  private String page() throws Exception {
    return Files.readString(path.resolve("site/2025-03-25/index.html"));
  }
}
