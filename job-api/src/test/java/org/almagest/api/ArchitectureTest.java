package org.almagest.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.almagest", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule springStaysInThisModule =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.almagest.api..", "org.almagest.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..");

  @ArchTest
  static final ArchRule featuresDoNotUseOneAnother =
      slices()
          .matching("org.almagest.api.(tap|uws|mydb|match|datalink|status)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule onlyTheCompositionRootUsesFeatures =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.almagest.api.job..",
              "org.almagest.api.result..",
              "org.almagest.api.web..",
              "org.almagest.api.error..",
              "org.almagest.api.identity..",
              "org.almagest.api.database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.almagest.api.tap..",
              "org.almagest.api.uws..",
              "org.almagest.api.mydb..",
              "org.almagest.api.match..",
              "org.almagest.api.datalink..",
              "org.almagest.api.status..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.almagest.api.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule dependenciesComeByConstructor =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("jakarta.annotation.Resource");

  @ArchTest
  static final ArchRule jobsAndDatabaseKnowNothingOfTheWeb =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.almagest.api.job..", "org.almagest.api.result..", "org.almagest.api.database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..");
}
