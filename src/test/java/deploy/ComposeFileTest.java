package deploy;

import static deploy.Yaml.at;
import static deploy.Yaml.listAt;
import static deploy.Yaml.mapAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads docker-compose.yml as it stands; nothing is started. */
class ComposeFileTest {

    private static final Path FILE = Path.of("docker-compose.yml");

    /** A reference to a variable without which Compose refuses to start: ${NAME:?sentence}. */
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{(\\w+):\\?[^}]+}");

    private Map<Object, Object> services;

    @BeforeEach
    void read() throws IOException {
        services = mapAt(Yaml.read(FILE), "services");
    }

    @Test
    void soukRunsWithKafkaPostgresAndRedisAndNothingElse() throws IOException {
        assertThat(services.keySet()).isEqualTo(Set.of("souk", "kafka", "postgres", "redis"));
        assertThat(Files.readString(FILE)).doesNotContainIgnoringCase("zookeeper");
        assertThat(at(services, "kafka", "environment", "KAFKA_PROCESS_ROLES")).isEqualTo("broker,controller");
    }

    @Test
    void everyServiceHasAHealthCheckAndComesBack() {
        services.forEach((name, service) -> {
            assertThat(listAt(service, "healthcheck", "test")).as("%s", name).hasSizeGreaterThan(1);
            assertThat(at(service, "restart")).as("%s", name).isEqualTo("unless-stopped");
        });
    }

    @Test
    void soukWaitsUntilItsServersAreHealthy() {
        Map<String, String> healthy = Map.of("condition", "service_healthy");

        assertThat(at(services, "souk", "depends_on"))
                .isEqualTo(Map.of("kafka", healthy, "postgres", healthy, "redis", healthy));
    }

    @Test
    void onlySoukIsReachableFromOutside() {
        services.forEach((name, service) -> {
            if (name.equals("souk")) {
                assertThat(listAt(service, "ports")).isEqualTo(List.of("${SOUK_PORT:-8080}:8080"));
            } else {
                assertThat(mapAt(service)).as("%s", name).doesNotContainKeys("ports", "network_mode");
            }
        });
    }

    @Test
    void everyImageIsPinned() {
        services.forEach((name, service) -> {
            if (at(service, "build") == null) {
                assertThat(at(service, "image"))
                        .as("%s", name)
                        .asString()
                        .matches("[a-z0-9./-]+:\\d+\\.\\d+\\.\\d+(-[a-z0-9]+)?");
            }
        });
    }

    @Test
    void brokerIsThatOfTheClients() throws IOException {
        Matcher client =
                Pattern.compile("<kafka.version>(\\d+\\.\\d+)\\.").matcher(Files.readString(Path.of("pom.xml")));

        assertThat(client.find()).isTrue();
        assertThat(at(services, "kafka", "image")).asString().startsWith("apache/kafka:" + client.group(1) + ".");
    }

    @Test
    void brokerIsAdvertisedUnderTheNameThatSoukAsksFor() {
        Object brokers = at(services, "souk", "environment", "SOUK_KAFKA_BROKERS");

        assertThat(brokers).isEqualTo("kafka:9092");
        assertThat(at(services, "kafka", "environment", "KAFKA_ADVERTISED_LISTENERS"))
                .isEqualTo("PLAINTEXT://" + brokers);
    }

    @Test
    void logAndDatabaseOutliveTheirContainersAndTheCacheDoesNot() {
        assertThat(listAt(services, "kafka", "volumes"))
                .isEqualTo(List.of("kafka-data:" + at(services, "kafka", "environment", "KAFKA_LOG_DIRS")));
        assertThat(listAt(services, "postgres", "volumes"))
                .isEqualTo(List.of("postgres-data:/var/lib/postgresql/data"));
        assertThat(mapAt(services, "redis")).doesNotContainKey("volumes");
        assertThat(String.join(
                        " ",
                        listAt(services, "redis", "command").stream()
                                .map(String::valueOf)
                                .toList()))
                .contains("--save  --appendonly no", "--maxmemory-policy");
    }

    @Test
    void passwordsHaveNoDefault() {
        assertThat(at(services, "souk", "environment", "SOUK_SECURITY_ADMINPASSWORD"))
                .asString()
                .matches(REQUIRED);
        assertThat(at(services, "postgres", "environment", "POSTGRES_PASSWORD"))
                .asString()
                .matches(REQUIRED)
                .isEqualTo(at(services, "souk", "environment", "SPRING_DATASOURCE_PASSWORD"));
    }

    @Test
    void exampleNamesEveryRequiredVariableAndFillsInNone() throws IOException {
        Set<String> required = new TreeSet<>();
        REQUIRED.matcher(Files.readString(FILE)).results().forEach(match -> required.add(match.group(1) + "="));

        List<String> assigned = Files.readAllLines(Path.of(".env.example")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(required).hasSize(2);
        assertThat(assigned).containsExactlyInAnyOrderElementsOf(required);
    }
}
