package org.almagest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {
      "org.almagest.catalog",
      "org.almagest.foreign",
      "org.almagest.hats",
      "org.almagest.ingest",
      "org.almagest.register",
      "org.almagest.sample",
      "org.almagest.engine",
      "org.almagest.backend",
      "org.almagest.files",
      "org.almagest.userdb"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
class CatalogEngineArchitectureTest {

  @ArchTest
  static final ArchRule theCatalogUsesOnlyTheJdk =
      noClasses()
          .that()
          .resideInAPackage("org.almagest.catalog")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "org.almagest.catalog",
              "java.lang..",
              "java.util..",
              "java.nio.file..",
              "java.io..",
              "java.time..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule onlyIngestAndTheSparkBackEndUseSpark =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.almagest.ingest..", "org.almagest.backend.spark..", "org.almagest.hats.spark..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  /** The one class that the signatures of DataSource V2 name. */
  private static final String ROW = "org.apache.spark.sql.catalyst.InternalRow";

  @ArchTest
  static final ArchRule nobodyUsesCatalystInternals =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are internals of Spark",
                  (JavaClass type) ->
                      (type.getPackageName().startsWith("org.apache.spark.sql.catalyst")
                              && !type.getName().equals(ROW))
                          || type.getPackageName().startsWith("org.apache.spark.sql.execution")));

  @ArchTest
  static final ArchRule theOneJarNeedsNothingElseOfOurs =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.almagest.hats.spark..",
              "org.almagest.hats.match..",
              "org.almagest.hats.column..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are ours and not in the jar",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("org.almagest")
                          && !type.getPackageName().startsWith("org.almagest.hats")
                          && !type.getPackageName().startsWith("org.almagest.sky")));

  @ArchTest
  static final ArchRule nobodyUsesSpring =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule onlyStoresUseJdbc =
      noClasses()
          .that()
          .resideInAnyPackage("org.almagest.hats..", "org.almagest.sample..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.sql..");

  @ArchTest
  static final ArchRule ingestKnowsNothingOfQueries =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.almagest.ingest..", "org.almagest.hats..", "org.almagest.catalog..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "belong to queries",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("org.almagest.engine")
                          || type.getPackageName().startsWith("org.almagest.backend")
                          || type.getPackageName().startsWith("org.almagest.adql")));

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("org.almagest.(**)").should().beFreeOfCycles();
}
