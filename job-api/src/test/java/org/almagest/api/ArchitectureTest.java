package org.almagest.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import org.almagest.api.job.JobType;

/**
 * The walls of the service. What a package is follows from its classes, so that they hold for new
 * packages: a front end has a controller, a package of work has a type of jobs and no controller,
 * and whatever has neither is shared. Front ends are at the top, shared packages at the bottom.
 */
@AnalyzeClasses(packages = "org.almagest", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.almagest.api";
  private static final String CONTROLLER = "org.springframework.stereotype.Controller";

  /** In the order in which they may use one another: each those before it. */
  private enum Layer {
    SHARED,
    WORK,
    FRONT_END
  }

  @ArchTest
  static final ArchRule springStaysInThisModule =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.almagest.api..", "org.almagest.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..");

  @ArchTest
  static final ArchRule featuresDoNotUseOneAnotherAndWhatIsSharedUsesNone =
      classes()
          .that(describe("are in a package of the service", type -> inside(type).isPresent()))
          .should(useLowerLayersAlone());

  @ArchTest
  static final ArchRule nobodyUsesTheCompositionRoot =
      noClasses()
          .that(describe("are in a package of the service", type -> inside(type).isPresent()))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule theCompositionRootUsesNoFrontEnd =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .dependOnClassesThat(
              describe(
                  "are of a front end",
                  type -> inside(type).isPresent() && layer(type) == Layer.FRONT_END));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.almagest.api.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule jobsKnowNoEngine =
      noClasses()
          .that()
          .resideInAPackage("org.almagest.api.job..")
          .should()
          .dependOnClassesThat(
              describe(
                  "are of engines, catalogs or user tables",
                  type ->
                      type.getPackageName().startsWith("org.almagest.")
                          && !type.getPackageName().startsWith(ROOT)
                          && !type.getPackageName().equals("org.almagest.files")))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("org.almagest.api.result..", "org.almagest.api.upload..");

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
              "org.almagest.api.job..",
              "org.almagest.api.query..",
              "org.almagest.api.result..",
              "org.almagest.api.database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..");

  private static ArchCondition<JavaClass> useLowerLayersAlone() {
    return new ArchCondition<>("use their own package and those of lower layers alone") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        String own = inside(user).orElseThrow();
        Layer layer = layer(user);
        user.getDirectDependenciesFromSelf().stream()
            .filter(
                use -> inside(use.getTargetClass()).filter(name -> !name.equals(own)).isPresent())
            .filter(use -> !isBelow(layer(use.getTargetClass()), layer))
            .forEach(use -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
      }
    };
  }

  /** Shared packages use one another; cycles have a rule of their own. */
  private static boolean isBelow(Layer used, Layer user) {
    return used == Layer.SHARED || used.compareTo(user) < 0;
  }

  /** The package right below the root; empty for what is not in one. */
  private static Optional<String> inside(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT + ".")) {
      return Optional.empty();
    }
    String below = name.substring(ROOT.length() + 1);
    return Optional.of(below.split("\\.")[0]);
  }

  private static Layer layer(JavaClass type) {
    JavaPackage feature = type.getPackage();
    while (feature.getName().split("\\.").length > 4) {
      feature = feature.getParent().orElseThrow();
    }
    if (feature.getClassesInPackageTree().stream().anyMatch(ArchitectureTest::isController)) {
      return Layer.FRONT_END;
    }
    return feature.getClassesInPackageTree().stream().anyMatch(ArchitectureTest::isType)
        ? Layer.WORK
        : Layer.SHARED;
  }

  private static boolean isController(JavaClass type) {
    return type.isMetaAnnotatedWith(CONTROLLER);
  }

  private static boolean isType(JavaClass type) {
    return !type.isInterface() && type.isAssignableTo(JobType.class);
  }
}
