package app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the house plan of docs/architecture.md: who may import whom. */
class ArchitectureTest {

    /** The rooms and the rooms each may import. {@code app} may import all and is imported by none. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("routes", Set.of("api", "feeds", "candles", "analytics", "storage", "market")),
            Map.entry("ui", Set.of("api", "ops", "analytics", "security", "market")),
            Map.entry("api", Set.of("analytics", "storage", "security", "market")),
            Map.entry("ops", Set.of("storage", "security", "market")),
            Map.entry("feeds", Set.of("market")),
            Map.entry("candles", Set.of("market")),
            Map.entry("analytics", Set.of("market")),
            Map.entry("storage", Set.of("market")),
            Map.entry("security", Set.of("storage")),
            Map.entry("market", Set.of()));

    private static final Path SOURCES = Path.of("src/main/java");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(Path.of("target/classes"));

    static Set<String> rooms() {
        return MAY_IMPORT.keySet();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void roomImportsOnlyWhatTheHousePlanAllows(String room) {
        Set<String> forbidden = new TreeSet<>(MAY_IMPORT.keySet());
        forbidden.add("app");
        forbidden.remove(room);
        forbidden.removeAll(MAY_IMPORT.get(room));

        noClasses()
                .that()
                .resideInAPackage(room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.stream().map(name -> name + "..").toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyTopLevelPackageIsARoomOfTheHousePlan() {
        Set<String> found = CLASSES.stream()
                .map(type -> type.getPackageName().split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).contains("app", "market").isSubsetOf(union(MAY_IMPORT.keySet(), "app"));
    }

    @Test
    void theDomainKnowsNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("market..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.camel..",
                        "org.springframework..",
                        "com.vaadin..",
                        "org.apache.kafka..",
                        "java.sql..",
                        "javax.sql..")
                .check(CLASSES);
    }

    /** docs/decisions/018: each such bean costs most of a second at every start. */
    @Test
    void routesTakeTheirEndpointsFromStaticMethods() {
        noClasses().should().beAssignableTo(EndpointRouteBuilder.class).check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatLivesInIt() throws Exception {
        List<String> silent;
        try (var paths = Files.walk(SOURCES)) {
            silent = paths.filter(Files::isDirectory)
                    .filter(ArchitectureTest::holdsClasses)
                    .filter(directory -> Files.notExists(directory.resolve("package-info.java")))
                    .map(Path::toString)
                    .toList();
        }

        assertThat(silent).as("packages without package-info.java").isEmpty();
    }

    private static boolean holdsClasses(Path directory) {
        return directory.toFile().list((folder, name) -> name.endsWith(".java")).length > 0;
    }

    private static Set<String> union(Set<String> names, String another) {
        Set<String> all = new TreeSet<>(names);
        all.add(another);
        return all;
    }
}
