package org.paperbeam.semanticscholar;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paperbeam.testing.NeedsSamples;
import org.paperbeam.testing.SharedData;

class AuthorsJsonTest {
  @NeedsSamples
  @Test
  void theServicesOwnPaperWithoutAuthorsIsKnownWithNone() throws Exception {
    String paper = SharedData.text("samples/s2/PaperWithNullValues.json");
    assertThat(
        AuthorsJson.batch("[" + paper + ",null]", List.of("a", "b")), is(Map.of("a", List.of())));
  }

  @NeedsSamples
  @Test
  void theServicesOwnAuthorIsRead() throws Exception {
    String author = SharedData.text("samples/s2/Author.json");
    assertThat(
        AuthorsJson.batch("[{\"authors\":[" + author + "]}]", List.of("a")),
        is(Map.of("a", List.of(new Author("2262347", 23)))));
  }

  @Test
  void missingAndNullFieldsAreUnknown() throws Exception {
    assertThat(
        AuthorsJson.batch(
            "[{\"authors\":[{},{\"authorId\":null,\"hIndex\":4},{\"authorId\":5,\"hIndex\":null},"
                + "{\"authorId\":\" \"}]},{}]",
            List.of("a", "b")),
        is(
            Map.of(
                "a",
                List.of(
                    new Author(null, null),
                    new Author(null, 4),
                    new Author("5", null),
                    new Author(null, null)),
                "b",
                List.of())));
  }

  @Test
  void anHIndexBeyondReasonIsUnknown() throws Exception {
    for (String odd : new String[] {"-5", "-1", "1001", "2147483647"}) {
      assertThat(
          odd,
          AuthorsJson.batch(
              "[{\"authors\":[{\"authorId\":\"1\",\"hIndex\":" + odd + "}]}]", List.of("a")),
          is(Map.of("a", List.of(new Author("1", null)))));
    }
    assertThat(
        AuthorsJson.batch("[{\"authors\":[{\"hIndex\":1000},{\"hIndex\":0}]}]", List.of("a")),
        is(Map.of("a", List.of(new Author(null, 1000), new Author(null, 0)))));
  }

  @Test
  void whatDoesNotFitIsRefusedInAFewWords() {
    refuses("<html>\n<body>", "not JSON");
    refuses("", "not a JSON array");
    refuses("[null] and more", "not JSON");
    refuses("{\"error\":\"x\"}", "not a JSON array");
    refuses("[]", "0 entries for 1 papers");
    refuses("[null,null]", "2 entries for 1 papers");
    refuses("[1]", "an entry that is no JSON object");
    refuses("[{\"authors\":{}}]", "authors that are no array");
    refuses("[{\"authors\":[null]}]", "an author of another form");
    refuses("[{\"authors\":[{\"authorId\":{}}]}]", "an author of another form");
    refuses("[{\"authors\":[{\"hIndex\":\"9\"}]}]", "an author of another form");
    refuses("[{\"authors\":[{\"hIndex\":9.5}]}]", "an author of another form");
  }

  private static void refuses(String answer, String message) {
    assertThat(
        assertThrows(IOException.class, () -> AuthorsJson.batch(answer, List.of("a"))).getMessage(),
        is(message));
  }
}
