package org.paperbeam.learnt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paperbeam.measure.Proportion;

class FilterTrainerTest {
  private static final FilterModel.Promise PROMISE = new FilterModel.Promise(0.97, 0.95);

  private static FilterModel learn(List<Judged> papers) throws LearningException {
    return new FilterTrainer(PROMISE).train(papers, Set.of());
  }

  @Test
  void aFoldNeverSeesItsDaysNorItsPapers() {
    List<Example> examples = new ArrayList<>();
    GramCounter counter = new GramCounter();
    List<Judged> papers = new ArrayList<>(JudgedPapers.days(23));
    // Cross-listed on another day: what is known of it from there is known.
    papers.add(JudgedPapers.paper("2503.00100", "2025-03-09"));
    papers.forEach(p -> examples.add(new Example(p, counter.count(p.paper()))));
    Set<String> days = new HashSet<>(examples.stream().map(Example::date).toList());
    days.remove("2025-03-07");
    List<DayFolds.Fold> folds = DayFolds.of(examples, days);
    List<Example> left = new ArrayList<>();
    for (DayFolds.Fold fold : folds) {
      Set<String> daysLeft = new HashSet<>(fold.left().stream().map(Example::date).toList());
      Set<String> idsLeft = new HashSet<>(fold.left().stream().map(Example::id).toList());
      for (Example learnt : fold.learnt()) {
        assertThat(daysLeft.contains(learnt.date()), is(false));
        assertThat(idsLeft.contains(learnt.id()), is(false));
      }
      assertThat(fold.learnt().stream().map(Example::date).toList(), hasItem("2025-03-07"));
      left.addAll(fold.left());
    }
    assertThat(folds.size(), is(10));
    assertThat(
        left.size(), is((int) examples.stream().filter(e -> days.contains(e.date())).count()));
    assertThat(new HashSet<>(left).size(), is(left.size()));
  }

  @Test
  void whatIsChosenIsKeptAndMostOfTheRestIsRuledOut() throws LearningException {
    FilterModel filter = learn(JudgedPapers.days(16));
    FilterReport report = filter.report();
    assertThat(report.proven(), is(true));
    assertThat(report.recallLower(), is(greaterThanOrEqualTo(0.97)));
    assertThat(report.dropped().value(), is(greaterThan(0.6)));
    assertThat(report.held().chosen(), is(192L));
    assertThat(words(report.wordsFor()), hasItem("pruning"));
    assertThat(words(report.wordsAgainst()), hasItem("traffic"));
    FilterModel.Scorer scorer = filter.scorer();
    int lost = 0;
    int ruledOut = 0;
    for (int i = 0; i < 200; i++) {
      lost += scorer.rulesOut(JudgedPapers.listed("2504.%05d".formatted(i), "d", true)) ? 1 : 0;
      ruledOut +=
          scorer.rulesOut(JudgedPapers.listed("2505.%05d".formatted(i), "d", false)) ? 1 : 0;
    }
    assertThat(lost, is(lessThan(8)));
    assertThat(ruledOut, is(greaterThan(120)));
  }

  private static List<String> words(List<FilterReport.Word> words) {
    return words.stream().map(FilterReport.Word::word).toList();
  }

  @Test
  void tooFewChosenPapersProveNothingAndNoneOfThemIsLost() throws LearningException {
    FilterModel filter = learn(JudgedPapers.days(8));
    assertThat(filter.held(), is(new Proportion(96, 96)));
    assertThat(filter.report().proven(), is(false));
    assertThat(filter.report().recallLower(), is(lessThan(0.97)));
  }

  @Test
  void daysTellLessThanAsManyPapersWould() {
    // 99 papers drawn singly, none lost, would show 97 % with 95 % confidence; 180 of days do.
    assertThat(PROMISE.isShownBy(new Proportion(99, 99)), is(false));
    assertThat(PROMISE.couldBeShownBy(179), is(false));
    assertThat(PROMISE.couldBeShownBy(180), is(true));
    // In the middle of what may be, there is nothing to be careful about.
    FilterModel.Promise even = new FilterModel.Promise(0.97, 0.5);
    assertThat(
        even.lower(new Proportion(57, 58)), is(closeTo(new Proportion(57, 58).lower(0.5), 1e-9)));
  }

  @Test
  void theOrderOfThePapersDoesNotMatter() throws LearningException {
    List<Judged> papers = new ArrayList<>(JudgedPapers.days(4));
    String text = ModelFile.write(learn(papers));
    Collections.shuffle(papers, new Random(3));
    assertThat(ModelFile.write(learn(papers)), is(text));
  }

  @Test
  void daysThatAFilterHasThinnedOutMeasureNothing() throws LearningException {
    FilterModel filter =
        new FilterTrainer(PROMISE).train(JudgedPapers.days(6), Set.of("2025-03-02", "2025-03-05"));
    assertThat(filter.report().daysOnlyLearnt(), contains("2025-03-02", "2025-03-05"));
    assertThat(filter.held().all(), is(48L));
    assertThat(filter.report().chosen(), is(72));
  }

  @Test
  void whatTeachesNothingIsSaidInOneLine() {
    List<Judged> day = JudgedPapers.days(1);
    assertThat(
        assertThrows(LearningException.class, () -> learn(day)).getMessage(),
        containsString("chosen papers on several days"));
    List<Judged> rejected = JudgedPapers.days(3).stream().filter(j -> !j.chosen()).toList();
    assertThat(
        assertThrows(LearningException.class, () -> learn(rejected)).getMessage(),
        is("0 papers chosen and 144 rejected by an LLM: to learn takes at least 10 of each"));
  }
}
