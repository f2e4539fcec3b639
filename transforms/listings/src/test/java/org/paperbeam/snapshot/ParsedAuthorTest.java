package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedAuthorTest {
  @Test
  void parsedNamesAreJoinedFirstNameFirst() {
    assertThat(ParsedAuthor.name(List.of("Yuan", "C. -P.", "")), is("C. -P. Yuan"));
    assertThat(ParsedAuthor.name(List.of("Doe", "J.", "Jr.", "MIT")), is("J. Doe Jr."));
    assertThat(ParsedAuthor.name(List.of("STAR Collaboration", "", "")), is("STAR Collaboration"));
    assertThat(ParsedAuthor.name(List.of("Mono")), is("Mono"));
    assertThat(ParsedAuthor.name(List.of("", " ")), is(""));
    assertThat(ParsedAuthor.name(List.of()), is(""));
  }
}
