package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotProviderTest {
  private static final String LINES =
      """
      {"id":"2503.00001","title":"Of tides","categories":"cs.LG","abstract":"A.","versions":[{"version":"v1","created":"Mon, 24 Mar 2025 12:00:00 GMT"}],"update_date":"2025-03-25","authors_parsed":[["Nobody","A.",""]]}
      {"id":"2503.00002","title":"Of ferns","categories":"math.CO","abstract":"B.","versions":[{"version":"v1","created":"Mon, 24 Mar 2025 12:00:00 GMT"}],"update_date":"2025-03-25","authors_parsed":[["Nobody","B.",""]]}
      {"id":"2503.00003","title":
      """;

  @TempDir private Path folder;

  private static SchemaTransformProvider provider() {
    return ServiceLoader.load(SchemaTransformProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(p -> p.identifier().equals("paperbeam:schematransform:snapshot_read:v1"))
        .findFirst()
        .orElseThrow();
  }

  private Row configuration(String to) throws IOException {
    Path file = Files.writeString(folder.resolve("snapshot.json"), LINES);
    return Row.withSchema(provider().configurationSchema())
        .withFieldValue("files", List.of(file.toString()))
        .withFieldValue("categories", List.of("cs.LG"))
        .withFieldValue("from", "2025-03-24")
        .withFieldValue("to", to)
        .build();
  }

  @Test
  void theProviderReadsPapersAsRows() throws IOException {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionRowTuple out =
        PCollectionRowTuple.empty(pipeline)
            .apply("Read", provider().from(configuration("2025-03-26")));
    assertThat(out.getAll().keySet(), is(Set.copyOf(provider().outputCollectionNames())));
    PAssert.that(
            out.get("output")
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(row -> row.getString("arxivId") + " " + row.getString("title"))))
        .containsInAnyOrder("2503.00001 Of tides");
    PAssert.thatSingleton(out.get("errors").apply(Count.globally())).isEqualTo(1L);
    PAssert.that(out.get("failures")).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void whatCannotBeReadIsRefusedBeforeTheJob() throws IOException {
    Row backwards = configuration("2025-03-23");
    assertThrows(IllegalArgumentException.class, () -> provider().from(backwards));
  }
}
