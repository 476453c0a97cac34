package app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

class EmbeddedInitializerTest {

    private static final String[] ALL_CONFIGURED = {
        "--souk.kafka.brokers=kafka:9092",
        "--spring.datasource.url=jdbc:postgresql://db/souk",
        "--spring.data.redis.host=redis"
    };

    private final RecordingParts parts = new RecordingParts();

    @Test
    void startsNothingWhenEverythingIsConfigured() {
        try (ConfigurableApplicationContext context = application().run(ALL_CONFIGURED)) {
            assertThat(context.getBean(EmbeddedParts.class).isEmpty()).isTrue();
            assertThat(context.getEnvironment().getProperty("souk.kafka.brokers"))
                    .isEqualTo("kafka:9092");
            for (Part part : Part.values()) {
                assertThat(context.getEnvironment().getProperty(part.runningKey()))
                        .isEqualTo("false");
            }
        }
        assertThat(parts.events).isEmpty();
    }

    @Test
    void tellsTheApplicationWhereTheMissingPartsAre() {
        String[] settings = {
            "--souk.embedded.data-dir=somewhere", "--souk.kafka.brokers=kafka:9092", "--spring.datasource.url= "
        };
        try (ConfigurableApplicationContext context = application().run(settings)) {
            assertThat(context.getBean(EmbeddedParts.class))
                    .isEqualTo(new EmbeddedParts(
                            Path.of("somewhere"), Map.of(Part.POSTGRES, "127.0.0.1:1", Part.REDIS, "127.0.0.1:1")));
            assertThat(context.getBean(EmbeddedParts.class).dataDirectory()).isAbsolute();
            assertThat(context.getEnvironment().getProperty("spring.datasource.url"))
                    .isEqualTo("embedded");
            assertThat(context.getEnvironment().getProperty("souk.kafka.brokers"))
                    .isEqualTo("kafka:9092");
            assertThat(context.getEnvironment().getProperty("souk.embedded.kafka.running", Boolean.class))
                    .isFalse();
            assertThat(context.getEnvironment().getProperty("souk.embedded.redis.running", Boolean.class))
                    .isTrue();
        }
    }

    @Test
    void theDefaultDirectoryIsDataInTheWorkingDirectory() {
        try (ConfigurableApplicationContext context = application().run(ALL_CONFIGURED)) {
            assertThat(context.getBean(EmbeddedParts.class).dataDirectory())
                    .isEqualTo(Path.of("data").toAbsolutePath());
        }
    }

    @Test
    void stopsAfterTheLastBean() {
        ApplicationContextInitializer<GenericApplicationContext> aBean =
                context -> context.registerBean(DisposableBean.class, () -> () -> parts.events.add("bean closed"));

        application(aBean).run().close();

        assertThat(parts.events).containsExactly("start [KAFKA, POSTGRES, REDIS]", "bean closed", "stop");
    }

    @Test
    void stopsWhenABeanFails() {
        ApplicationContextInitializer<GenericApplicationContext> aBadBean =
                context -> context.registerBean(DisposableBean.class, () -> {
                    throw new IllegalStateException("no");
                });

        assertThatException().isThrownBy(() -> application(aBadBean).run());

        assertThat(parts.events).contains("stop");
    }

    @Test
    void stopsWhenTheApplicationFailsBeforeItsFirstBean() {
        ApplicationContextInitializer<GenericApplicationContext> fails = context -> {
            throw new IllegalStateException("no");
        };

        assertThatException().isThrownBy(() -> application(fails).run());

        assertThat(parts.events).containsExactly("start [KAFKA, POSTGRES, REDIS]", "stop");
    }

    private SpringApplication application(ApplicationContextInitializer<?>... later) {
        SpringApplication application = new SpringApplicationBuilder(TinySouk.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .build();
        // Instead of those of spring.factories, which would start the real parts.
        application.setInitializers(List.of(new EmbeddedInitializer(parts)));
        application.addInitializers(later);
        return application;
    }
}
