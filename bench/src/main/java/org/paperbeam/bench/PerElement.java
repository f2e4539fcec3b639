package org.paperbeam.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;

/**
 * The job that a user of Beam writes first: a DoFn that asks about each element, by a client of its
 * worker, three times at the most with a growing pause. {@code PerElement URL FILE}; the file has
 * {@code {"id": ..., "prompt": ...}} a line; prints an id and a score a line. For bench/peers.
 */
public final class PerElement {
  private static final int TRIES = 3;
  private static final int THREADS = 16;

  private PerElement() {}

  /** Runs the job to its end. */
  public static void main(String[] args) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(args[1]));
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs("--targetParallelism=" + THREADS).create());
    pipeline
        .apply(Create.of(lines))
        .apply(Reshuffle.viaRandomKey())
        .apply("Ask", ParDo.of(new AskFn(args[0])));
    pipeline.run().waitUntilFinish();
  }

  static final class AskFn extends DoFn<String, Void> {
    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private transient HttpClient client;

    AskFn(String url) {
      this.url = url;
    }

    @Setup
    public void setUp() {
      client = HttpClient.newHttpClient();
    }

    @ProcessElement
    public void process(@Element String line) throws IOException, InterruptedException {
      JsonNode paper = JSON.readTree(line);
      for (int attempt = 0; attempt < TRIES; attempt++) {
        try {
          JsonNode score = JSON.readTree(ask(paper.path("prompt").asText()));
          synchronized (AskFn.class) {
            System.out.println(paper.path("id").asText() + " " + score.path("RELEVANCE").asInt());
          }
          return;
        } catch (IOException e) {
          Thread.sleep(1_000L << attempt);
        }
      }
    }

    private String ask(String prompt) throws IOException, InterruptedException {
      ObjectNode body = JSON.createObjectNode().put("model", "gpt-4o");
      body.putArray("messages").addObject().put("role", "user").put("content", prompt);
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
                  .header("Content-Type", "application/json")
                  .header("Authorization", "Bearer sk-bench")
                  .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      return JSON.readTree(answer.body())
          .path("choices")
          .path(0)
          .path("message")
          .path("content")
          .asText();
    }
  }
}
