package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import org.junit.jupiter.api.Test;

class AuthorNamesTest {
  @Test
  void commasPartNames() {
    assertThat(AuthorNames.split("A. B, C. D"), contains("A. B", "C. D"));
    assertThat(
        AuthorNames.split("Ratna Kandala,  Deepti, Sheza"),
        contains("Ratna Kandala", "Deepti", "Sheza"));
    assertThat(AuthorNames.split(""), empty());
    assertThat(AuthorNames.split(" , ,"), empty());
    assertThat(AuthorNames.split("A;B"), contains("A", "B"));
  }

  @Test
  void theWordAndPartsNamesButNoOtherWordDoes() {
    assertThat(
        AuthorNames.split("Naihong Hu, Dong Liu, and Linsheng Zhu"),
        contains("Naihong Hu", "Dong Liu", "Linsheng Zhu"));
    assertThat(
        AuthorNames.split("M. Cvetic, H. Lu,\n C.N. Pope and T.A Tran"),
        contains("M. Cvetic", "H. Lu", "C.N. Pope", "T.A Tran"));
    assertThat(AuthorNames.split("A & B"), contains("A", "B"));
    assertThat(
        AuthorNames.split("Sandra Anderson, Andy Andand"),
        contains("Sandra Anderson", "Andy Andand"));
  }

  @Test
  void affiliationsAreLeftOutWithTheirCommas() {
    assertThat(
        AuthorNames.split(
            "C. Neri (Lloyds Banking Group, London, UK) and L. Schneider (EMLYON (a, b), Lyon)"),
        contains("C. Neri", "L. Schneider"));
    assertThat(
        AuthorNames.split("A. B (1,2), C. D(2) ((1) CERN, (2) DESY)"), contains("A. B", "C. D"));
    assertThat(
        AuthorNames.split("A. B (1), C. D (2), ((1) CERN, (2) DESY)"), contains("A. B", "C. D"));
    assertThat(AuthorNames.split("A (X)and B"), contains("A", "B"));
  }

  @Test
  void aBracketThatIsNeverClosedLosesNobody() {
    assertThat(AuthorNames.split("A. B (CERN, C. D"), contains("A. B (CERN", "C. D"));
    assertThat(AuthorNames.split("A. B), C {D, E"), contains("A. B)", "C {D", "E"));
  }

  @Test
  void suffixesStayWithTheirNames() {
    assertThat(
        AuthorNames.split("Robert W. Heath, Jr., Jane Doe, III, K. L. Sr"),
        contains("Robert W. Heath, Jr.", "Jane Doe, III", "K. L. Sr"));
    assertThat(AuthorNames.split("Jr., A"), contains("Jr.", "A"));
  }

  @Test
  void suffixesOfOtherFormsDoSo() {
    assertThat(
        AuthorNames.split("A. B, Jnr., C. D, 3rd, E. F (MIT), Jr. and G. H"),
        contains("A. B, Jnr.", "C. D, 3rd", "E. F, Jr.", "G. H"));
  }

  @Test
  void othersAreNobody() {
    assertThat(AuthorNames.split("A. B, C. D, et al."), contains("A. B", "C. D"));
    assertThat(AuthorNames.split("A. B et al"), contains("A. B"));
    assertThat(AuthorNames.split("A. B et al. (for the X Collaboration)"), contains("A. B"));
    assertThat(AuthorNames.split("A. B, C. D and 23 others"), contains("A. B", "C. D"));
    assertThat(AuthorNames.split("Etienne Al, Beth Others"), contains("Etienne Al", "Beth Others"));
  }

  @Test
  void collaborationsAreAuthorsWhenTheyStandAlone() {
    assertThat(
        AuthorNames.split("Christopher Dilks (STAR Collaboration)"), contains("Christopher Dilks"));
    assertThat(
        AuthorNames.split("The CMS Collaboration: A. B, C. D"),
        contains("The CMS Collaboration", "A. B", "C. D"));
    assertThat(
        AuthorNames.split("A. B, C. D, (for the STAR Collaboration)"),
        contains("A. B", "C. D", "the STAR Collaboration"));
  }

  @Test
  void texStaysAsItIs() {
    assertThat(
        AuthorNames.split(
            "Fr\\'ed\\'eric Lagouti\\`ere (LJLL), S{\\o}ren {A, B}, Jos\\'e \\& Co, D \\{ E"),
        contains("Fr\\'ed\\'eric Lagouti\\`ere", "S{\\o}ren {A, B}", "Jos\\'e \\& Co", "D \\{ E"));
    assertThat(AuthorNames.split("trailing \\"), contains("trailing \\"));
  }

  @Test
  void oddBracketsAndThinSpacesCutNoName() {
    assertThat(AuthorNames.split("A. Bee (MIT, C. Dee"), contains("A. Bee (MIT", "C. Dee"));
    assertThat(AuthorNames.split("A. Bee) (, C. Dee"), contains("A. Bee) (", "C. Dee"));
    assertThat(
        AuthorNames.split("C. Bal\\'azs, Ch.\\,G. \\\"Ozg{\\\"u}r and \\c{S}. And\\'e"),
        contains("C. Bal\\'azs", "Ch.\\,G. \\\"Ozg{\\\"u}r", "\\c{S}. And\\'e"));
  }
}
