package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.records.UnscoredPaper;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.days.WrittenDays;

/** What scripts read: every file fits the schema that lies beside it. */
class ApiFilesTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path path;
  private Folder output;

  @BeforeEach
  void twoDaysWithEveryOutcome() throws IOException {
    output = Folder.of(path.toString());
    WrittenDays.write(output, "2025-02-28", List.of(Days.selected("2502.00001", 9, 9)));
    List<PaperRecord> papers =
        new ArrayList<>(
            List.of(
                Days.selected("2503.00001", 8, 7),
                Days.selected("2503.00002", 9, 9).toBuilder()
                    .setSummary("Ein Satz.")
                    .setSummaryLanguage("de")
                    .build()));
    List<UnscoredPaper> unscored = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      PaperRecord paper = Days.decided("2503.0001" + papers.size(), outcome);
      if (outcome == Outcome.BELOW_CUTOFF) {
        paper = paper.toBuilder().setRelevance(6).setNovelty(9).build();
      }
      if (outcome == Outcome.UNSCORED) {
        unscored.add(Days.unscored(paper.getPaper().getArxivId(), "refused"));
      }
      if (outcome != Outcome.SELECTED) {
        papers.add(paper);
      }
    }
    DayFiles.write(output, Days.manifest(papers.size()).build(), papers, unscored);
    Pages.publish(output, new RetainedFiles(), null);
  }

  private String text(String file) throws IOException {
    return Files.readString(path.resolve("site/api").resolve(file));
  }

  private JsonNode file(String file) throws IOException {
    return JSON.readTree(text(file));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(path.resolve("site/api"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> path.resolve("site/api").relativize(file).toString())
          .filter(file -> !file.equals("schema.json"))
          .toList();
    }
  }

  private static List<String> ids(JsonNode papers) {
    List<String> ids = new ArrayList<>();
    papers.forEach(paper -> ids.add(paper.path("arxiv_id").asText()));
    return ids;
  }

  @Test
  void everyFileFitsTheSchemaBesideIt() throws Exception {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text("schema.json"), InputFormat.JSON);
    for (String file : files()) {
      assertThat(file, schema.validate(text(file), InputFormat.JSON), is(empty()));
    }
    assertThat(
        schema.validate(text("index.json").replace("\"complete\"", "\"whole\""), InputFormat.JSON),
        is(not(empty())));
  }

  @Test
  void theSchemaNamesEveryFieldThatIsWritten() throws Exception {
    JsonNode definitions = file("schema.json").path("$defs");
    JsonNode day = file("days/2025-03-25.json");
    assertThat(fields(day), is(fields(definitions.path("day").path("properties"))));
    assertThat(
        fields(day.path("papers").get(0)),
        is(fields(definitions.path("paper").path("properties"))));
    assertThat(
        fields(file("months/2025-03.json")),
        is(fields(definitions.path("month").path("properties"))));
  }

  private static Set<String> fields(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theIndexLeadsToEveryFileAndPage() throws Exception {
    List<String> named = new ArrayList<>(List.of("index.json"));
    JsonNode index = file("index.json");
    for (String kind : List.of("days", "months")) {
      for (JsonNode entry : index.path(kind)) {
        named.add(entry.path("file").asText());
        Path page = path.resolve("site/api").resolve(entry.path("page").asText());
        assertThat(page.toString(), Files.exists(page), is(true));
      }
    }
    assertThat(named, containsInAnyOrder(files().toArray()));
    assertThat(index.path("days").get(1).path("scanned").asInt(), is(7));
    assertThat(index.path("days").get(1).path("selected").asInt(), is(2));
  }

  @Test
  void aDayTellsEveryPaperTheSelectedOnesBestFirstAndWhyNotTheOthers() throws Exception {
    JsonNode day = file("days/2025-03-25.json");
    assertThat(ids(day.path("papers")), is(List.of("2503.00002", "2503.00001")));
    assertThat(day.path("papers").get(0).path("reason").isNull(), is(true));
    assertThat(day.path("papers").get(0).path("abstract").asText(), is(not("")));
    assertThat(day.path("not_selected").size(), is(5));
    for (JsonNode paper : day.path("not_selected")) {
      assertThat(paper.toString(), paper.path("reason").asText(), is(not("")));
    }
    assertThat(day.path("complete").asBoolean(), is(false));
    assertThat(day.path("notices").get(0).path("kind").asText(), is("incomplete"));
  }

  @Test
  void aMonthHasEveryPaperOfItsDays() throws Exception {
    JsonNode day = file("days/2025-03-25.json");
    List<String> all = ids(day.path("papers"));
    all.addAll(ids(day.path("not_selected")));
    assertThat(ids(file("months/2025-03.json").path("papers")), is(all));
  }

  @Test
  void whatOneDayChangesIsWhatAWholeBuildWritesAndADayThatIsGoneLeavesNothing() throws Exception {
    WrittenDays.write(output, "2025-03-26", List.of(Days.selected("2503.00009", 9, 9)));
    Pages.publishDay(output, "2025-03-26", new RetainedFiles(), null);
    String index = text("index.json");
    String month = text("months/2025-03.json");
    Pages.publish(output, new RetainedFiles(), null);
    assertThat(text("index.json"), is(index));
    assertThat(text("months/2025-03.json"), is(month));
    output.delete(output.list("digests/2025-02/*"));
    Pages.publishDay(output, "2025-02-28", new RetainedFiles(), null);
    assertThat(
        files(),
        containsInAnyOrder(
            "index.json", "days/2025-03-25.json", "days/2025-03-26.json", "months/2025-03.json"));
  }
}
