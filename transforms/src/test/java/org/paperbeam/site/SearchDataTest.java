package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
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
import org.paperbeam.digest.Days;
import org.paperbeam.paper.PaperRecord;
import org.paperbeam.storage.Folder;

class SearchDataTest {
  private static final PaperRecord PAPER = Days.selected("2503.00001", 9, 8);

  @TempDir Path path;

  @Test
  void aPaperIsARowOfTexts() throws Exception {
    assertThat(
        rows(script(PAPER)).toString(),
        is(
            "[[\"2503.00001\",\"2025-03-25\",\"Title of 2503.00001\",\"Ada Lovelace, M. Güra\","
                + "\"Abstract of 2503.00001.\",\"Comment on 2503.00001.\","
                + "\"relevance 9, novelty 8\",17,\"cs.LG cs.AI\"]]"));
  }

  @Test
  void noTextEndsTheScript() throws Exception {
    String hostile = "</script><script>alert(1)//> \" 𝒪";
    String script = script(PAPER.toBuilder().setComment(hostile).build());
    assertThat(script, not(containsString("<")));
    assertThat(script, not(containsString(">")));
    assertThat(rows(script).path(0).path(5).asText(), is(hostile));
  }

  private String script(PaperRecord paper) throws Exception {
    Folder output = Folder.of(path.toString());
    DayFiles.write(output, Days.manifest(1).build(), List.of(paper), List.of());
    SiteBuilder.build(output);
    return Files.readString(path.resolve("site/search/2025-03.js"));
  }

  private static JsonNode rows(String script) throws Exception {
    String before = "paperbeamMonth(\"2025-03\",";
    assertThat(script.startsWith(before) && script.endsWith(");\n"), is(true));
    return new ObjectMapper()
        .readTree(script.substring(before.length(), script.length() - ");\n".length()));
  }
}
