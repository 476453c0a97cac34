package app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a test with containers says late still comes before the embedded parts. */
@SpringBootTest(
        classes = TinySouk.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "souk.embedded.data-dir=target/never")
class DynamicPropertyTest {

    @Autowired
    private EmbeddedParts parts;

    @DynamicPropertySource
    static void containers(DynamicPropertyRegistry registry) {
        registry.add("souk.kafka.brokers", () -> "kafka:9092");
        registry.add("spring.datasource.url", () -> "jdbc:postgresql://db/souk");
        registry.add("spring.data.redis.url", () -> "redis://redis");
    }

    @Test
    void addressesOfTheTestReplaceTheEmbeddedParts() {
        assertThat(parts.isEmpty()).isTrue();
    }
}
