package org.paperbeam.export;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.paperbeam.json.JsonForm;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

class RecordRowsTest {
  private static final JsonForm<PaperRecord> LINE = JsonForm.of(PaperRecord.class);

  private static PaperRecord record() {
    return PaperRecord.listed(
            ListedPaper.builder()
                .setArxivId("hep-th/9901001")
                .setVersion(3)
                .setDate("2025-03-25")
                .setDateBasis(DateBasis.INFERRED)
                .setAnnounceType(AnnounceType.REPLACE_CROSS)
                .setTitle("Of \"quotes\", {braces},\nlines and \u00e9\ud83d\ude00")
                .setAuthors(List.of("A, B", "\"C\""))
                .setAbstractText("")
                .setCategories(List.of("hep-th"))
                .build())
        .toBuilder()
        .setOutcome(Outcome.BELOW_CUTOFF)
        .setRelevance(3)
        .setNovelty(4)
        .build();
  }

  @Test
  void aRowSaysWhatTheLineSays() {
    for (PaperRecord record :
        List.of(record(), record().toBuilder().setAuthorMatch(true).setRelevance(null).build())) {
      assertThat(RecordRows.json(RecordRows.of(record)).toString(), is(LINE.line(record)));
    }
  }

  @Test
  void typesAreTheRecords() {
    Row row = RecordRows.of(record());
    assertThat(row.getInt32("score"), is(7));
    assertThat(row.getString("announce_type"), is("replace-cross"));
    assertThat(row.getString("outcome"), is("below_cutoff"));
    assertThat(row.getBoolean("author_match"), is(false));
    assertThat(row.getArray("authors"), is(List.of("A, B", "\"C\"")));
    assertThat(row.getValue("max_h_index") == null, is(true));
    assertThat(
        RecordRows.schema().getField("max_h_index").getType(),
        is(FieldType.INT32.withNullable(true)));
    assertThat(RecordRows.schema().getField("title").getType(), is(FieldType.STRING));
  }
}
