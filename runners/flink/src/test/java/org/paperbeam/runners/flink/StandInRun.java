package org.paperbeam.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.paperbeam.contract.CommandResult;
import org.paperbeam.contract.LocalStorage;
import org.paperbeam.contract.OutputFolder;
import org.paperbeam.http.Pace;
import org.paperbeam.pipeline.command.Main;
import org.paperbeam.testing.SharedData;
import org.paperbeam.testing.StandIn;

/** A run over the stand-in's real days, in a folder of its own. */
final class StandInRun {
  private static final String KEY = "sk-stand-in";
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StandIn standIn;
  private final Path folder;
  private final List<String> runner;
  private final String llm;

  StandInRun(StandIn standIn, Path folder, List<String> runner) throws IOException {
    this(standIn, folder, runner, standIn.url());
  }

  /** A run that asks an LLM elsewhere, at that base address. */
  StandInRun(StandIn standIn, Path folder, List<String> runner, String llm) throws IOException {
    this.standIn = standIn;
    this.folder = folder;
    this.runner = runner;
    this.llm = llm;
    Files.writeString(folder.resolve("key"), KEY);
  }

  static StandIn services(String... options) {
    List<String> all = new ArrayList<>(List.of("--key", KEY));
    all.addAll(List.of(options));
    return StandIn.start(all.toArray(new String[0]));
  }

  OutputFolder output() {
    return new OutputFolder(new LocalStorage(folder), "out");
  }

  /** The whole command line. */
  List<String> arguments(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--source=oai",
                "--arxivOaiUrl=" + standIn.url() + "/oai",
                "--semanticScholarUrl=" + standIn.url(),
                "--llmUrl=" + llm + "/v1",
                "--profile=" + SharedData.path("profile"),
                "--llmKeyFile=" + folder.resolve("key"),
                "--output=" + folder.resolve("out")));
    arguments.addAll(runner);
    arguments.addAll(List.of(options));
    if (arguments.stream().noneMatch(a -> a.startsWith("--arxivSeconds"))) {
      arguments.add("--arxivSecondsBetweenRequests=0");
    }
    return arguments;
  }

  CommandResult run(String... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments(options).toArray(new String[0]),
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandResult(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  CompletableFuture<CommandResult> start(String... options) {
    return CompletableFuture.supplyAsync(() -> run(options));
  }

  /** What the stand-in has seen. */
  JsonNode stats() throws IOException, InterruptedException {
    return JSON.readTree(
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(standIn.url() + "/stats")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  /** Waits until that is so; an error when it does not become so. */
  static void until(String what, Callable<Boolean> so) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!so.call()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("waited in vain until " + what);
      }
      Pace.system().sleep(Duration.ofMillis(200));
    }
  }
}
