package app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class LazyLoadingTest {

    @Test
    void noClassOfAPartIsLoadedWhenEverythingIsConfigured() throws Exception {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            Map<String, Object> settings = Map.of(
                    "souk.kafka.brokers", "kafka:9092",
                    "spring.datasource.url", "jdbc:postgresql://db/souk",
                    "spring.data.redis.url", "redis://redis");
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
            RecordingLoader loader = new RecordingLoader();

            initializer(loader).initialize(context);

            assertThat(context.getBeanFactory().containsSingleton(EmbeddedInitializer.BEAN_NAME))
                    .isTrue();
            assertThat(loader.asked)
                    .contains("app.embedded.EmbeddedInitializer", "app.embedded.Part")
                    .doesNotContain("app.embedded.EmbeddedRuntime", "app.embedded.KafkaPart")
                    .noneMatch(name -> name.startsWith("kafka.")
                            || name.startsWith("org.apache.kafka.")
                            || name.startsWith("redis.")
                            || name.startsWith("io.zonky."));
        }
    }

    @SuppressWarnings("unchecked")
    private static ApplicationContextInitializer<ConfigurableApplicationContext> initializer(ClassLoader loader)
            throws ReflectiveOperationException {
        var constructor = loader.loadClass("app.embedded.EmbeddedInitializer").getDeclaredConstructor();
        constructor.setAccessible(true);
        return (ApplicationContextInitializer<ConfigurableApplicationContext>) constructor.newInstance();
    }

    /** Defines this package's classes itself, so that it is asked for everything they need. */
    private static final class RecordingLoader extends ClassLoader {

        private final List<String> asked = new ArrayList<>();

        RecordingLoader() {
            super(LazyLoadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            if (!name.startsWith("app.embedded.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream source = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = source.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
