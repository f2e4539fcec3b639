package org.paperbeam.pipeline.graph;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.Test;
import org.paperbeam.pipeline.options.OptionTable;
import org.paperbeam.pipeline.options.RunOptions;
import org.paperbeam.pipeline.options.Values;
import org.paperbeam.pipeline.profile.Profile;
import org.paperbeam.pipeline.profile.ProfileReader;
import org.paperbeam.pipeline.settings.RunSettings;
import org.paperbeam.pipeline.settings.RunStart;
import org.paperbeam.pipeline.settings.SettingsResolver;

/**
 * The graph is as {@code docs/graph.md} shows it, and no fatter than it has to be. After a change
 * of the graph {@code -Dpaperbeam.writeGraph=true} writes the diagrams anew.
 */
class GraphTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "graph.md");

  private static final Map<String, String> SERVICE =
      Map.of("source", "oai", "from", "2025-03-24", "to", "2025-03-28");
  private static final Map<String, String> SNAPSHOT =
      Map.of(
          "source", "snapshot",
          "snapshotFiles", "snapshot.json",
          "from", "2025-03-24",
          "to", "2025-03-28");
  private static final Map<String, String> OFFLINE =
      Map.of("source", "oai", "date", "2025-03-24", "scorer", "offline");

  private static GraphDiagram graph(
      Map<String, String> line, BiConsumer<Pipeline, RunSettings> graph) {
    Map<String, String> given = new HashMap<>(line);
    given.put("output", "out");
    given.put("llmModel", "gpt-4o");
    given.put("authorMatch", "true");
    Profile profile = ProfileReader.bundled();
    Values values = Values.resolve(OptionTable.of(RunOptions.class), given, profile.options());
    RunStart start =
        new RunStart("20261121T230718Z-4f2a91", Instant.parse("2026-11-21T23:07:18Z"), "run");
    Pipeline pipeline = Pipeline.create();
    graph.accept(
        pipeline,
        new SettingsResolver(values.as(RunOptions.class), values, profile).resolve(start));
    return GraphDiagram.of(pipeline);
  }

  @Test
  void aRunGroupsNoMoreThanItMust() {
    assertThat(graph(SERVICE, RunGraph::apply).groupings(), is(6));
    assertThat(graph(SNAPSHOT, RunGraph::apply).groupings(), is(8));
    assertThat(graph(OFFLINE, RunGraph::apply).groupings(), is(5));
    assertThat(graph(SERVICE, EstimateGraph::apply).groupings(), lessThanOrEqualTo(8));
  }

  @Test
  void theDocumentShowsTheGraph() throws IOException {
    String text = Files.readString(DOCUMENT);
    String drawn = text;
    drawn = with(drawn, "run", graph(SERVICE, RunGraph::apply));
    drawn = with(drawn, "snapshot", graph(SNAPSHOT, RunGraph::apply));
    drawn = with(drawn, "offline", graph(OFFLINE, RunGraph::apply));
    drawn = with(drawn, "estimate", graph(SERVICE, EstimateGraph::apply));
    if (Boolean.getBoolean("paperbeam.writeGraph")) {
      Files.writeString(DOCUMENT, drawn);
    } else {
      assertThat("docs/graph.md; -Dpaperbeam.writeGraph=true writes it anew", drawn, is(text));
    }
  }

  /** The document with the diagram between the marks of that name. */
  private static String with(String text, String name, GraphDiagram graph) {
    String begin = "<!-- graph: " + name + " -->\n";
    String end = "<!-- end: " + name + " -->\n";
    int from = text.indexOf(begin) + begin.length();
    int until = text.indexOf(end);
    assertThat("docs/graph.md has no place for " + name, from >= begin.length() && until > 0);
    return text.substring(0, from)
        + "\n%d steps that a runner executes, %d of them group by key.\n\n"
            .formatted(graph.primitives(), graph.groupings())
        + "```mermaid\n"
        + graph
        + "```\n\n"
        + text.substring(until);
  }
}
