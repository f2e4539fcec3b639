package org.paperbeam.snapshot;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paperbeam.arxiv.AuthorNames;

class AuthorNamesTest {
  @Test
  void namesAreSplitAtCommasAndAnd() {
    assertThat(
        AuthorNames.split("Ileana Streinu and Louis Theran"),
        contains("Ileana Streinu", "Louis Theran"));
    assertThat(
        AuthorNames.split("A. Bee, C. Dee, and\n  E. Eff"), contains("A. Bee", "C. Dee", "E. Eff"));
    assertThat(
        AuthorNames.split("Sandy Anderson,  Deepti; X & Y"),
        contains("Sandy Anderson", "Deepti", "X", "Y"));
    assertThat(AuthorNames.split(" "), is(empty()));
  }

  @Test
  void affiliationsInBracketsAreDropped() {
    assertThat(
        AuthorNames.split("A. Bee (1, 2), C. Dee (MIT (Boston), and others) ((1) X, (2) Y)"),
        contains("A. Bee", "C. Dee"));
    assertThat(AuthorNames.split("A. Bee (MIT, C. Dee"), contains("A. Bee (MIT", "C. Dee"));
    assertThat(AuthorNames.split("A. Bee) (, C. Dee"), contains("A. Bee) (", "C. Dee"));
  }

  @Test
  void latexStaysAsItIs() {
    assertThat(
        AuthorNames.split("C. Bal\\'azs, Ch.\\,G. \\\"Ozg{\\\"u}r and \\c{S}. And\\'e"),
        contains("C. Bal\\'azs", "Ch.\\,G. \\\"Ozg{\\\"u}r", "\\c{S}. And\\'e"));
  }

  @Test
  void suffixesAndCollaborationsStayWithTheirNames() {
    assertThat(
        AuthorNames.split("The STAR Collaboration: J. Doe, Jr., K. Roe III"),
        contains("The STAR Collaboration", "J. Doe Jr.", "K. Roe III"));
    assertThat(AuthorNames.split("BaBar Collaboration:"), contains("BaBar Collaboration"));
  }

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
