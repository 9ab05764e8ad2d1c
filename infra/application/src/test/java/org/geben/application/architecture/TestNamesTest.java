package org.geben.application.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The build runs what is called a test, and passes silently over everything else. */
@AnalyzeClasses(locations = TestNamesTest.EveryModule.class, importOptions = OnlyIncludeTests.class)
class TestNamesTest {

    @ArchTest
    static final ArchRule whatTestsIsCalledATest = methods()
            .that()
            .areAnnotatedWith(Test.class)
            .or()
            .areAnnotatedWith(ParameterizedTest.class)
            .or()
            .areAnnotatedWith(Property.class)
            .should()
            .beDeclaredInClassesThat()
            .haveNameMatching(".*(Test|Contract)(\\$.*)?");

    /** Where each module's tests are compiled to; the tests of a module run in its directory. */
    static final class EveryModule implements LocationProvider {

        @Override
        public Set<Location> get(Class<?> testClass) {
            try (Stream<Path> files = Files.walk(Path.of("..", ".."), 3)) {
                return files.filter(path -> path.endsWith(Path.of("target", "test-classes")))
                        .map(Location::of)
                        .collect(Collectors.toSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
