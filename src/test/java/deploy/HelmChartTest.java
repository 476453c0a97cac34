package deploy;

import static deploy.Yaml.at;
import static deploy.Yaml.listAt;
import static deploy.Yaml.mapAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lints and renders the chart with Helm's own engine; no cluster is asked. */
class HelmChartTest {

    private static final Path CHART = Path.of("helm", "souk");

    /** With no cluster to ask, the engine would take one older than the chart supports. */
    private static final String KUBERNETES = "1.31";

    private static final String EXTERNAL = """
            kafka:
              brokers: kafka-1:9092,kafka-2:9092
            database:
              url: jdbc:postgresql://postgres:5432/souk
              password: database-secret
            redis:
              url: redis://redis:6379
            security:
              adminPassword: admin-secret
            """;

    private static final String EMBEDDED = """
            embedded:
              enabled: true
            security:
              adminPassword: admin-secret
            """;

    private static final String INGRESS = """
            ingress:
              enabled: true
              hosts: [souk.example.org]
              tls:
                - secretName: souk-tls
                  hosts: [souk.example.org]
            """;

    @TempDir
    private Path directory;

    @Test
    void defaultsPassLint() {
        LintResult result = new Helm(CHART).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    /** Lint takes no values, so each case is linted as a copy of the chart whose defaults they are. */
    @ParameterizedTest
    @ValueSource(strings = {EXTERNAL, EMBEDDED, EXTERNAL + INGRESS})
    void completeValuesPassLint(String values) throws IOException {
        LintResult result = new Helm(chartWithDefaults(values)).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void externalServersNeedNoVolume() {
        assertThat(render(external()))
                .containsOnlyKeys("ServiceAccount", "Secret", "ConfigMap", "Service", "Deployment");
    }

    @Test
    void serversReachThePodAsSettings() {
        Map<String, Object> manifests = render(external());

        assertThat(settings(manifests))
                .containsEntry("SOUK_KAFKA_BROKERS", "kafka-1:9092,kafka-2:9092")
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/souk")
                .containsEntry("SPRING_DATASOURCE_USERNAME", "souk")
                .containsEntry("SPRING_DATA_REDIS_URL", "redis://redis:6379")
                .doesNotContainKey("SOUK_EMBEDDED_DATADIR");
        Object name = at(manifests.get("ConfigMap"), "metadata", "name");
        assertThat(at(container(manifests), "envFrom", 0, "configMapRef", "name"))
                .isNotNull()
                .isEqualTo(name);
    }

    @Test
    void passwordsAreInTheSecretAndNowhereElse() {
        Map<String, Object> manifests = render(external());

        assertThat(secrets(manifests))
                .containsOnly(
                        Map.entry("SOUK_SECURITY_ADMINPASSWORD", "admin-secret"),
                        Map.entry("SPRING_DATASOURCE_PASSWORD", "database-secret"));
        Object name = at(manifests.get("Secret"), "metadata", "name");
        assertThat(at(container(manifests), "envFrom", 1, "secretRef", "name"))
                .isNotNull()
                .isEqualTo(name);
        manifests.remove("Secret");
        assertThat(Yaml.write(manifests)).doesNotContain("admin-secret", "database-secret");
    }

    @Test
    void redisUrlWithAPasswordIsASecret() {
        Map<String, Object> manifests = render(external().set("redis.url", "redis://:cache-secret@redis:6379"));

        assertThat(settings(manifests)).doesNotContainKey("SPRING_DATA_REDIS_URL");
        assertThat(secrets(manifests)).containsEntry("SPRING_DATA_REDIS_URL", "redis://:cache-secret@redis:6379");
    }

    @Test
    void existingSecretReplacesTheChartsOwn() {
        Map<String, Object> manifests = render(external()
                .set("existingSecret", "mine")
                .set("database.password", "")
                .set("security.adminPassword", ""));

        assertThat(manifests).doesNotContainKey("Secret");
        assertThat(at(container(manifests), "envFrom", 1, "secretRef", "name")).isEqualTo("mine");
    }

    @Test
    void soukSettingsHaveTheirEnvironmentNames() {
        Map<String, Object> manifests = render(template(EXTERNAL + """
                  anonymousRead: false
                simulator:
                  enabled: true
                  tradesPerSecond: 2000000
                feeds:
                  - url: wss://one.example.org
                  - url: wss://two.example.org
                config:
                  LOGGING_LEVEL_ROUTES: DEBUG
                """));

        assertThat(settings(manifests))
                .containsEntry("SOUK_SECURITY_ANONYMOUSREAD", "false")
                .containsEntry("SOUK_SIMULATOR_ENABLED", "true")
                .containsEntry("SOUK_SIMULATOR_TRADESPERSECOND", "2000000")
                .containsEntry("SOUK_FEEDS_0_URL", "wss://one.example.org")
                .containsEntry("SOUK_FEEDS_1_URL", "wss://two.example.org")
                .containsEntry("LOGGING_LEVEL_ROUTES", "DEBUG");
    }

    @Test
    void unsetSettingsAreLeftToSouksOwnDefaults() {
        assertThat(settings(render(external())))
                .doesNotContainKeys(
                        "SOUK_SECURITY_ANONYMOUSREAD", "SOUK_SIMULATOR_ENABLED", "SOUK_SIMULATOR_TRADESPERSECOND");
    }

    @Test
    void otherConfigWinsOverAValue() {
        assertThat(settings(render(external().set("config.SOUK_KAFKA_BROKERS", "other:9092"))))
                .containsEntry("SOUK_KAFKA_BROKERS", "other:9092");
    }

    @Test
    void probesAskTheHealthGroups() {
        Object container = container(render(external()));

        assertThat(at(container, "startupProbe", "httpGet", "path")).isEqualTo("/actuator/health/liveness");
        assertThat(at(container, "livenessProbe", "httpGet", "path")).isEqualTo("/actuator/health/liveness");
        assertThat(at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/actuator/health/readiness");
        assertThat(at(container, "ports", 0, "containerPort")).isEqualTo(8080);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(at(container, probe, "httpGet", "port")).as(probe).isEqualTo(at(container, "ports", 0, "name"));
        }
    }

    @Test
    void podRunsWithoutPrivileges() {
        Map<String, Object> manifests = render(external());
        Object pod = pod(manifests);
        Object container = container(manifests);

        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(at(pod, "securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
        assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
        assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(at(container, "securityContext", "allowPrivilegeEscalation")).isEqualTo(false);
        assertThat(listAt(container, "securityContext", "capabilities", "drop")).isEqualTo(List.of("ALL"));
        assertThat(listAt(pod, "volumes")).isEqualTo(List.of(Map.of("name", "tmp", "emptyDir", Map.of())));
        assertThat(listAt(container, "volumeMounts")).isEqualTo(List.of(Map.of("name", "tmp", "mountPath", "/tmp")));
    }

    @Test
    void servicesOfTheNamespaceDoNotLeakIntoTheSettings() {
        assertThat(at(pod(render(external())), "enableServiceLinks")).isEqualTo(false);
    }

    @Test
    void replicasAreUpdatedWithoutAGap() {
        Object deployment = render(external().set("replicaCount", 3)).get("Deployment");

        assertThat(at(deployment, "spec", "replicas")).isEqualTo(3);
        assertThat(at(deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable"))
                .isEqualTo(0);
        assertThat(at(deployment, "spec", "template", "spec", "terminationGracePeriodSeconds"))
                .isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"kafka.brokers, other:9092, checksum/config", "security.adminPassword, other, checksum/secret"})
    void changedSettingsStartNewPods(String value, String to, String checksum) {
        Object before = render(external()).get("Deployment");
        Object after = render(external().set(value, to)).get("Deployment");

        Object[] path = {"spec", "template", "metadata", "annotations", checksum};
        assertThat(at(after, path)).isNotNull().isNotEqualTo(at(before, path));
    }

    @Test
    void selectorsMatchThePod() {
        Map<String, Object> manifests = render(external());
        Map<Object, Object> labels = mapAt(manifests.get("Deployment"), "spec", "template", "metadata", "labels");

        Map<Object, Object> ofDeployment = mapAt(manifests.get("Deployment"), "spec", "selector", "matchLabels");
        Map<Object, Object> ofService = mapAt(manifests.get("Service"), "spec", "selector");
        assertThat(ofDeployment).isNotEmpty();
        assertThat(ofService).isEqualTo(ofDeployment);
        assertThat(labels).containsAllEntriesOf(ofDeployment);
    }

    @Test
    void embeddedKeepsItsDataOnAClaim() {
        Map<String, Object> manifests = render(embedded());

        assertThat(manifests).containsKey("PersistentVolumeClaim");
        Object claim = at(manifests.get("PersistentVolumeClaim"), "metadata", "name");
        assertThat(at(pod(manifests), "volumes", 1, "persistentVolumeClaim", "claimName"))
                .isNotNull()
                .isEqualTo(claim);
        assertThat(at(container(manifests), "volumeMounts", 1)).isEqualTo(Map.of("name", "data", "mountPath", "/data"));
        assertThat(settings(manifests))
                .containsEntry("SOUK_EMBEDDED_DATADIR", "/data")
                .doesNotContainKeys("SOUK_KAFKA_BROKERS", "SPRING_DATASOURCE_URL", "SPRING_DATA_REDIS_URL");
        assertThat(secrets(manifests)).containsOnlyKeys("SOUK_SECURITY_ADMINPASSWORD");
    }

    @Test
    void embeddedNeverRunsTwoPodsOnOneDirectory() {
        Map<String, Object> manifests = render(embedded());

        assertThat(at(manifests.get("Deployment"), "spec", "replicas")).isEqualTo(1);
        assertThat(at(manifests.get("Deployment"), "spec", "strategy")).isEqualTo(Map.of("type", "Recreate"));
        assertRefused(
                embedded().set("replicaCount", 2),
                "embedded.enabled=true keeps all data inside one pod, so replicaCount must be 1, not 2");
    }

    @Test
    void embeddedUsesAClaimThatExists() {
        Map<String, Object> manifests = render(embedded().set("embedded.persistence.existingClaim", "mine"));

        assertThat(manifests).doesNotContainKey("PersistentVolumeClaim");
        assertThat(at(pod(manifests), "volumes", 1, "persistentVolumeClaim", "claimName"))
                .isEqualTo("mine");
    }

    @Test
    void ingressKeepsABrowserOnItsPodAndItsSocketOpen() {
        Map<String, Object> manifests = render(template(EXTERNAL + INGRESS));
        Object ingress = manifests.get("Ingress");

        assertThat(at(ingress, "spec", "rules", 0, "host")).isEqualTo("souk.example.org");
        assertThat(at(ingress, "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"))
                .isNotNull()
                .isEqualTo(at(manifests.get("Service"), "metadata", "name"));
        assertThat(at(ingress, "spec", "tls", 0, "secretName")).isEqualTo("souk-tls");
        assertThat(at(ingress, "metadata", "annotations", "nginx.ingress.kubernetes.io/affinity"))
                .isEqualTo("cookie");
        assertThat(at(ingress, "metadata", "annotations", "nginx.ingress.kubernetes.io/proxy-read-timeout"))
                .isEqualTo("3600");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.brokers          | kafka.brokers is required: name your Kafka brokers",
                "database.url           | database.url is required: name your Postgres",
                "redis.url              | redis.url is required: name your Redis",
                "database.password      | database.password is required: set it, or name in existingSecret",
                "security.adminPassword | security.adminPassword is required: set it, or name in existingSecret"
            })
    void missingValueIsNamed(String value, String sentence) {
        assertRefused(external().set(value, ""), sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "embedded.enabled          | true | brings its own broker, database and cache",
                "ingress.enabled           | true | ingress.enabled=true needs ingress.hosts",
                "redis.urlInExistingSecret | true | redis.urlInExistingSecret=true needs existingSecret"
            })
    void contradictionIsNamed(String value, String setTo, String sentence) {
        assertRefused(external().set(value, setTo), sentence);
    }

    @Test
    void redisPasswordIsNotPutBesideAnExistingSecret() {
        assertRefused(
                external().set("existingSecret", "mine").set("redis.url", "redis://:cache-secret@redis:6379"),
                "redis.url holds a password, which belongs in your existingSecret");
    }

    @ParameterizedTest
    @CsvSource({
        "replicas, 3, replicas",
        "kafka.broker, kafka:9092, broker",
        "embedded.persistence.sise, 1Gi, sise",
        "image.tagg, 1, tagg",
    })
    void unknownValueIsRefused(String value, String setTo, String named) {
        assertThatThrownBy(() -> external().set(value, setTo).call())
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageMatching("(?s).*dditional propert.*" + named + ".*");
    }

    @ParameterizedTest
    @CsvSource({
        "replicaCount, three, replicaCount",
        "simulator.tradesPerSecond, many, tradesPerSecond",
        "embedded.enabled, perhaps, enabled",
        "kafka.brokers, http://kafka, brokers",
        "redis.url, redis:6379, url",
        "feeds[0].url, https://example.org, url",
    })
    void wrongTypeOrFormIsRefused(String value, String setTo, String named) {
        assertThatThrownBy(() -> external().set(value, setTo).call())
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(named);
    }

    private static void assertRefused(TemplateCommand command, String sentence) {
        assertThatThrownBy(command::call).hasMessageContaining(sentence);
    }

    private TemplateCommand external() {
        return template(EXTERNAL);
    }

    private TemplateCommand embedded() {
        return template(EMBEDDED);
    }

    private TemplateCommand template(String values) {
        try {
            Path file = Files.createTempFile(directory, "values", ".yaml");
            Files.writeString(file, values);
            return new Helm(CHART)
                    .template()
                    .withName("market")
                    .withKubeVersion(KUBERNETES)
                    .withValuesFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rendered manifests by kind; no kind is rendered twice. */
    private static Map<String, Object> render(TemplateCommand command) {
        Map<String, Object> byKind = new LinkedHashMap<>();
        for (Object manifest : Yaml.readAll(command.call())) {
            Object before = byKind.put((String) at(manifest, "kind"), manifest);
            assertThat(before).isNull();
        }
        return byKind;
    }

    private static Object pod(Map<String, Object> manifests) {
        return at(manifests.get("Deployment"), "spec", "template", "spec");
    }

    private static Object container(Map<String, Object> manifests) {
        return at(pod(manifests), "containers", 0);
    }

    private static Map<String, String> settings(Map<String, Object> manifests) {
        return strings(mapAt(manifests.get("ConfigMap"), "data"));
    }

    private static Map<String, String> secrets(Map<String, Object> manifests) {
        Map<String, String> decoded = strings(mapAt(manifests.get("Secret"), "data"));
        decoded.replaceAll((name, value) -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
        return decoded;
    }

    /** Kubernetes takes nothing but strings here: a bare true or 3 would be refused when the release is installed. */
    private static Map<String, String> strings(Map<Object, Object> data) {
        Map<String, String> strings = new LinkedHashMap<>();
        data.forEach((name, value) -> {
            assertThat(value).as("%s", name).isInstanceOf(String.class);
            strings.put((String) name, (String) value);
        });
        return strings;
    }

    private Path chartWithDefaults(String values) throws IOException {
        Path copy = directory.resolve("souk");
        try (Stream<Path> files = Files.walk(CHART)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(CHART.relativize(file).toString()));
            }
        }
        Object defaults = merge(
                Yaml.read(CHART.resolve("values.yaml")), Yaml.readAll(values).get(0));
        Files.writeString(copy.resolve("values.yaml"), Yaml.write(defaults));
        return copy;
    }

    private static Object merge(Object base, Object over) {
        if (base instanceof Map<?, ?> baseMap && over instanceof Map<?, ?> overMap) {
            Map<Object, Object> merged = new LinkedHashMap<>(baseMap);
            overMap.forEach((key, value) -> merged.put(key, merge(baseMap.get(key), value)));
            return merged;
        }
        return over;
    }
}
