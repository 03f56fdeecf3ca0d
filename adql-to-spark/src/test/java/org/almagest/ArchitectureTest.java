package org.almagest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of this module. */
@AnalyzeClasses(packages = "org.almagest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_FRONT_END_KNOWS_NO_SPARK =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.almagest.adql..",
              "org.almagest.plan..",
              "org.almagest.sql..",
              "org.almagest.spark.translate..",
              "org.almagest.spark.program..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule WHAT_RUNS_INSIDE_SPARK_KNOWS_NO_CALCITE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.almagest.spark.runtime..", "org.almagest.spark.program..", "org.almagest.sky..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.calcite..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule SKY_USES_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("org.almagest.sky..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.almagest.sky..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule ERRORS_USE_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("org.almagest.adql.error..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.almagest.adql.error..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching("org.almagest.(**)").should().beFreeOfCycles();
}
