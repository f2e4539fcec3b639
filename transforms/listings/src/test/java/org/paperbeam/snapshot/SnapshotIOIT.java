package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.arxiv.ArxivText;
import org.paperbeam.testing.NeedsStandIn;
import org.paperbeam.testing.SharedData;

/** Real papers in the snapshot's own form, as the stand-in serves them. */
@NeedsStandIn
@ExtendWith(TestPipelineExtension.class)
class SnapshotIOIT {
  private static final Path SHARED = SharedData.path("");
  private static final List<String> CATEGORIES = List.of("cs.LG", "cs.AI");

  @TempDir Path folder;

  @Test
  void aRangeOfDaysHoldsExactlyThePapersAnnouncedOnThem(TestPipeline pipeline) throws Exception {
    byte[] snapshot = snapshot();
    int half = snapshot.length / 2;
    while (snapshot[half - 1] != '\n') {
      half++;
    }
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("snapshot-1.json.gz")))) {
      gzip.write(snapshot, 0, half);
    }
    Files.write(
        folder.resolve("snapshot-2.json"), Arrays.copyOfRange(snapshot, half, snapshot.length));
    List<String> expected = announced("2025-03-18", "2025-04-03");
    assertThat(expected.size(), greaterThan(1000));

    SnapshotResult result =
        pipeline.apply(
            SnapshotIO.read()
                .withFiles(List.of(folder + "/snapshot-*"))
                .withCategories(CATEGORIES)
                .withDates(LocalDate.parse("2025-03-18"), LocalDate.parse("2025-04-03"))
                .withRangeBytes(100_000));

    PAssert.that(
            result
                .getPapers()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            p ->
                                String.join(
                                    "|",
                                    p.getDate(),
                                    p.getArxivId(),
                                    p.getAnnounceType().label(),
                                    p.getTitle(),
                                    p.getAuthors().toString(),
                                    p.getAbstractText()))))
        .containsInAnyOrder(expected);
    PAssert.that(result.getBadRecords()).empty();
    PAssert.that(result.getFailures()).empty();
    PAssert.thatSingleton(newestUpdate(result)).isEqualTo("2025-04-04");
    pipeline.run();
  }

  private static PCollection<String> newestUpdate(SnapshotResult result) {
    return result
        .getFacts()
        .apply(
            "Newest updates",
            MapElements.into(TypeDescriptors.strings())
                .via(facts -> Objects.requireNonNullElse(facts.getNewestUpdate(), "none")))
        .apply("Newest", Max.globally());
  }

  private static List<String> announced(String from, String to) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<String> papers = new ArrayList<>();
    Path corpus = SHARED.resolve("arxiv").resolve("papers.jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode paper = mapper.readTree(line);
        String date = paper.get("first_announced").asText();
        List<String> categories = texts(paper.get("categories"));
        if (date.compareTo(from) >= 0
            && date.compareTo(to) <= 0
            && categories.stream().anyMatch(CATEGORIES::contains)) {
          papers.add(
              String.join(
                  "|",
                  date,
                  paper.get("id").asText(),
                  CATEGORIES.contains(categories.get(0)) ? "new" : "cross",
                  ArxivText.squeeze(paper.get("title").asText()),
                  texts(paper.get("authors")).stream().map(ArxivText::squeeze).toList().toString(),
                  ArxivText.squeeze(paper.get("abstract").asText())));
        }
      }
    }
    return papers;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static byte[] snapshot() throws IOException {
    Process standIn =
        new ProcessBuilder(
                "python3", SHARED.resolve("standin/standin.py").toString(), "--port", "0")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(standIn.getInputStream(), StandardCharsets.UTF_8))) {
      Matcher url = Pattern.compile("http://[0-9.:]+[0-9]").matcher(output.readLine());
      assertThat("the stand-in names its address", url.find(), is(true));
      try (InputStream in = URI.create(url.group() + "/snapshot.jsonl").toURL().openStream()) {
        return in.readAllBytes();
      }
    } finally {
      standIn.destroy();
    }
  }
}
