package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SnapshotFileTest {
  @Test
  void whatCannotBeJsonLinesIsRefusedByItsFirstBytes() {
    assertThat(refusal(" \r\n\t[\n{}"), containsString("one JSON array"));
    assertThat(refusal("\u00ef\u00bb\u00bf["), containsString("one JSON array"));
    assertThat(refusal("\u001f\u008b\u0008"), containsString(".gz"));
    assertThat(refusal("\u0028\u00b5\u002f\u00fd"), containsString(".zst"));
    assertThat(refusal("PK\u0003\u0004"), containsString("zip"));
  }

  @Test
  void everythingElseIsLeftToItsLines() {
    for (String head : new String[] {"", " ", "{", "\u00ef\u00bb\u00bf{", "PK", "id,title"}) {
      assertThat(head, refusal(head), is(""));
    }
  }

  private static String refusal(String head) {
    byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    return SnapshotFile.refusalOf(bytes, bytes.length).orElse("");
  }
}
