package org.paperbeam.metrics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;

class DataLineageTest {
  static final class ReportFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void report(@Element String place) {
      DataLineage.read(place);
      DataLineage.written(place + "/out");
    }
  }

  @Test
  void placesAreNamedAsBeamNamesThemAndWithoutUserAndQuery() {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(
            Create.of(
                "gs://bucket/a/b.json",
                "/data/arxiv.json",
                "https://me:secret@export.arxiv.org:8080/rss/cs.LG?key=secret",
                "http://localhost"))
        .apply(ParDo.of(new ReportFn()));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertThat(
        Lineage.query(result.metrics(), Lineage.Type.SOURCE),
        is(
            Set.of(
                "gcs:bucket.`a/b.json`",
                "file:`/data/arxiv.json`",
                "https:`export.arxiv.org:8080`.`rss/cs.LG`",
                "http:localhost")));
    assertThat(
        Lineage.query(result.metrics(), Lineage.Type.SINK).contains("gcs:bucket.`a/b.json/out`"),
        is(true));
  }
}
