package org.paperbeam.citation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CitedPaperTest {
  private static final CitedPaper PAPER =
      new CitedPaper(
          "math/0309136",
          "Sums & \"products\"; 50% of <x>",
          Stream.of("Ludwig van Beethoven", "The ATLAS Collaboration").map(CitedName::of).toList(),
          "2025-03-25",
          List.of("math.AG", "cs.LG"));

  @Test
  void aPageOfOnePaperHasATagForEveryFieldAndAuthor() {
    assertThat(
        PAPER.tags().stream().map(tag -> tag.name() + " " + tag.value()).toList(),
        is(
            List.of(
                "citation_title Sums & \"products\"; 50% of <x>",
                "citation_author van Beethoven, Ludwig",
                "citation_author The ATLAS Collaboration",
                "citation_publication_date 2003",
                "citation_online_date 2025/03/25",
                "citation_arxiv_id math/0309136",
                "citation_doi 10.48550/arXiv.math/0309136",
                "citation_abstract_html_url https://arxiv.org/abs/math/0309136",
                "citation_pdf_url https://arxiv.org/pdf/math/0309136",
                "citation_keywords math.AG",
                "citation_keywords cs.LG")));
  }

  @Test
  void aDoiHoldsNoSubjectClass() {
    assertThat(CitedPaper.doi("math.AG/0309136"), is("10.48550/arXiv.math/0309136"));
    assertThat(CitedPaper.doi("hep-th/9901001"), is("10.48550/arXiv.hep-th/9901001"));
    assertThat(CitedPaper.doi("2503.18929"), is("10.48550/arXiv.2503.18929"));
  }

  @Test
  void aReferenceIsTheSameInOneTagWhoseFieldsAreParted() {
    String value = PAPER.reference().value();
    assertThat(List.of(value.split("; ")), hasSize(PAPER.tags().size()));
    assertThat(value.split("; ")[0], is("citation_title=Sums & \"products\", 50% of <x>"));
  }

  @Test
  void anOpenUrlGivesBackWhatItHolds() {
    assertThat(
        Stream.of(PAPER.coins().split("&"))
            .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
            .toList(),
        is(
            List.of(
                "ctx_ver=Z39.88-2004",
                "rft_val_fmt=info:ofi/fmt:kev:mtx:dc",
                "rft_id=info:doi/10.48550/arXiv.math/0309136",
                "rft_id=https://arxiv.org/abs/math/0309136",
                "rft.type=preprint",
                "rft.title=Sums & \"products\"; 50% of <x>",
                "rft.creator=van Beethoven, Ludwig",
                "rft.creator=The ATLAS Collaboration",
                "rft.date=2003",
                "rft.publisher=arXiv",
                "rft.identifier=https://arxiv.org/abs/math/0309136",
                "rft.subject=math.AG",
                "rft.subject=cs.LG")));
  }

  @Test
  void threeThousandAuthorsDoNotFillThePage() {
    CitedPaper large =
        new CitedPaper(
            "2503.00001",
            "T",
            IntStream.range(0, 3000).mapToObj(i -> CitedName.of("A. Author")).toList(),
            "2025-03-25",
            List.of());
    assertThat(large.coins().split("rft.creator", -1).length - 1, is(50));
    assertThat(
        large.tags().stream().filter(t -> t.name().equals("citation_author")).count(), is(50L));
  }
}
