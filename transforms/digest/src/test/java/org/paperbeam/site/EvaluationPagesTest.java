package org.paperbeam.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paperbeam.evaluation.Evaluation;
import org.paperbeam.evaluation.EvaluationFiles;
import org.paperbeam.evaluation.Evaluator;
import org.paperbeam.evaluation.Labels;
import org.paperbeam.paper.Outcome;
import org.paperbeam.records.RecordFiles;
import org.paperbeam.storage.Folder;
import org.paperbeam.storage.RetainedFiles;
import org.paperbeam.testing.Days;
import org.paperbeam.testing.days.WrittenDays;

/** An evaluation's page: its pictures, its names, and that it stays with its file. */
class EvaluationPagesTest {
  private static final String DAY = "2025-03-24";
  private static final Pattern CURVE = Pattern.compile("class=\"curve scores\" d=\"([^\"]*)\"");

  @TempDir Path path;
  private Folder output;

  @BeforeEach
  void aDay() throws Exception {
    output = Folder.of(path.toString());
    WrittenDays.write(
        output,
        DAY,
        List.of(
            Days.selected("2503.00001", 9, 8),
            Days.selected("2503.00002", 8, 7),
            Days.selected("2503.00003", 3, 3).toBuilder().setOutcome(Outcome.BELOW_CUTOFF).build(),
            Days.selected("2503.00004", 2, 3).toBuilder()
                .setOutcome(Outcome.BELOW_CUTOFF)
                .build()));
  }

  private Evaluation.@Nullable Places places;

  private Evaluation evaluate(String comparedWith, String... wanted) throws Exception {
    Map<String, Boolean> labels = new HashMap<>();
    for (String id : wanted) {
      labels.put(id, true);
    }
    Evaluator evaluator = new Evaluator();
    evaluator.add(RecordFiles.read(output, DAY), new Labels(labels, true));
    return evaluator.result(comparedWith, Instant.parse("2025-04-02T03:04:05Z"), places);
  }

  private String page(String id) throws IOException {
    return output.readIfPresent("site/evaluations/" + id + ".html");
  }

  @Test
  void thePageHasFourPicturesAndNamesWhatIsLost() throws Exception {
    EvaluationFiles.write(
        output, "one", evaluate("the labels in <b>stars</b>.csv", "2503.00001", "2503.00003"));
    RetainedFiles retained = new RetainedFiles();
    assertThat(EvaluationPages.publish(output, retained, "one"), is("site/evaluations/one.html"));
    String html = page("one");
    // A square of 240 from (46, 250): the first paper is wanted, the next not, the third wanted.
    Matcher curve = CURVE.matcher(html);
    assertThat(curve.find(), is(true));
    assertThat("ROC", curve.group(1), is("M46 250L46 130L166 130L166 10L286 10"));
    assertThat(curve.find(), is(true));
    assertThat("precision, recall", curve.group(1), is("M166 10L166 130L286 90L286 130"));
    assertThat(curve.find(), is(true));
    assertThat("reliability", curve.group(1), startsWith("M"));
    assertThat(html, containsString("by score: AUC 0.750"));
    assertThat(html, containsString("<title>score 17: 1 wanted, 0 not</title>"));
    assertThat(
        html,
        allOf(
            containsString("by the labels in &lt;b&gt;stars&lt;/b&gt;.csv, on 2 Apr 2025."),
            containsString("href=\"https://arxiv.org/abs/2503.00003\""),
            containsString("2503.00003, 2025-03-24, below the cut-offs"),
            not(containsString("https://arxiv.org/abs/2503.00004"))));
    assertThat("there is no site yet", output.find("site/assets/paperbeam.css") != null, is(true));
    assertThat(page("index"), containsString("href=\"one.html\""));
    assertThat(retained.mended(), is(empty()));
  }

  @Test
  void scoresByPlaceInThePromptAreATable() throws Exception {
    Evaluation.Trend level = new Evaluation.Trend(0, -0.1, 0.1);
    places =
        new Evaluation.Places(
            12,
            List.of(new Evaluation.Place(48, 5.25, 4.5), new Evaluation.Place(0, null, null)),
            new Evaluation.Trend(-0.5, -0.75, -0.25),
            level);
    EvaluationFiles.write(output, "places", evaluate("the labels in l", "2503.00001"));
    EvaluationPages.publish(output, new RetainedFiles(), "places");
    assertThat(
        page("places"),
        stringContainsInOrder(
            "In 12 prompts the last paper has -0.50 (-0.75 to -0.25) points of relevance and",
            "+0.00 (-0.10 to +0.10) of novelty more than the first",
            "<tr><th scope=\"row\">First fifth</th><td>48</td><td>5.25</td><td>4.50</td></tr>",
            "<tr><th scope=\"row\">Second fifth</th><td>0</td><td></td><td></td></tr>"));
    places = null;
    EvaluationFiles.write(output, "none", evaluate("the labels in l", "2503.00001"));
    EvaluationPages.publish(output, new RetainedFiles(), "none");
    assertThat(page("none"), not(containsString("By place in the prompt")));
  }

  @Test
  void withoutOthersThereIsNothingToDraw() throws Exception {
    EvaluationFiles.write(
        output,
        "all",
        evaluate("the labels in l", "2503.00001", "2503.00002", "2503.00003", "2503.00004"));
    EvaluationPages.publish(output, new RetainedFiles(), "all");
    assertThat(page("all"), containsString("There is nothing to draw"));
    assertThat(page("all"), not(containsString("<svg viewBox=\"0 0 300")));
  }

  @Test
  void theSiteHasThePagesOfTheFilesThatStandThere() throws Exception {
    EvaluationFiles.write(output, "one", evaluate("the labels in a", "2503.00001"));
    EvaluationFiles.write(output, "two", evaluate("the labels in b", "2503.00002"));
    EvaluationPages.publish(output, new RetainedFiles(), "one");
    String before = page("one");
    SiteBuilder.build(output);
    assertThat(page("one"), is(before));
    assertThat(page("two"), containsString("by the labels in b"));
    assertThat(
        output.readIfPresent("site/" + DAY + "/index.html"),
        containsString("href=\"../evaluations/index.html\""));
    output.delete(List.of("evaluations/one.json"));
    output.write("evaluations/two.json", "{}");
    output.write("evaluations/..odd.json", "{}");
    RetainedFiles retained = new RetainedFiles();
    Pages.publish(output, retained, null);
    assertThat(page("one"), is(nullValue()));
    assertThat(
        retained.mended(),
        hasItem(startsWith(output + "/evaluations/two.json has no page: field 'days'")));
    assertThat(output.list("site/evaluations/*"), contains("site/evaluations/index.html"));
  }
}
