package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.command.Main;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.NeedsStandIn;
import org.paperbeam.testing.Shows;
import org.paperbeam.testing.StandIn;

/** Every other option and command that takes a path, on {@code gs://}; and who pays. */
public abstract class GcsPlacesContract extends Contract {
  private static final String CORPUS_DAY = "2025-03-25";

  private final GcsStorage gcs = new GcsStorage();

  protected GcsPlacesContract(List<String> runner) {
    super(runner);
  }

  @Override
  protected TestStorage storage(Path folder) {
    return gcs;
  }

  @NeedsStandIn
  @Test
  void rawAnswersOfTheApiAndOfOaiAreKeptInTheBucketAndNotAskedForTwice() throws Exception {
    try (StandIn arxiv = StandIn.start()) {
      for (String source : List.of("api", "oai")) {
        List<String> options =
            List.of(
                "--source=" + source,
                "--date=" + CORPUS_DAY,
                "--arxivApiUrl=" + arxiv.url() + "/api/query",
                "--arxivOaiUrl=" + arxiv.url() + "/oai",
                "--arxivSecondsBetweenRequests=0",
                "--listingCache=" + gcs.path("raw"),
                "--scorer=offline",
                "--authorMatch=false",
                "--minHIndex=0");
        assertEnds(call("run", options), 0);
        long asked = asked(arxiv, source);
        List<String> kept = gcs.files("raw");
        assertThat(source, kept, not(empty()));
        assertThat(kept, everyItem(startsWith("raw/127.0.0.1-")));
        assertThat(
            gcs.bucket().get(kept.get(0)).attribute("contentType"), startsWith("application/xml"));
        int listed = output().report().at("/days/0/listed").asInt();
        assertThat(listed > 0, is(true));

        assertEnds(call("run", options), 0);
        assertThat(source, asked(arxiv, source), is(asked));
        assertThat(output().report().at("/days/0/listed").asInt(), is(listed));
        assertThat(gcs.files("raw"), is(kept));
        kept.forEach(gcs::delete);
        output().delete("");
      }
    }
  }

  private static long asked(StandIn arxiv, String source) throws Exception {
    HttpResponse<String> stats =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(arxiv.url() + "/stats")).build(),
                BodyHandlers.ofString());
    JsonNode count = new com.fasterxml.jackson.databind.ObjectMapper().readTree(stats.body());
    JsonNode requests = count.findValue(source);
    assertThat(stats.body(), requests != null && requests.asLong() > 0, is(true));
    return requests.asLong();
  }

  @Test
  void aSiteIsRebuiltDeliveredAndShownFromTheBucket() throws Exception {
    assertEnds(call("demo", List.of()), 0);
    Map<String, String> first = output().content("digests", "site");
    output().delete("site");
    output().delete("digests");
    CommandResult rebuilt = call("site", List.of());
    assertThat(rebuilt.text(), rebuilt.code(), is(0));
    assertThat(output().content("digests", "site"), is(first));

    try (LoopbackServer web = LoopbackServer.inTurn(LoopbackServer.Answer.ok("ok"))) {
      gcs.write("hook", (web.url() + "/secret\n").getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 2; i++) {
        CommandResult delivered = call("deliver", List.of("--webhookUrlFile=" + gcs.path("hook")));
        assertThat(delivered.text(), delivered.code(), is(0));
      }
      assertThat(web.requests(), hasSize(1));
      assertThat(output().files("deliveries"), hasSize(1));
    }
    assertServed();
  }

  /** Starts the command in a thread, which it leaves when it is interrupted. */
  private void assertServed() throws Exception {
    try (LineReader out = new LineReader()) {
      List<String> arguments =
          new ArrayList<>(List.of("serve", "--port=0", "--output=" + output()));
      arguments.addAll(gcs.options());
      Thread serving =
          new Thread(
              () -> {
                int unused =
                    Main.run(arguments.toArray(new String[0]), Map.of(), out.stream(), System.err);
              });
      serving.start();
      String line = out.next();
      assertThat(line, startsWith("serving " + output() + "/site on http://127.0.0.1:"));
      URI root = URI.create(line.replaceFirst(".* on (\\S+) .*", "$1"));
      for (String file : output().files("site")) {
        HttpResponse<byte[]> page =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(root.resolve(file.replaceFirst("^site/", ""))).build(),
                    BodyHandlers.ofByteArray());
        assertThat(file, page.statusCode(), is(200));
        assertThat(
            file,
            page.headers().firstValue("Content-Type").orElse(""),
            is(gcs.bucket().get("out/" + file).attribute("contentType")));
      }
      serving.interrupt();
      serving.join();
    }
  }

  @Test
  void anEstimateReadsAndWritesTheBucket() throws IOException {
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001"))) {
      CommandResult result = call("estimate", services.options());
      assertThat(result.text(), result.code(), is(0));
      assertThat(output().files("estimates"), hasSize(1));
      assertThat(services.asked(), is(empty()));
      assertEnds(run(services), 0);
      assertThat(
          call("estimate", services.options()).out(), containsString("no LLM call, no cost"));
    }
  }

  @Test
  @Shows("gcsUserProject")
  void theProjectThatPaysGoesWithEveryRequest() throws IOException {
    gcs.bucket().requesterPays();
    try (TestServices services = TestServices.of(TestPaper.of("2503.10001"))) {
      CommandResult refused = run(services);
      assertThat(refused.code(), is(2));
      assertThat(
          refused.err(),
          containsString(
              "bucket paperbeam-test is requester pays: say which project pays with"
                  + " --gcsUserProject"));
      assertEnds(run(services, "--gcsUserProject=payer"), 0);
      assertThat(output().files("digests"), not(empty()));
    }
  }

  @Test
  void aPublicBucketIsReadWithoutACredential() throws IOException {
    TestPaper paper = TestPaper.of("2503.10001");
    gcs.server().createBucket("public").publicForReading();
    gcs.server()
        .bucket("public")
        .put(
            "snap/a.json",
            TestSnapshot.file(
                "a.json", TestSnapshot.lines(List.of(paper), java.time.LocalDate.of(2025, 3, 17))));
    try (TestServices services = TestServices.of(paper)) {
      assertEnds(
          run(
              services,
              "--source=snapshot",
              "--snapshotFiles=gs://public/snap/*",
              "--date=2025-03-18"),
          0);
      assertThat(output().records("2025-03-18").size(), is(1));
      CommandResult refused = run(services, "--output=gs://public/out");
      assertThat(refused.code(), is(2));
      assertThat(refused.err(), containsString("bucket public wants storage.objects.create"));
    }
  }
}
