package app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class PartTest {

    @Test
    void everyPartIsMissingOnABareMachine() {
        assertThat(Part.missingIn(settings(Map.of()))).containsExactly(Part.values());
    }

    @ParameterizedTest
    @CsvSource({
        "souk.kafka.brokers, KAFKA",
        "spring.datasource.url, POSTGRES",
        "spring.data.redis.url, REDIS",
        "spring.data.redis.host, REDIS",
        "spring.data.redis.cluster.nodes, REDIS",
        "spring.data.redis.sentinel.nodes[0], REDIS"
    })
    void anAddressReplacesItsPartAlone(String key, Part replaced) {
        assertThat(Part.missingIn(settings(Map.of(key, "somewhere:1"))))
                .hasSize(Part.values().length - 1)
                .doesNotContain(replaced);
    }

    @ParameterizedTest
    @CsvSource({
        "SOUK_KAFKA_BROKERS, KAFKA",
        "SPRING_DATASOURCE_URL, POSTGRES",
        "SPRING_DATA_REDIS_URL, REDIS",
        "SPRING_DATA_REDIS_HOST, REDIS"
    })
    void anEnvironmentVariableReplacesItsPartAlone(String variable, Part replaced) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(variable, "somewhere:1")));

        assertThat(Part.missingIn(environment)).hasSize(2).doesNotContain(replaced);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankAddressIsNone(String blank) {
        Map<String, Object> settings =
                Map.of("souk.kafka.brokers", blank, "spring.datasource.url", blank, "spring.data.redis.url", blank);

        assertThat(Part.missingIn(settings(settings))).containsExactly(Part.values());
    }

    private static StandardEnvironment settings(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return environment;
    }
}
