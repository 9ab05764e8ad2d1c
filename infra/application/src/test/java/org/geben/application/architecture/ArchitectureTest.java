package org.geben.application.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.geben.command.CommandName;

/**
 * Who may depend on whom, and what things may be called. Rules on what a module may use are allow-lists: one that
 * forbids a package which no longer exists would pass for ever. Those on names and on cycles can only forbid.
 */
@AnalyzeClasses(
        packages = "org.geben",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoJarOfTests.class})
class ArchitectureTest {
    private static final String[] LANGUAGE = {"java..", "org.jspecify.annotations.."};
    private static final DescribedPredicate<JavaClass> DECISIONS = resideInAnyPackage(LANGUAGE)
            .and(not(resideInAnyPackage("java.sql..")))
            .or(resideInAnyPackage(
                    "org.geben.kernel..",
                    "org.geben.command..",
                    "org.axonframework..",
                    "com.github.benmanes.caffeine.cache..",
                    "com.github.f4b6a3.uuid..",
                    "org.springframework.stereotype..",
                    "org.springframework.beans.factory.config..",
                    "org.springframework.context.annotation.."));

    /** What only policies say is no command of an integrator's. */
    private static final Set<String> POLICIES_ONLY = Set.of("OpenOutreach", "CloseOutreach");

    private static final String ON_KURRENTDB = "org.geben.eventstore.kurrentdb..";
    private static final DescribedPredicate<JavaClass> EVENT_STORE = resideInAnyPackage(
            "java..",
            "org.jspecify.annotations..",
            "org.geben.eventstore..",
            "org.axonframework..",
            "org.slf4j..",
            "tools.jackson.databind.json..");

    @ArchTest
    static final ArchRule theKernelNeedsTheJdkAndTwoAnnotationJars = classes()
            .that()
            .resideInAPackage("org.geben.kernel..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE)
                    .or(resideInAnyPackage("com.fasterxml.jackson.annotation..", "org.geben.kernel..")));

    @ArchTest
    static final ArchRule theCommandSideDecidesAndNeverTouchesADatabase = classes()
            .that()
            .resideInAPackage("org.geben.command..")
            .and()
            .haveSimpleNameNotEndingWith("Controller")
            .and()
            .doNotHaveFullyQualifiedName("org.geben.command.Reception")
            .and(notNestedInAController())
            .should()
            .onlyDependOnClassesThat(DECISIONS);

    @ArchTest
    static final ArchRule controllersOfTheCommandSideAddHttpAndNothingElse = classes()
            .that()
            .resideInAPackage("org.geben.command..")
            .should()
            .onlyDependOnClassesThat(DECISIONS.or(resideInAnyPackage(
                    "org.springframework.http..",
                    "org.springframework.util..",
                    "org.springframework.web..",
                    "io.swagger.v3.oas.annotations..",
                    "jakarta.validation..")));

    @ArchTest
    static final ArchRule controllersAskForNewIdsSoThatARepeatGetsTheSame = noClasses()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .and()
            .resideInAPackage("org.geben.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.f4b6a3.uuid..");

    @ArchTest
    static final ArchRule everyCommandHasANameUnderWhichItIsSentAsData = methods()
            .that()
            .areAnnotatedWith(CommandHandler.class)
            .should(ArchCondition.from(DescribedPredicate.describe(
                    "handle a command with a name",
                    handler -> handler.getRawParameterTypes().getFirst().isAnnotatedWith(CommandName.class)
                            || POLICIES_ONLY.contains(
                                    handler.getRawParameterTypes().getFirst().getSimpleName()))));

    @ArchTest
    static final ArchRule theQuerySideKnowsNothingOfCommands = classes()
            .that()
            .resideInAPackage("org.geben.query..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.sql..",
                    "org.jspecify.annotations..",
                    "org.geben.kernel..",
                    "org.geben.query..",
                    "org.axonframework..",
                    "com.github.benmanes.caffeine.cache..",
                    "de.bytefish.pgbulkinsert..",
                    "org.postgresql..",
                    "org.slf4j..",
                    "org.springframework..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "io.swagger.v3.oas.annotations..",
                    "jakarta.servlet..",
                    "jakarta.validation.."));

    @ArchTest
    static final ArchRule theEventStoreKnowsNothingOfGeben = classes()
            .that()
            .resideInAPackage("org.geben.eventstore..")
            .and()
            .resideOutsideOfPackage(ON_KURRENTDB)
            .should()
            .onlyDependOnClassesThat(EVENT_STORE.or(resideInAnyPackage("javax.sql..", "org.postgresql..")));

    @ArchTest
    static final ArchRule theEngineOnKurrentDbAddsItsClient = classes()
            .that()
            .resideInAPackage(ON_KURRENTDB)
            .should()
            .onlyDependOnClassesThat(
                    EVENT_STORE.or(resideInAnyPackage("io.kurrent..", "io.grpc..", "com.fasterxml.jackson.core..")));

    @ArchTest
    static final ArchRule nobodyElseKnowsTheClientOfKurrentDb = noClasses()
            .that()
            .resideOutsideOfPackage(ON_KURRENTDB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.kurrent..", "io.grpc..");

    @ArchTest
    static final ArchRule featuresOfTheCommandSideBuildOnOneAnotherInOneDirection = SlicesRuleDefinition.slices()
            .matching("org.geben.command.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule aProjectionNeverReadsAnother = SlicesRuleDefinition.slices()
            .matching("org.geben.query.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage("org.geben.query.."), resideInAnyPackage("org.geben.query.generation.."));

    @ArchTest
    static final ArchRule generationsKnowNoProjection = classes()
            .that()
            .resideInAPackage("org.geben.query.generation..")
            .should()
            .onlyDependOnClassesThat(not(resideInAnyPackage("org.geben.."))
                    .or(resideInAnyPackage("org.geben.query", "org.geben.query.generation..", "org.geben.kernel..")));

    @ArchTest
    static final ArchRule onlyTheApplicationKnowsTheApplication = classes()
            .that()
            .resideInAPackage("org.geben.application..")
            .should()
            .onlyBeAccessed()
            .byClassesThat()
            .resideInAPackage("org.geben.application..");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveNameMatching(
                    ".*(Impl|Service|Manager|Helper|Utils?|DTO|Dto|Mapper)(\\$.*)?|.*\\.(Abstract|Base)[A-Z].*");

    @ArchTest
    static final ArchRule interfacesAreNamedLikeAnythingElse =
            noClasses().that().areInterfaces().should().haveNameMatching(".*[.$]I[A-Z][a-z].*");

    @ArchTest
    static final ArchRule packagesAreNamedAfterWhatTheyAreAbout = noClasses()
            .should()
            .resideInAnyPackage("..dto..", "..util..", "..common..", "..exception..", "..model..", "..service..");

    private static <T> DescribedPredicate<T> not(DescribedPredicate<T> predicate) {
        return DescribedPredicate.not(predicate);
    }

    private static DescribedPredicate<JavaClass> notNestedInAController() {
        return DescribedPredicate.describe(
                "not nested in a controller", type -> !type.getName().contains("Controller$"));
    }

    /** Once packaged, tests that other modules use are in a jar. */
    static final class NoJarOfTests implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
