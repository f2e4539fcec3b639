package org.paperbeam.semanticscholar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.testing.FakePace;
import org.paperbeam.testing.LoopbackServer;
import org.paperbeam.testing.LoopbackServer.Answer;

/** Papers, answers about their authors, and what is made of them, for tests. */
final class AuthorPapers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AuthorPapers() {}

  static AuthorsConfig wanted(LoopbackServer server) {
    return AuthorsConfig.service(server.url())
        .withFollowed(Map.of("7", "Ada"))
        .withAuthorMatch(true)
        .withMinHIndex(20)
        .withRunId("run");
  }

  static FindAuthorsResult find(
      TestPipeline pipeline, List<PaperRecord> records, AuthorsConfig config) {
    AuthorSource.Opener opener =
        c ->
            new SemanticScholarClient(c, null, new FakePace(Instant.parse("2025-03-25T00:00:00Z")));
    List<ListedPaper> listed = records.stream().map(PaperRecord::getPaper).toList();
    TypeDescriptor<ListedPaper> type = TypeDescriptor.of(ListedPaper.class);
    return pipeline
        .apply(listed.isEmpty() ? Create.empty(type) : Create.of(listed).withType(type))
        .apply(FindAuthors.with(config, opener));
  }

  static PCollection<PaperRecord> records(FindAuthorsResult result) {
    return PCollectionList.of(result.getUndecided())
        .and(result.getDecided())
        .apply("Records", Flatten.pCollections());
  }

  static Map<String, Long> counters(PipelineResult run) {
    Map<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> c :
        run.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      if (c.getName().getNamespace().equals(AuthorMetrics.NAMESPACE)) {
        counters.merge(c.getName().getName(), c.getAttempted(), Long::sum);
      }
    }
    return counters;
  }

  static String authors(String... idsAndHIndices) {
    return Arrays.stream(idsAndHIndices)
        .map(a -> a.split(":"))
        .map(
            a ->
                "{\"authorId\":%s,\"name\":\"A. Name\",\"hIndex\":%s}"
                    .formatted("null".equals(a[0]) ? "null" : "\"" + a[0] + "\"", a[1]))
        .collect(Collectors.joining(",", "{\"paperId\":\"p\",\"authors\":[", "]}"));
  }

  static Answer answer(LoopbackServer.Request request, Map<String, String> known) {
    return Answer.ok(
        ids(request.body()).stream()
            .map(id -> known.getOrDefault(id.substring("ARXIV:".length()), "null"))
            .collect(Collectors.joining(",", "[", "]")));
  }

  static List<String> ids(String body) {
    try {
      List<String> ids = new ArrayList<>();
      for (JsonNode id : JSON.readTree(body).get("ids")) {
        ids.add(id.asText());
      }
      return ids;
    } catch (IOException e) {
      throw new IllegalArgumentException(body, e);
    }
  }

  static PaperRecord match(String id, Integer maxHIndex) {
    return decided(record(id, "2025-03-25"), Outcome.SELECTED, maxHIndex);
  }

  static PaperRecord filtered(String id, Integer maxHIndex) {
    return decided(record(id, "2025-03-25"), Outcome.H_INDEX_FILTERED, maxHIndex);
  }

  static PaperRecord open(String id, Integer maxHIndex) {
    return record(id, "2025-03-25").toBuilder().setMaxHIndex(maxHIndex).build();
  }

  static PaperRecord decided(PaperRecord record, Outcome outcome, Integer maxHIndex) {
    return record.toBuilder()
        .setAuthorMatch(outcome == Outcome.SELECTED)
        .setMatchedAuthors(outcome == Outcome.SELECTED ? List.of("Ada") : List.of())
        .setMaxHIndex(maxHIndex)
        .setOutcome(outcome)
        .setRunId("run")
        .build();
  }

  static PaperRecord record(String id, String date) {
    return PaperRecord.listed(listed(id, date));
  }

  static ListedPaper listed(String id, String date) {
    return ListedPaper.builder()
        .setArxivId(id)
        .setVersion(1)
        .setDate(date)
        .setDateBasis(DateBasis.EXACT)
        .setAnnounceType(AnnounceType.NEW)
        .setTitle("Title of " + id)
        .setAuthors(List.of("A. Name"))
        .setAbstractText("Abstract.")
        .setCategories(List.of("cs.LG"))
        .build();
  }

  /** The numbers of each date, its parts added up. */
  static PCollection<String> entries(FindAuthorsResult result) {
    return result
        .getEntries()
        .apply(
            "To one worker",
            MapElements.into(
                    TypeDescriptors.kvs(
                        TypeDescriptors.strings(),
                        TypeDescriptors.kvs(TypeDescriptors.longs(), TypeDescriptors.longs())))
                .via(day -> KV.of(day.getDate(), KV.of(day.getListed(), day.getDistinct()))))
        .apply("Of a date", GroupByKey.create())
        .apply(
            "Add up",
            MapElements.into(TypeDescriptors.strings())
                .via(
                    date -> {
                      long listed = 0;
                      long distinct = 0;
                      for (KV<Long, Long> part : date.getValue()) {
                        listed += part.getKey();
                        distinct += part.getValue();
                      }
                      return date.getKey() + ": " + listed + " entries, " + distinct + " papers";
                    }));
  }
}
