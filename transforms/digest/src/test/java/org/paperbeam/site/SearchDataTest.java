package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.digest.DayFiles;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;
import org.paperbeam.testing.Days;

class SearchDataTest {
  private static final PaperRecord PAPER = Days.selected("2503.00001", 9, 8);

  @TempDir Path path;

  @Test
  void aSelectedPaperIsARowOfTextsAndItsAbstractStandsApart() throws Exception {
    write(List.of(PAPER));
    assertThat(
        arguments("2025-03-25/papers.js", "paperbeamRows").toString(),
        is(
            "[\"2025-03-25\",\"papers\",[[\"2503.00001\",\"Title of 2503.00001\","
                + "\"Ada Lovelace, M. Güra\",\"Comment on 2503.00001.\","
                + "\"relevance 9, novelty 8\",\"cs.LG cs.AI\",17,9,8,\"\"]]]"));
    assertThat(
        arguments("2025-03-25/abstracts.js", "paperbeamRows").toString(),
        is("[\"2025-03-25\",\"abstracts\",[\"Abstract of 2503.00001.\"]]"));
  }

  @Test
  void aPaperThatIsNotSelectedIsARowWithTheReason() throws Exception {
    PaperRecord below = PAPER.toBuilder().setOutcome(Outcome.BELOW_CUTOFF).setRelevance(6).build();
    write(List.of(below, Days.decided("2503.00002", Outcome.TITLE_FILTERED)));
    assertThat(
        arguments("2025-03-25/others.js", "paperbeamRows").path(2).toString(),
        is(
            "[[\"2503.00001\",\"Title of 2503.00001\",\"Ada Lovelace, M. Güra\","
                + "\"Comment on 2503.00001.\",\"relevance 6, novelty 8\",\"cs.LG cs.AI\","
                + "\"Near misses\",\"relevance 6, not 7\",\"r6n8\"],"
                + "[\"2503.00002\",\"Title of 2503.00002\",\"Ada Lovelace, M. Güra\",\"\",\"\","
                + "\"cs.LG cs.AI\",\"Dropped by title\",\"title called clearly irrelevant\","
                + "\"r0n0\"]]"));
  }

  @Test
  void theHeadOfAMonthSaysOfEachPaperWhatFiltersAskFor() throws Exception {
    write(
        List.of(
            PAPER,
            Days.selected("hep-th/9901001", 8, 7),
            Days.decided("0704.0001", Outcome.H_INDEX_FILTERED)));
    JsonNode head = arguments("search/2025-03.js", "paperbeamMonth").path(1);
    assertThat(head.path("days").toString(), is("[[\"2025-03-25\",2,1]]"));
    assertThat(head.path("idMonths").toString(), is("[\"250310\",\"07049\"]"));
    assertThat(head.path("ids").asText(), is("AAAB_AAABAAB"));
    assertThat(head.path("oddIds").toString(), is("{\"1\":\"hep-th/9901001\"}"));
    assertThat(head.path("scores").asText(), is("hf0"));
    assertThat(head.path("relevances").asText(), is("980"));
    assertThat(head.path("novelties").asText(), is("870"));
    assertThat(head.path("categoryLines").toString(), is("[\"cs.LG cs.AI\"]"));
    assertThat(head.path("categories").asText(), is("AAA"));
  }

  @Test
  void aLeafHasTheWordsInOrderWithTheirPapersAndFields() throws Exception {
    write(List.of(PAPER, Days.decided("2503.00002", Outcome.TITLE_FILTERED)));
    JsonNode leaf = arguments("search/2025-03/0.js", "paperbeamLeaf");
    assertThat(leaf.path(0).asText() + leaf.path(1).asInt(), is("2025-030"));
    // "lovelace" stands among the authors (2) of paper 0 and, one on, of paper 1: 16 + 2 each.
    assertThat(List.of(leaf.path(2).asText().split(",")), hasItem("lovelace SS"));
    // "title" in two titles, "abstract" in the abstract of the selected one alone.
    assertThat(List.of(leaf.path(2).asText().split(",")), hasItem("title RR"));
    assertThat(List.of(leaf.path(2).asText().split(",")), hasItem("abstract Y"));
  }

  @Test
  void noTextEndsTheScript() throws Exception {
    String hostile = "</script><script>alert(1)//> \" 𝒪";
    write(List.of(PAPER.toBuilder().setComment(hostile).build()));
    String script = text("2025-03-25/papers.js");
    assertThat(script, not(containsString("<")));
    assertThat(script, not(containsString(">")));
    assertThat(
        arguments("2025-03-25/papers.js", "paperbeamRows").path(2).path(0).path(3).asText(),
        is(hostile));
  }

  private void write(List<PaperRecord> papers) throws Exception {
    Folder output = Folder.of(path.toString());
    DayFiles.write(output, Days.manifest(papers.size()).build(), papers, List.of());
    SiteBuilder.build(output);
  }

  private String text(String file) throws Exception {
    return Files.readString(path.resolve("site").resolve(file));
  }

  private JsonNode arguments(String file, String function) throws Exception {
    String script = text(file);
    String before = function + "(...";
    assertThat(script.startsWith(before) && script.endsWith(");\n"), is(true));
    return new ObjectMapper()
        .readTree(script.substring(before.length(), script.length() - ");\n".length()));
  }
}
