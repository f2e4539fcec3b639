package org.paperbeam.packages;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package of the library's three artifacts knows which. */
class PackageDirectionsTest {
  private static final String ROOT = "org.paperbeam.";

  /**
   * Every package of an artifact, and the packages that it knows, all of them. An arrow that is not
   * here is a decision: draw it here first, or find another place for what needs it. Constants are
   * copied by the compiler, so that the names in {@code metrics} make no arrow.
   */
  private static final String LISTINGS =
      """
      arxiv           -> calendar failure http json metrics paper storage
      calendar        -> paper
      failure         ->
      hash            ->
      http            -> failure metrics secret
      join            ->
      json            ->
      metrics         ->
      paper           -> failure
      records         -> json paper storage
      secret          -> failure storage
      semanticscholar -> failure hash http join json metrics paper records secret storage
      snapshot        -> arxiv calendar failure join metrics paper storage
      storage         -> hash
      """;

  /** The same, of the engine. */
  private static final String ENGINE =
      """
      ask             -> calls ledger limit llm money paper prompt records score secret storage
      batch           -> calls failure hash http ledger llm prompt
      calls           -> failure ledger limit llm money paper prompt
      days            -> calls paper records
      estimate        -> calls join ledger limit llm paper prompt records score
      lane            -> calls failure ledger limit llm paper prompt
      ledger          -> hash http json paper storage
      limit           -> http
      llm             -> failure http limit prompt secret
      money           ->
      offline         -> join paper topics
      prompt          -> hash paper topics
      score           -> batch calls days failure http join lane ledger limit llm metrics money paper prompt records secret
      topics          ->
      """;

  /** The same, of what is made of the answers. */
  private static final String DIGEST =
      """
      citation        -> paper
      delivery        -> digest hash http json latex paper records secret storage
      digest          -> json latex paper records storage
      evaluation      -> calls json ledger measure offline paper prompt records storage
      export          -> json paper records storage
      latex           ->
      learnt          -> hash json marks measure paper records storage
      marks           -> paper prompt records storage
      measure         ->
      publish         -> calls days digest failure join learnt money paper records repeats site storage
      repeats         -> digest json paper records storage
      site            -> citation delivery digest evaluation hash json latex measure paper records repeats storage topics
      """;

  /** Each artifact may know those before it. */
  private static final List<String> ARTIFACTS = List.of(LISTINGS, ENGINE, DIGEST);

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // What the artifacts' tests share comes as a jar, once those are packed.
          .withImportOption(location -> !location.contains("-tests.jar"))
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
    String all =
        ARTIFACTS.stream()
            .flatMap(String::lines)
            .sorted()
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    assertThat(directions.toString(), is(all));
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", "");
  }

  @Test
  void everyArtifactKnowsThoseBeforeItAlone() {
    Set<String> known = new TreeSet<>();
    for (String artifact : ARTIFACTS) {
      artifact.lines().map(line -> line.replaceFirst(" .*", "")).forEach(known::add);
      artifact
          .lines()
          .flatMap(line -> Stream.of(line.replaceFirst(".*-> ?", "").split(" ", -1)))
          .filter(name -> !name.isEmpty())
          .forEach(name -> assertThat(name, known.contains(name), is(true)));
    }
  }

  /** A package in two artifacts would be known in halves. */
  @Test
  void everyPackageIsInOneArtifact() {
    Map<String, Set<String>> places = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      String file = type.getSource().orElseThrow().getUri().toString();
      places
          .computeIfAbsent(packageOf(type), name -> new TreeSet<>())
          .add(file.substring(0, file.indexOf("org/paperbeam/")));
    }
    places.forEach((name, of) -> assertThat(name + " in " + of, of.size(), is(1)));
    assertThat(
        places.values().stream().flatMap(Set::stream).distinct().count(),
        is((long) ARTIFACTS.size()));
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
