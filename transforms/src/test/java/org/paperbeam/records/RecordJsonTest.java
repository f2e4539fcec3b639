package org.paperbeam.records;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.paperbeam.digest.Days;
import org.paperbeam.paper.Outcome;
import org.paperbeam.paper.PaperRecord;

class RecordJsonTest {
  private static final String LINE =
      "{\"arxiv_id\":\"2503.00001\",\"version\":1,\"date\":\"2025-03-25\","
          + "\"date_basis\":\"exact\",\"announce_type\":\"new\",\"title\":\"Title of 2503.00001\","
          + "\"authors\":[\"Ada Lovelace\",\"M. G\\\\\\\"ura\"],"
          + "\"abstract\":\"Abstract of 2503.00001.\",\"categories\":[\"cs.LG\",\"cs.AI\"],"
          + "\"submitted\":\"2025-03-24T10:00:00Z\",\"outcome\":\"selected\","
          + "\"author_match\":false,\"max_h_index\":20,\"relevance\":9,\"novelty\":8,\"score\":17,"
          + "\"comment\":\"Comment on 2503.00001.\",\"model\":\"gpt-4o\","
          + "\"prompt_sha256\":\"abc\",\"scored_at\":\"2025-03-25T04:00:00Z\","
          + "\"run_id\":\"run-1\"}";

  @Test
  void theFieldsAreThoseOfTheContractInItsOrder() {
    assertThat(RecordJson.write(Days.selected("2503.00001", 9, 8)), is(LINE));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    PaperRecord full = Days.selected("2503.00001", 9, 8);
    PaperRecord sparse = Days.decided("hep-th/9901001", Outcome.H_INDEX_FILTERED);
    assertThat(RecordJson.read(RecordJson.write(full)), is(full));
    assertThat(RecordJson.read(RecordJson.write(sparse)), is(sparse));
  }

  @Test
  void unknownIsNullNeverZero() {
    String line = RecordJson.write(PaperRecord.listed(Days.paper("2503.00001")));
    assertThat(
        line.substring(line.indexOf("\"outcome\"")),
        is(
            "\"outcome\":null,\"author_match\":false,\"max_h_index\":null,\"relevance\":null,"
                + "\"novelty\":null,\"score\":null,\"comment\":null,\"model\":null,"
                + "\"prompt_sha256\":null,\"scored_at\":null,\"run_id\":null}"));
  }

  @Test
  void theScoreIsWorkedOutAgainAndUnknownFieldsArePassedOver() {
    String line = LINE.replace("\"score\":17", "\"score\":3,\"label\":\"good\"");
    assertThat(RecordJson.read(line), is(Days.selected("2503.00001", 9, 8)));
  }

  @Test
  void aLineBreakInATextStaysInsideItsLine() {
    PaperRecord record =
        Days.selected("2503.00001", 9, 8).toBuilder().setComment("one\ntwo\r\u2028\0").build();
    assertThat(RecordJson.write(record).lines().count(), is(1L));
    assertThat(RecordJson.read(RecordJson.write(record)), is(record));
  }

  @Test
  void aBadLineSaysWhatIsWrong() {
    assertThat(complaint("[]"), is("not a JSON object"));
    assertThat(
        complaint(LINE.replace("\"version\":1", "\"version\":\"1\"")),
        is("field 'version' is missing or no integer"));
    assertThat(
        complaint(LINE.replace("\"version\":1", "\"version\":5000000000")),
        is("field 'version' is too large: 5000000000"));
    assertThat(
        complaint(LINE.replace("\"title\"", "\"titel\"")),
        is("field 'title' is missing or no text"));
    assertThat(complaint(LINE.replace("selected", "liked")), is("unknown outcome 'liked'"));
    assertThat(complaint(LINE.replace(":\"new\"", ":\"old\"")), is("unknown announce_type 'old'"));
    assertThat(complaint(LINE.replace("exact", "vague")), is("unknown date_basis 'vague'"));
  }

  private static String complaint(String line) {
    return assertThrows(IllegalArgumentException.class, () -> RecordJson.read(line)).getMessage();
  }
}
