package org.paperbeam.pipeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Which module knows which: runners know the pipeline, the pipeline knows the transforms, and
 * nothing knows the other way.
 */
class ModuleDirectionsTest {
  private static final String PIPELINE = "org.paperbeam.pipeline..";
  private static final String[] RUNNERS = {
    "org.paperbeam.runners..", "org.paperbeam.flinkcluster..", "org.paperbeam.contract.."
  };

  /** Those of the pipeline and of the transforms. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.paperbeam");

  @Test
  void transformsKnowNeitherThePipelineNorARunner() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PIPELINE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(PIPELINE)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(RUNNERS)
        .check(CLASSES);
  }

  @Test
  void thePipelineKnowsNoRunner() {
    noClasses()
        .that()
        .resideInAPackage(PIPELINE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(RUNNERS)
        .check(CLASSES);
  }

  @Test
  void noPackagesOfThePipelineKnowEachOtherInACircle() {
    slices().matching("org.paperbeam.pipeline.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
