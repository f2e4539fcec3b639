package org.paperbeam.packages;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package of this module knows which. */
class PackageDirectionsTest {
  private static final String ROOT = "org.paperbeam.";

  /**
   * Every package, and the packages of this module that it knows, all of them. An arrow that is not
   * here is a decision: draw it here first, or find another place for what needs it. Constants are
   * copied by the compiler, so that the names in {@code metrics} make no arrow.
   */
  private static final String DIRECTIONS =
      """
      arxiv           -> calendar failure http json metrics paper storage
      ask             -> calls ledger limit llm money paper prompt records score secret storage
      batch           -> calls failure hash http ledger llm prompt
      calendar        -> paper
      calls           -> failure ledger limit llm money paper prompt
      citation        -> paper
      delivery        -> digest hash http json latex paper records secret storage
      digest          -> json latex paper records storage
      estimate        -> calls join ledger limit llm paper prompt records score
      evaluation      -> calls json ledger measure offline paper prompt records storage
      export          -> json paper records storage
      failure         ->
      hash            ->
      http            -> failure metrics secret
      join            ->
      json            ->
      lane            -> calls failure ledger limit llm paper prompt
      latex           ->
      learnt          -> hash json marks measure paper records storage
      ledger          -> hash http json paper storage
      limit           -> http
      llm             -> failure http limit prompt secret
      marks           -> paper prompt records storage
      measure         ->
      metrics         ->
      money           ->
      offline         -> join paper topics
      paper           -> failure
      prompt          -> hash paper topics
      publish         -> calls digest failure join learnt money paper records repeats site storage
      records         -> json paper storage
      repeats         -> digest json paper records storage
      score           -> batch calls failure http join lane ledger limit llm metrics money paper prompt publish records secret
      secret          -> failure storage
      semanticscholar -> failure hash http join json metrics paper records secret storage
      site            -> citation delivery digest evaluation hash json latex measure paper records repeats storage topics
      snapshot        -> arxiv calendar failure join metrics paper storage
      storage         -> hash
      topics          ->
      """;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.paperbeam");

  @Test
  void everyPackageKnowsThePackagesInTheTableAndNoOther() {
    Map<String, Set<String>> known = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      Set<String> ofPackage = known.computeIfAbsent(packageOf(type), name -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith(ROOT))
          .map(PackageDirectionsTest::packageOf)
          .filter(target -> !target.equals(packageOf(type)))
          .forEach(ofPackage::add);
    }
    StringBuilder directions = new StringBuilder();
    known.forEach(
        (name, others) ->
            directions.append(
                ("%-15s -> %s".formatted(name, String.join(" ", others)).stripTrailing() + "\n")));
    assertThat(directions.toString(), is(DIRECTIONS));
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", "");
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    slices().matching("org.paperbeam.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void thoseWhoMakeCallsKnowNeitherTheLaneNorTheScorer() {
    noClasses()
        .that()
        .resideInAnyPackage("org.paperbeam.calls..", "org.paperbeam.batch..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.paperbeam.lane..", "org.paperbeam.score..")
        .check(CLASSES);
  }

  @Test
  void theLaneKnowsNeitherTheScorerNorOneWayOfMakingCalls() {
    noClasses()
        .that()
        .resideInAPackage("org.paperbeam.lane..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.paperbeam.score..", "org.paperbeam.batch..")
        .check(CLASSES);
  }

  @Test
  void noClassKnowsTheCommandLine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.paperbeam.pipeline..", "org.paperbeam.runners..", "org.apache.beam.sdk.options..")
        .check(CLASSES);
  }
}
