package org.paperbeam.pipeline.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.testing.LoopbackServer;

/** Bad usage: one line, exit code 2, nothing called, nothing written. */
class MainUsageTest {
  private static final String ALL = "; ./paperbeam help lists the options";

  @TempDir Path folder;

  private record Case(List<String> arguments, String message) {
    static Case of(String message, String... arguments) {
      return new Case(List.of(arguments), message);
    }
  }

  private static List<Case> cases() {
    return List.of(
        Case.of("unknown option --nosuch" + ALL, "run", "--nosuch=1"),
        Case.of(
            "--from=2025-04-01 is after --to=2025-03-01: a range goes forward",
            "run",
            "--from=2025-04-01",
            "--to=2025-03-01"),
        Case.of(
            "--date=2025-13-01: must be a date such as 2025-03-25, from 1991-08-14 on",
            "run",
            "--date=2025-13-01"),
        Case.of("--source=ftp: must be one of rss, api, oai, snapshot", "run", "--source=ftp"),
        Case.of(
            "--llmRequestsPerMinute=-5: must be a whole number from 1 on",
            "run",
            "--llmRequestsPerMinute=-5"),
        Case.of(
            "--profile=/nowhere/at/all: there is no topics.md: a profile is a folder with"
                + " topics.md and, if need be, profile.yaml, scoring.md, authors.csv; ./paperbeam"
                + " init writes one",
            "run",
            "--profile=/nowhere/at/all"),
        Case.of(
            "--papersPerPrompt=0: must be a whole number from 1 to 200",
            "run",
            "--papersPerPrompt=0"),
        Case.of(
            "--source=snapshot needs --snapshotFiles, a file pattern", "run", "--source=snapshot"),
        Case.of(
            "--announceTypes=new,old: must be a list of new,cross,replace,replace-cross",
            "run",
            "--announceTypes=new,old"),
        Case.of(
            "--minRelevance=11: must be a whole number from 0 to 10", "run", "--minRelevance=11"),
        Case.of(
            "--runner=SparkRunner: no such runner in this build; there is DirectRunner",
            "run",
            "--runner=SparkRunner"),
        Case.of("--port is not an option of run", "run", "--port=8080"),
        Case.of(
            "--maxCostUsd needs a model whose price is known, and that of nosuch is not",
            "run",
            "--llmModel=nosuch",
            "--maxCostUsd=1"),
        Case.of("--llmModel is not an option of demo", "demo", "--llmModel=gpt-4o"),
        Case.of(
            "--output=s3://bucket/out: No filesystem found for scheme s3: write a local path or"
                + " gs://BUCKET/PATH",
            "demo",
            "--output=s3://bucket/out"),
        Case.of(
            "--gcsEndpoint=http://localhost:4443: must end with /storage/v1/: write"
                + " http://localhost:4443/storage/v1/",
            "demo",
            "--output=gs://bucket/out",
            "--gcsEndpoint=http://localhost:4443"),
        Case.of(
            "the variable OPENAI_API_KEY is not set: put the key of the LLM's service there, or"
                + " name another variable with --llmKeyEnv, a file with --llmKeyFile or a secret"
                + " with --llmKeySecret (--scorer=offline needs no key)",
            "run"),
        Case.of(
            "--llmKeySecret: must be projects/P/secrets/S, for its latest version, or"
                + " projects/P/secrets/S/versions/V",
            "run",
            "--llmKeySecret=sk-0123456789"),
        Case.of(
            "--llmKeyFile and --llmKeySecret exclude each other: give one",
            "run",
            "--llmKeyFile=key.txt",
            "--llmKeySecret=projects/p/secrets/s"));
  }

  @TestFactory
  List<DynamicTest> badUsageEndsWithOneLineAndCodeTwo() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Case bad : cases()) {
      tests.add(DynamicTest.dynamicTest(String.join(" ", bad.arguments()), () -> tryOut(bad)));
    }
    return tests;
  }

  private void tryOut(Case bad) {
    Path output = folder.resolve("out");
    try (LoopbackServer server = LoopbackServer.inTurn(LoopbackServer.Answer.of(500, ""))) {
      List<String> arguments = new ArrayList<>(bad.arguments());
      if (arguments.get(0).equals("run")) {
        arguments.add("--output=" + output);
        for (String service : List.of("arxivRssUrl", "arxivOaiUrl", "semanticScholarUrl")) {
          arguments.add("--" + service + "=" + server.url());
        }
      }
      Said said = Said.by(arguments, Map.of());
      assertThat(said.err(), is("paperbeam: " + bad.message() + System.lineSeparator()));
      assertThat(said.out(), is(""));
      assertThat(said.code(), is(2));
      assertThat(server.requests(), is(List.of()));
      assertThat(Files.exists(output), is(false));
    }
  }

  @TestFactory
  List<DynamicTest> theCommandIsCheckedFirst() {
    return List.of(
        DynamicTest.dynamicTest("none", () -> refused("no command: ", List.of())),
        DynamicTest.dynamicTest(
            "unknown", () -> refused("unknown command nosuch: there is ", List.of("nosuch"))),
        DynamicTest.dynamicTest(
            "mistyped",
            () -> refused("unknown command dem (did you mean demo?): there is ", List.of("dem"))),
        DynamicTest.dynamicTest(
            "option first",
            () -> refused("the command comes first: ", List.of("--date=2025-03-25", "run"))),
        DynamicTest.dynamicTest(
            "help of nothing",
            () -> refused("unknown command nosuch: there is ", List.of("help", "nosuch"))));
  }

  private static void refused(String beginning, List<String> arguments) {
    Said said = Said.by(arguments, Map.of());
    assertThat(said.err(), said.err().startsWith("paperbeam: " + beginning), is(true));
    assertThat(said.err().lines().count(), is(1L));
    assertThat(said.code(), is(2));
  }

  /** What one call of the program said. */
  record Said(int code, String out, String err) {
    static Said by(List<String> arguments, Map<String, String> environment) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int code =
          Main.run(
              arguments.toArray(new String[0]),
              environment,
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8));
      return new Said(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
