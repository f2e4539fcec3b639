package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.http.Pace;
import org.paperbeam.pipeline.options.OptionSpec;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;

class CommandsTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> done = new ArrayList<>();
  private final Random random = new Random(7);

  private final Command site =
      new SiteCommand(
          (output, siteUrl, notices) -> {
            notices.accept("out/one was spoilt");
            done.add(output.path());
            return 13;
          });

  private Command serve(SiteHost host) {
    return new ServeCommand(host, new CountDownLatch(0));
  }

  private int call(Command command, String... arguments) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            InstantSource.fixed(Instant.EPOCH),
            false);
    return new Cli(List.of(command)).run(arguments, console);
  }

  private List<String> printed() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String complaint() {
    return err.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void siteRebuildsWhatThereAreRecordsOf() throws IOException {
    assertThat(call(site, "site", "--output=" + folder), is(2));
    assertThat(
        complaint(), is("paperbeam: --output=" + folder + ": no records in scores/: run first"));
    assertThat(done, is(List.of()));
    Path day = Files.createDirectories(folder.resolve("scores/day=2025-03-25"));
    Files.writeString(day.resolve("_day.json"), "{}");
    assertThat(call(site, "site", "--output=" + folder + "/"), is(0));
    assertThat(done, is(List.of(folder.toString())));
    assertThat(
        printed(),
        is(List.of("rebuilt " + folder + "/digests/ and " + folder + "/site/ of 13 days")));
  }

  @Test
  void siteStartsNoJob() {
    assertThat(call(site, "site", "--runner=DirectRunner"), is(2));
    assertThat(
        complaint(), is("paperbeam: unknown option --runner; ./paperbeam help lists the options"));
  }

  @Test
  void serveShowsTheSiteAndSaysWhere() throws IOException {
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/index.html"), "<p>");
    Command serve =
        serve(
            (output, port) -> {
              done.add(output + " " + port);
              return URI.create("http://127.0.0.1:4711/");
            });
    assertThat(call(serve, "serve", "--output=" + folder, "--port=0"), is(0));
    assertThat(done, is(List.of(folder + " 0")));
    assertThat(
        printed(),
        is(List.of("serving " + folder + "/site on http://127.0.0.1:4711/ (Ctrl-C ends it)")));
  }

  @Test
  void serveRefusesWhatItCannotShow() {
    Command serve =
        serve(
            (site, port) -> {
              throw new IOException("port 8080 cannot be used");
            });
    assertThat(call(serve, "serve", "--output=" + folder), is(2));
    assertThat(
        complaint(), is("paperbeam: --output=" + folder + ": no site/index.html: run first"));
    err.reset();
    assertThat(call(serve, "serve", "--llmModel=gpt-4o"), is(2));
    assertThat(complaint(), is("paperbeam: --llmModel is not an option of serve"));
    err.reset();
    assertThat(call(serve, "serve", "--port=70000"), is(2));
    assertThat(complaint(), is("paperbeam: --port=70000: must be a whole number from 0 to 65535"));
  }

  @Test
  void aTakenPortIsToldInOneLine() throws IOException {
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/index.html"), "<p>");
    Command serve =
        serve(
            (site, port) -> {
              throw new IOException("port 8080 cannot be used");
            });
    assertThat(call(serve, "serve", "--output=" + folder), is(1));
    assertThat(complaint(), is("paperbeam: failed: --port: port 8080 cannot be used"));
  }

  @Test
  void helpNamesEveryOptionWithItsDefault() {
    Command run =
        new RunCommand(
            new JobRunner<>((pipeline, settings) -> {}, new RunJobReports()),
            random,
            Pace.system());
    assertThat(call(run, "help"), is(0));
    List<String> lines = printed();
    assertThat(lines, hasItem("  run        " + run.summary()));
    for (OptionSpec spec : OptionTable.of(RunOptions.class).specs()) {
      String start = "  --" + spec.name() + "=";
      List<String> found = lines.stream().filter(l -> l.startsWith(start)).toList();
      assertThat(spec.name(), found.size(), is(1));
      if (!spec.initialText().isEmpty()) {
        assertThat(found.get(0).endsWith("  [" + spec.initialText() + "]"), is(true));
      }
    }
    lines.forEach(line -> assertThat(line, line.length(), lessThanOrEqualTo(100)));
  }

  @Test
  void helpOfACommandComesThreeWays() {
    for (String[] arguments :
        List.of(
            new String[] {"help", "site"},
            new String[] {"site", "--help"},
            new String[] {"site", "--output=x", "-h"})) {
      out.reset();
      assertThat(call(site, arguments), is(0));
      assertThat(
          printed(),
          is(
              List.of(
                  "./paperbeam site: " + site.summary(),
                  "",
                  "Output",
                  "  --output=TEXT  [out]",
                  "      The folder that is written: a path or a URL such as gs://bucket/folder.",
                  "  --verbose=true|false  [false]",
                  "      Show the log of Beam and of the HTTP clients, and stack traces.",
                  "  --gcsUserProject=TEXT",
                  "      The Google Cloud project that pays for gs:// buckets that are requester"
                      + " pays.",
                  "",
                  "The site",
                  "  --siteUrl=URL",
                  "      Where the site is served: for absolute links in feeds and in what is"
                      + " delivered.")));
    }
    assertThat(printed().get(0), startsWith("./paperbeam site"));
  }
}
