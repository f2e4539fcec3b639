package org.paperbeam.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paperbeam.learnt.AuditSample;
import org.paperbeam.learnt.FilterModel;
import org.paperbeam.learnt.FilterTrainer;
import org.paperbeam.learnt.Judged;
import org.paperbeam.learnt.LearningException;
import org.paperbeam.learnt.ModelFile;
import org.paperbeam.paper.AnnounceType;
import org.paperbeam.paper.DateBasis;
import org.paperbeam.paper.ListedPaper;
import org.paperbeam.testing.Shows;

/** A learnt filter decides the same on every runner, and is watched. */
@Timeout(300)
public abstract class PrefilterContract extends Contract {
  private static final int PAPERS = 40;
  private static final double SHARE = 0.25;

  private static final TestPaper[] LISTED =
      IntStream.range(0, PAPERS).mapToObj(PrefilterContract::paper).toArray(TestPaper[]::new);

  protected PrefilterContract(List<String> runner) {
    super(runner);
  }

  private static boolean wanted(int number) {
    return number % 4 == 0;
  }

  private static String id(int number) {
    return "2503.1%04d".formatted(number);
  }

  private static String text(int number) {
    String topic =
        wanted(number) ? "pruning of sparse experts " : "segmentation of clinical images ";
    return topic.repeat(6) + "in part " + number;
  }

  private static TestPaper paper(int number) {
    TestPaper paper = TestPaper.of(id(number)).titled("Part " + number).saying(text(number));
    TestPaper scored = wanted(number) ? paper : paper.scoring(3, 3);
    // One that the filter is sure nobody wants, by somebody who is followed.
    return number == 1 ? scored.by(new TestAuthor("39353098", "Kaiming He", 150)) : scored;
  }

  /** Learns from days gone by; their papers are like those of the listing. */
  private String filter(double keepRecall, double confidence) throws IOException {
    List<Judged> judged = new ArrayList<>();
    for (int day = 1; day <= 4; day++) {
      for (int i = 0; i < 60; i++) {
        judged.add(
            Judged.of(
                ListedPaper.builder()
                    .setArxivId("2502.%05d".formatted(day * 100 + i))
                    .setVersion(1)
                    .setDate("2025-02-0" + (day + 2))
                    .setDateBasis(DateBasis.EXACT)
                    .setAnnounceType(AnnounceType.NEW)
                    .setTitle("Part " + i)
                    .setAuthors(List.of())
                    .setAbstractText(text(i))
                    .setCategories(List.of("cs.LG"))
                    .build(),
                wanted(i)));
      }
    }
    try {
      FilterModel learnt =
          new FilterTrainer(new FilterModel.Promise(keepRecall, confidence))
              .train(judged, Set.of());
      storage().write("filter.json", ModelFile.write(learnt).getBytes(StandardCharsets.UTF_8));
    } catch (LearningException e) {
      throw new IllegalStateException("invented papers must teach something", e);
    }
    return storage().path("filter.json");
  }

  private static Map<String, String> expected() {
    AuditSample sample = new AuditSample(SHARE);
    Map<String, String> outcomes = new TreeMap<>();
    for (int i = 0; i < PAPERS; i++) {
      boolean scored = sample.holds(id(i));
      outcomes.put(
          id(i), wanted(i) || i == 1 ? "selected" : scored ? "below_cutoff" : "prefiltered");
    }
    return outcomes;
  }

  @Test
  @Shows({"prefilter", "auditShare"})
  void whatIsRuledOutIsNotAskedButForTheAudit() throws IOException {
    String file = filter(0.9, 0.9);
    try (TestServices services = TestServices.of(LISTED)) {
      assertEnds(run(services, "--prefilter=" + file, "--auditShare=" + SHARE), 0);
      assertThat(output().outcomes(DAY), is(expected()));
      List<String> out =
          expected().entrySet().stream()
              .filter(e -> e.getValue().equals("prefiltered"))
              .map(Map.Entry::getKey)
              .toList();
      assertThat(out.size(), is(greaterThan(10)));
      assertThat(services.askedIds(true).stream().filter(out::contains).toList(), hasSize(0));
      long audited =
          expected().values().stream().filter(outcome -> outcome.equals("below_cutoff")).count();
      JsonNode report = output().report().path("prefilter");
      assertThat(report.path("ruled_out").asInt(), is(out.size()));
      assertThat(report.path("audited").asLong(), is(audited));
      assertThat(report.path("audit_found").asInt(), is(0));
      assertThat(report.path("recall_lower").asDouble(), is(greaterThan(0.9)));
      assertThat(report.path("ended").isNull(), is(true));
      assertThat(
          output().digest(DAY),
          containsString("Total papers ruled out unread by the pre-filter: " + out.size()));
      // The same again: the same bytes, and nothing to pay.
      Map<String, String> before = output().content("scores", "digests");
      int asked = services.asked().size();
      assertEnds(run(services, "--prefilter=" + file, "--auditShare=" + SHARE), 0);
      assertThat(output().content("scores", "digests"), is(before));
      assertThat(services.asked(), hasSize(asked));
      // Without it what was ruled out is asked, and nothing else.
      assertEnds(run(services), 0);
      assertThat(output().outcomes(DAY).values(), everyItem(not("prefiltered")));
      assertThat(
          services.askedIds(true).stream().filter(out::contains).toList(), hasSize(out.size()));
      assertThat(services.askedIds(true).stream().distinct().toList(), hasSize(PAPERS - 1));
    }
  }

  @Test
  void aPromiseThatIsNotKeptEndsTheFilterByItself() throws IOException {
    String file = filter(0.9, 0.9);
    // A reader who has come to want what was rejected before.
    TestPaper[] others =
        Arrays.stream(LISTED).map(paper -> paper.scoring(9, 8)).toArray(TestPaper[]::new);
    try (TestServices services = TestServices.of(others)) {
      CommandResult first = run(services, "--prefilter=" + file, "--auditShare=" + SHARE);
      assertEnds(first, 0);
      assertThat(
          first.text(), containsString("everything is scored from the next run on: too many"));
      assertThat(
          output().report().path("prefilter").path("audit_found").asInt(), is(greaterThan(3)));
      CommandResult second = run(services, "--prefilter=" + file, "--auditShare=" + SHARE);
      assertEnds(second, 0);
      assertThat(second.text(), containsString("./paperbeam train learns it anew"));
      assertThat(output().outcomes(DAY).values(), everyItem(is("selected")));
      assertThat(output().report().path("prefilter").path("used").asBoolean(), is(false));
    }
  }

  @Test
  void aFileThatIsNoFilterIsRefusedBeforeAnythingIsCalled() throws IOException {
    storage().write("bad.json", "{\"format\": \"other\"}".getBytes(StandardCharsets.UTF_8));
    try (TestServices services = TestServices.of(LISTED)) {
      for (String name : List.of("bad.json", "missing.json")) {
        String option = "--prefilter=" + storage().path(name);
        CommandResult result = run(services, option);
        assertThat(result.text(), result.code(), is(2));
        assertThat(result.text(), containsString(option));
        assertThat(services.requests("/"), hasSize(0));
      }
    }
  }
}
