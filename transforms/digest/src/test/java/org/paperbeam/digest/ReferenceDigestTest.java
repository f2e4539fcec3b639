package org.paperbeam.digest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.DayUsage;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Corpus;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.NeedsStandIn;

@NeedsStandIn
class ReferenceDigestTest {
  @TempDir Path folder;

  @Test
  void aDayOfFebruaryEqualsTheDigestThatWasPublished() throws Exception {
    assertEqualsReference("2025-02-24");
  }

  @Test
  void aDayOfMarchEqualsTheDigestThatWasPublished() throws Exception {
    assertEqualsReference("2025-03-25");
  }

  private void assertEqualsReference(String date) throws IOException, InterruptedException {
    List<PaperRecord> records = Corpus.days().get(date);
    Path reference = Corpus.shared().resolve("reference").resolve(date + ".md");
    String prompt =
        Files.readString(reference).split("\n# Paper Selection Prompt\n", -1)[1].strip();
    DayUsage usage = Days.usage(date);
    DayFiles.write(
        Folder.of(folder.toString()),
        Days.manifest(records.size()).setDate(date).setUsage(usage).setPrompt(prompt).build(),
        records,
        List.of());
    Process python =
        new ProcessBuilder(
                "python3",
                Corpus.shared().resolve("tools/compare_digest.py").toString(),
                folder.resolve("digests/" + date.substring(0, 7) + "/" + date + ".md").toString(),
                reference.toString(),
                "--prompt")
            .redirectErrorStream(true)
            .start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said, python.waitFor(), is(0));
    assertThat(said, containsString(" 0 differences"));
  }
}
