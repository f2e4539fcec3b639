package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.digest.Days;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;

class BackfillTest {
  private static final List<PaperRecord> PAPERS = List.of(Days.selected("2503.00001", 9, 8));

  @TempDir Path path;

  @Test
  void aDayThatWasMadeLaterSaysWhenOnItsPageAlone() throws Exception {
    String page = page("2025-05-26T10:00:00Z");
    assertThat(
        page, containsString("Backfilled: this digest was made later, on Monday, 26 May 2025."));
    assertThat(
        Files.readString(path.resolve("digests/2025-03/2025-03-25.md")),
        not(containsString("Backfilled")));
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

  private String page() throws Exception {
    return Files.readString(path.resolve("site/2025-03-25/index.html"));
  }
}
