package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.learnt.FilterModel;
import org.paperbeam.learnt.ModelFile;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.DayKind;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.pipeline.options.CommandLine;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.records.DayManifest;
import org.paperbeam.records.DayUsage;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Shows;

/** What train and evaluate make of the records of an output folder. */
class FilterCommandsTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private final List<Map<String, String>> runs = new ArrayList<>();

  /** A run that chooses five papers a day. */
  private final Command run =
      new Command() {
        @Override
        public String name() {
          return "run";
        }

        @Override
        public String summary() {
          return "";
        }

        @Override
        public Class<? extends PipelineOptions> options() {
          return RunOptions.class;
        }

        @Override
        public boolean takesBeamOptions() {
          return true;
        }

        @Override
        public int run(CommandLine line, Console console) {
          runs.add(line.ours());
          try {
            write(Path.of(line.ours().get("output")), 2, 5);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return "fail".equals(line.ours().get("llmModel")) ? FAILED : DONE;
        }
      };

  private int call(String... arguments) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            InstantSource.fixed(Instant.EPOCH),
            false);
    return new Cli(List.of(new TrainCommand(), new EvaluateCommand(new Random(7), run)))
        .run(arguments, console);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private Path output() {
    return folder.resolve("out");
  }

  /** Days on which an LLM chose what is about pruning; and a paper each that taught nothing. */
  private void write(Path output, int days, int chosenADay) throws IOException {
    for (int day = 1; day <= days; day++) {
      String date = "2025-03-%02d".formatted(day);
      List<PaperRecord> records = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        boolean chosen = i < chosenADay;
        Outcome outcome =
            chosen ? Outcome.SELECTED : i % 2 == 0 ? Outcome.TITLE_FILTERED : Outcome.BELOW_CUTOFF;
        records.add(record(day * 100 + i, date, chosen, outcome));
      }
      records.add(record(day * 100 + 40, date, true, Outcome.H_INDEX_FILTERED));
      DayFiles.write(
          Folder.of(output.toString()), manifest(date, records.size()), records, List.of());
    }
  }

  private static PaperRecord record(int number, String date, boolean wanted, Outcome outcome) {
    boolean scored = outcome == Outcome.SELECTED || outcome == Outcome.BELOW_CUTOFF;
    return PaperRecord.listed(
            ListedPaper.builder()
                .setArxivId("2503.%05d".formatted(number))
                .setVersion(1)
                .setDate(date)
                .setDateBasis(DateBasis.EXACT)
                .setAnnounceType(AnnounceType.NEW)
                .setTitle("Part " + number)
                .setAuthors(List.of())
                .setAbstractText(
                    (wanted ? "pruning of sparse experts " : "segmentation of images ").repeat(4))
                .setCategories(List.of("cs.LG"))
                .build())
        .toBuilder()
        .setOutcome(outcome)
        .setRelevance(scored ? (Integer) (wanted ? 9 : 3) : null)
        .setNovelty(scored ? (Integer) (wanted ? 8 : 3) : null)
        .setModel(scored ? "gpt-4o" : null)
        .setRunId("run")
        .build();
  }

  private static DayManifest manifest(String date, int papers) {
    return DayManifest.builder()
        .setDate(date)
        .setKind(DayKind.ANNOUNCED)
        .setEntries(papers)
        .setListed(papers)
        .setDuplicates(0)
        .setScorer(DayManifest.LLM)
        .setModel("gpt-4o")
        .setTopics("- Relevant: pruning")
        .setUsage(
            DayUsage.builder()
                .setDate(date)
                .setRequests(1)
                .setPromptTokens(10)
                .setCachedTokens(0)
                .setCompletionTokens(10)
                .setPromptCostUsd(0.5)
                .setCompletionCostUsd(0.25)
                .build())
        .setMinRelevance(7)
        .setMinNovelty(6)
        .setGenerated("2025-03-25T04:01:00Z")
        .setRunId("run")
        .build();
  }

  @Test
  @Shows({"prefilter", "keepRecall", "confidence", "from", "to"})
  void trainWritesAFilterAndSaysWhatItIsWorth() throws IOException {
    write(output(), 6, 6);
    Path file = folder.resolve("filter.json");
    int code =
        call(
            "train",
            "--output=" + output(),
            "--prefilter=" + file,
            "--keepRecall=0.9",
            "--confidence=0.8",
            "--from=2025-03-02",
            "--to=2025-03-05");
    assertThat(said(), code, is(0));
    FilterModel filter = ModelFile.read(Files.readString(file));
    assertThat(filter.promise(), is(new FilterModel.Promise(0.9, 0.8)));
    assertThat(filter.report().days().size(), is(4));
    assertThat(filter.report().papers(), is(120));
    assertThat(filter.report().chosen(), is(24));
    assertThat(said(), containsString("learnt from 120 papers of 4 days"));
    assertThat(said(), containsString("keeps 24 of 24 chosen papers"));
    assertThat(said(), containsString("for:     "));
  }

  @Test
  @Shows("marks")
  void whatTheReaderSaysOutweighsTheLlmAndMissedStarsAreNamed() throws IOException {
    write(output(), 6, 6);
    // A chosen one that is not for the reader, and two stars: one dropped by its title.
    String marks =
        """
        {"2503.00100": {"dislike": true, "date": "2025-03-01"},
         "2503.00101": {"star": true, "date": "2025-03-01"},
         "2503.00108": {"star": true, "date": "2025-03-01"},
         "2503.00109": {"star": true, "date": "2025-03-01"}}
        """;
    Files.writeString(output().resolve("marks.json"), marks);
    Path file = folder.resolve("filter.json");
    assertThat(call("train", "--output=" + output(), "--prefilter=" + file), is(0));
    FilterModel kept = ModelFile.read(Files.readString(file));
    assertThat("one chosen less, two more", kept.report().chosen(), is(37));
    assertThat(said(), containsString("of 3 starred papers the cut-offs would have missed 2\n"));
    assertThat(said(), containsString("missed: 2503.00108 (dropped for its title) Part 108"));
    assertThat(said(), containsString("missed: 2503.00109 (relevance 3, novelty 3) Part 109"));
    Path other = Files.writeString(folder.resolve("other.json"), "{}");
    out.reset();
    assertThat(
        call("train", "--output=" + output(), "--prefilter=" + file, "--marks=" + other), is(0));
    assertThat(ModelFile.read(Files.readString(file)).report().chosen(), is(36));
    assertThat(said(), not(containsString("starred")));
    Files.writeString(other, "no marks");
    assertThat(
        call("train", "--output=" + output(), "--prefilter=" + file, "--marks=" + other), is(2));
    assertThat(said(), containsString("--marks=" + other + ": no marks of the site: no JSON"));
    assertThat(
        call("evaluate", "--output=" + output(), "--labelFile=" + output().resolve("marks.json")),
        is(0));
    assertThat("lost by name", said(), containsString("2503.00108"));
  }

  @Test
  void trainRefusesWhatCannotBeLearnt() throws IOException {
    assertThat(call("train", "--output=" + output()), is(2));
    assertThat(said(), containsString("--prefilter is missing"));
    assertThat(call("train", "--output=" + output(), "--prefilter=f"), is(2));
    assertThat(said(), containsString("no records there that an LLM has decided: run first"));
    write(output(), 3, 1);
    assertThat(call("train", "--output=" + output(), "--prefilter=" + folder + "/f"), is(2));
    assertThat(said(), containsString("3 papers chosen and 87 rejected by an LLM"));
    assertThat(
        call(
            "train",
            "--output=" + output(),
            "--prefilter=f",
            "--from=2025-03-03",
            "--to=2025-03-01"),
        is(2));
    assertThat(said(), containsString("a range goes forward"));
    assertThat(Files.exists(folder.resolve("f")), is(false));
  }

  @Test
  @Shows("labelFile")
  void evaluateNamesWhatIsLost() throws IOException {
    write(output(), 2, 6);
    Path labels = folder.resolve("labels.csv");
    Files.writeString(labels, "id,label\n2503.00100,yes\n2503.00140,yes\n2503.00129,no\n");
    assertThat(said(), call("evaluate", "--output=" + output(), "--labelFile=" + labels), is(0));
    assertThat(
        said().lines().toList(),
        hasItem("lost: 2503.00140 (2025-03-01, h_index_filtered) Part 140"));
    assertThat(said(), containsString("recall     50.0 % (95 %: 1.3 to 98.7 %)"));
    assertThat(said(), containsString("cost $1.5000"));
    try (var files = Files.list(output().resolve("evaluations"))) {
      String json = Files.readString(files.findFirst().orElseThrow());
      assertThat(json, startsWith("{\n  \"days\" : [\n    \"2025-03-01\""));
      assertThat(json, containsString("\"compared_with\" : \"the labels in labels.csv\""));
    }
    String page = said().lines().filter(l -> l.startsWith("page: ")).findFirst().orElseThrow();
    assertThat(
        Files.readString(Path.of(page.substring("page: ".length()))),
        containsString("2503.00140, 2025-03-01, below the h-index"));
  }

  @Test
  @Shows("against")
  void evaluateComparesTwoRuns() throws IOException {
    write(output(), 2, 6);
    write(folder.resolve("other"), 2, 8);
    assertThat(
        call("evaluate", "--output=" + output(), "--against=" + folder.resolve("other")), is(0));
    assertThat(said(), containsString("recall     75.0 %"));
    assertThat(said(), containsString("the same decision for 93.5 % of 62 papers"));
    assertThat(call("evaluate", "--output=" + output()), is(2));
    assertThat(said(), containsString("give one of them"));
  }

  @Test
  @Shows("with")
  void evaluateRunsTheSameDaysWithOtherOptions() throws IOException {
    write(output(), 2, 6);
    String with = "--llmModel=other  '--contact=a b' --profile=\"" + folder + "\"";
    assertThat(said(), call("evaluate", "--output=" + output(), "--with=" + with), is(0));
    Map<String, String> asked = runs.get(0);
    assertThat(asked.get("llmModel"), is("other"));
    assertThat(asked.get("contact"), is("a b"));
    assertThat(asked.get("profile"), is(folder.toString()));
    assertThat(asked.get("from") + " " + asked.get("to"), is("2025-03-01 2025-03-02"));
    assertThat(asked.get("ledger"), is(output().resolve("ledger").toString()));
    assertThat(asked.get("listingCache"), is(output().resolve("listings").toString()));
    assertThat(asked.get("output"), startsWith(output().resolve("evaluations/with").toString()));
    assertThat(said(), containsString("the other run: the same decision for 96.8 % of 62 papers"));
    assertThat(call("evaluate", "--output=" + output(), "--with=" + with), is(0));
    assertThat("the same folder", runs.get(1), is(asked));
    assertThat(call("evaluate", "--output=" + output(), "--with=--llmModel=fail"), is(1));
    assertThat(runs.get(2).get("output"), is(not(asked.get("output"))));
    for (String bad :
        List.of(
            "--output=x",
            "--llmMdel=x",
            "llmModel=x",
            "  ",
            "--llmModel=\"x",
            "--llmModel=x --llmModel=y")) {
      assertThat(bad, call("evaluate", "--output=" + output(), "--with=" + bad), is(2));
    }
    assertThat(said(), containsString("--with: --output is what evaluate says: leave it away"));
    assertThat(said(), containsString("--with: unknown option --llmMdel"));
    assertThat("nothing ran", runs.size(), is(3));
  }
}
