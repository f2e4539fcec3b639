package org.paperbeam.paper;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class PaperRecordTest {
  private static final ListedPaper PAPER =
      ListedPaper.builder()
          .setArxivId("2503.18929")
          .setVersion(1)
          .setDate("2025-03-25")
          .setDateBasis(DateBasis.EXACT)
          .setAnnounceType(AnnounceType.NEW)
          .setTitle("A title")
          .setAuthors(List.of("A", "B"))
          .setAbstractText("An abstract.")
          .setCategories(List.of("cs.LG", "cs.AI"))
          .build();

  @Test
  void everyFieldSurvivesTheCoder() throws Exception {
    Coder<PaperRecord> coder = SchemaRegistry.createDefault().getSchemaCoder(PaperRecord.class);
    PaperRecord full =
        PaperRecord.listed(PAPER).toBuilder()
            .setAuthorMatch(true)
            .setMaxHIndex(50)
            .setOutcome(Outcome.SELECTED)
            .setRelevance(9)
            .setNovelty(8)
            .setComment("Good.")
            .setModel("m")
            .setPromptSha256("p")
            .setScoredAt("2025-03-25T00:00:00Z")
            .setRunId("r")
            .build();
    assertThat(CoderUtils.clone(coder, full), is(full));
    assertThat(CoderUtils.clone(coder, PaperRecord.listed(PAPER)), is(PaperRecord.listed(PAPER)));
  }

  @Test
  void theScoreIsTheSumTheAuthorsTwentyOrUnknown() {
    PaperRecord.Builder record = PaperRecord.listed(PAPER).toBuilder();
    assertThat(record.build().score(), is(nullValue()));
    assertThat(record.setRelevance(7).build().score(), is(nullValue()));
    assertThat(record.setNovelty(6).build().score(), is(13));
    assertThat(record.setAuthorMatch(true).build().score(), is(20));
  }
}
