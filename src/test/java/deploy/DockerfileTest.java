package deploy;

import static deploy.Yaml.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads the Dockerfile's last stage, which is the image; nothing is built. */
class DockerfileTest {

    private List<String> image;

    @BeforeEach
    void readLastStage() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("Dockerfile"));
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("FROM ")) {
                start = i;
            }
        }
        image = lines.subList(start, lines.size());
    }

    @Test
    void runsOnAJreOfANamedRelease() {
        assertThat(only("FROM")).matches("eclipse-temurin:\\d+-jre-[a-z]+");
    }

    @Test
    void userIsTheOneThatTheChartRuns() throws IOException {
        Object context = at(Yaml.read(Path.of("helm", "souk", "values.yaml")), "podSecurityContext");

        assertThat(only("USER"))
                .matches("[1-9]\\d*:[1-9]\\d*")
                .isEqualTo(at(context, "runAsUser") + ":" + at(context, "runAsGroup"));
        String uid = String.valueOf(at(context, "runAsUser"));
        assertThat(image).anyMatch(line -> line.contains("useradd --uid " + uid + " "));
    }

    @Test
    void layersGoFromSeldomToOftenChanged() {
        List<String> copied = image.stream()
                .filter(line -> line.startsWith("COPY --from=build "))
                .map(line -> line.split(" ")[2])
                .toList();

        assertThat(copied)
                .containsExactly(
                        "/build/extracted/dependencies/",
                        "/build/extracted/spring-boot-loader/",
                        "/build/extracted/snapshot-dependencies/",
                        "/build/extracted/application/");
    }

    @Test
    void javaIsTheProcessThatSignalsReach() {
        assertThat(Yaml.readAll(only("ENTRYPOINT"))).containsExactly(List.of("java", "-jar", "souk.jar"));
    }

    @Test
    void healthIsLiveness() {
        assertThat(only("HEALTHCHECK")).endsWith("CMD [\"souk-healthy\"]");
        assertThat(image).anyMatch(line -> line.contains("GET /actuator/health/liveness "));
        assertThat(image).anyMatch(line -> line.contains("MANAGEMENT_ENDPOINT_HEALTH_PROBES_ENABLED=true"));
        assertThat(only("EXPOSE")).isEqualTo("8080");
    }

    @Test
    void embeddedDataIsOnAVolumeThatTheUserOwns() {
        assertThat(only("VOLUME")).isEqualTo("/data");
        assertThat(image).anyMatch(line -> line.contains("SOUK_EMBEDDED_DATADIR=/data"));
        assertThat(image).anyMatch(line -> line.contains("install --directory --owner=souk --group=souk /data"));
    }

    @Test
    void buildSeesOnlyWhatIsNamed() throws IOException {
        List<String> rules = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(rules).startsWith("*");
        assertThat(rules.stream().filter(rule -> rule.startsWith("!")))
                .containsExactlyInAnyOrder("!.mvn", "!mvnw", "!pom.xml", "!LICENSE", "!NOTICE", "!frontend", "!src");
    }

    private String only(String instruction) {
        List<String> found = image.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
        assertThat(found).as(instruction).hasSize(1);
        return found.get(0);
    }
}
