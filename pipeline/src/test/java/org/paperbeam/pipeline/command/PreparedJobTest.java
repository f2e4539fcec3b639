package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.runner.JobName;

/** Which calls are the same job, so that the second one follows what the first one started. */
class PreparedJobTest {
  @TempDir Path folder;

  @BeforeEach
  void writeTheProfile() throws IOException {
    write("profile.yaml", "categories: cs.LG\n");
    write("topics.md", "Relevant: graphs\n");
    write("scoring.md", "10: must read\n");
    write("authors.csv", "name,semantic_scholar_id\nA. Author,1234\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private JobName name(String... more) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    CommandLine line =
        new CommandLine(
            Map.of(
                "profile",
                folder.toString(),
                "output",
                folder.resolve("out").toString(),
                "date",
                "2025-03-25",
                "scorer",
                "offline"),
            List.of(more));
    Console console =
        new Console(
            nowhere,
            nowhere,
            Map.of(),
            InstantSource.fixed(Instant.parse("2026-11-21T23:07:18Z")),
            false);
    return PreparedJob.of("run", line, Map.of(), console, new Random(7)).name();
  }

  @Test
  void theSameCallIsTheSameJob() {
    assertThat(name(), is(name()));
    assertThat(name("--targetParallelism=3"), is(not(name())));
  }

  @Test
  void whatAProfileAsksForIsPartOfTheJob() throws IOException {
    JobName before = name();
    write("topics.md", "Relevant: proteins\n");
    JobName topics = name();
    assertThat(topics, is(not(before)));
    write("scoring.md", "10: read soon\n");
    JobName scoring = name();
    assertThat(scoring, is(not(topics)));
    write("authors.csv", "name,semantic_scholar_id\nA. Author,1234\nB. Author,99\n");
    assertThat(name(), is(not(scoring)));
  }

  @Test
  void whereOneTextEndsAndTheNextBeginsIsPartOfTheJob() throws IOException {
    JobName before = name();
    write("topics.md", "Relevant: graphs\n10: must read\n");
    write("scoring.md", "10: must read\n10: must read\n");
    JobName longer = name();
    write("topics.md", "Relevant: graphs\n10: must read\n10: must read\n");
    write("scoring.md", "10: must read\n");
    assertThat(name(), is(not(longer)));
    write("topics.md", "Relevant: graphs\n");
    assertThat(name(), is(before));
  }
}
