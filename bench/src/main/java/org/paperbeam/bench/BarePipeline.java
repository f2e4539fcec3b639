package org.paperbeam.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;

/** What DirectRunner itself takes: 66 elements, three steps, checks off. For bench/all. */
public final class BarePipeline {
  private static final int ELEMENTS = 66;

  private BarePipeline() {}

  /** Runs the job to its end. */
  public static void main(String[] args) {
    List<String> elements = IntStream.range(0, ELEMENTS).mapToObj(i -> "element " + i).toList();
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs(
                    "--enforceEncodability=false", "--enforceImmutability=false")
                .create());
    pipeline
        .apply("Create", Create.of(elements))
        .apply(
            "Shorten",
            MapElements.into(TypeDescriptors.strings())
                .via((String text) -> text.substring(0, "element 1".length())))
        .apply("Count", Count.perElement());
    pipeline.run().waitUntilFinish();
  }
}
