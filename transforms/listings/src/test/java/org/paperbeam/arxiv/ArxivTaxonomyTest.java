package org.paperbeam.arxiv;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.paperbeam.testing.NeedsSamples;
import org.paperbeam.testing.SharedData;

class ArxivTaxonomyTest {
  private static String refusal(String name) {
    return assertThrows(IllegalArgumentException.class, () -> ArxivTaxonomy.require(name))
        .getMessage();
  }

  @Test
  void namesAreFoundInAnyCaseAsArxivWritesThem() {
    Map.of(
            "cs.lg", "cs.LG",
            "COND-MAT.SOFT", "cond-mat.soft",
            "Hep-Th", "hep-th",
            "math", "math",
            "cmp-lg", "cs.CL",
            "stat.TH", "stat.TH")
        .forEach((typed, name) -> assertThat(ArxivTaxonomy.require(typed), is(name)));
  }

  @Test
  void whatArxivDoesNotHaveIsRefusedWithWhatMayBeMeant() {
    assertThat(refusal("cs.IA"), is("arXiv has no category cs.IA (did you mean cs.AI?)"));
    assertThat(refusal("cs.ML"), is("arXiv has no category cs.ML (did you mean stat.ML?)"));
    assertThat(refusal("hep-pt"), containsString("(did you mean hep-ph?)"));
    assertThat(refusal("cs.XX"), containsString("; cs has cs.AI cs.AR cs.CC"));
    assertThat(refusal("none.AI"), containsString("cs.AI?)"));
    assertThat(refusal("zzz"), containsString("; its archives are astro-ph cond-mat cs econ"));
  }

  @Test
  void aCategoryWithTwoNamesIsAskedForByBoth() {
    assertThat(ArxivTaxonomy.namesOf("eess.SY"), containsInAnyOrder("eess.SY", "cs.SY"));
    for (String pair :
        List.of(
            "cs.SY eess.SY",
            "math.MP math-ph",
            "cs.NA math.NA",
            "cs.IT math.IT",
            "stat.TH math.ST",
            "q-fin.EC econ.GN")) {
      String[] names = pair.split(" ");
      assertThat(ArxivTaxonomy.namesOf(names[0]), containsInAnyOrder(names));
      assertThat(ArxivTaxonomy.namesOf(names[1]), containsInAnyOrder(names));
    }
    assertThat(
        ArxivTaxonomy.coveredNames(List.of("cs.CL", "math")),
        hasItems("cs.CL", "cmp-lg", "math", "alg-geom"));
    assertThat(ArxivTaxonomy.coveredNames(List.of("cs.LG")), not(hasItems("cmp-lg")));
  }

  @NeedsSamples
  @Test
  void everySetOfArxivsOwnServerIsKnown() throws Exception {
    Matcher sets =
        Pattern.compile("<setSpec>[a-z-]+:([a-z-]+)(?::([A-Za-z-]+))?</setSpec>")
            .matcher(SharedData.text("samples/oai/srv-ListSets.xml"));
    List<String> unknown = new ArrayList<>();
    int count = 0;
    while (sets.find()) {
      count++;
      String name = sets.group(1) + (sets.group(2) == null ? "" : "." + sets.group(2));
      if (!ArxivTaxonomy.find(name).equals(Optional.of(name))) {
        unknown.add(name);
      }
    }
    assertThat(unknown, empty());
    assertThat(count > 150, is(true));
  }
}
