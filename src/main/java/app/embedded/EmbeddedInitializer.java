package app.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the parts that have no configured address before the first bean is made, tells the environment where they are, and
 * stops them after the last bean is gone. Runs after other initializers (it has no order), so it sees what they configure.
 *
 * <p>Loads none of the parts' classes when all are configured: hence {@link Starter}.
 */
final class EmbeddedInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String DATA_DIRECTORY = "souk.embedded.data-dir";
    static final String PROPERTY_SOURCE = "soukEmbedded";
    static final String BEAN_NAME = "embeddedParts";

    private static final String DEFAULT_DIRECTORY = "./data";

    /** Makes the runtime of the wanted parts, not started yet. */
    @FunctionalInterface
    interface Starter {
        Running create(Path directory, Set<Part> wanted);
    }

    /** Parts that start and stop together. */
    interface Running {
        void start();

        /** Safe for any thread, also during {@link #start}, and repeatable. */
        void stop();

        EmbeddedParts parts();

        Map<String, Object> settings();
    }

    private final Starter starter;

    EmbeddedInitializer() {
        this((directory, wanted) -> EmbeddedRuntime.in(directory, wanted));
    }

    EmbeddedInitializer(Starter starter) {
        this.starter = starter;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Path directory = dataDirectory(environment);
        Set<Part> missing = Part.missingIn(environment);
        Map<String, Object> settings = new LinkedHashMap<>();
        EmbeddedParts parts = new EmbeddedParts(directory, Map.of());
        if (!missing.isEmpty()) {
            Running running = start(directory, missing, context);
            settings.putAll(running.settings());
            parts = running.parts();
        }
        for (Part part : Part.values()) {
            settings.put(part.runningKey(), parts.runs(part));
        }
        environment.getPropertySources().addFirst(new MapPropertySource(PROPERTY_SOURCE, settings));
        context.getBeanFactory().registerSingleton(BEAN_NAME, parts);
    }

    private static Path dataDirectory(ConfigurableEnvironment environment) {
        String configured = environment.getProperty(DATA_DIRECTORY, "");
        return Path.of(configured.isBlank() ? DEFAULT_DIRECTORY : configured.strip());
    }

    private Running start(Path directory, Set<Part> missing, ConfigurableApplicationContext context) {
        Running running = starter.create(directory, missing);
        StopAtTheEnd end = new StopAtTheEnd(running);
        end.register(context);
        running.start();
        return running;
    }

    /**
     * The three ways in which an application ends: beans are destroyed in reverse order of registration, so what is
     * registered before the first bean is destroyed last, also when the refresh fails; a failure before the refresh destroys
     * nothing and only tells listeners; a signal before the refresh only runs Boot's shutdown handlers, which otherwise come
     * after every context is closed.
     */
    private record StopAtTheEnd(Running running) implements ApplicationListener<ApplicationFailedEvent>, Runnable {

        void register(ConfigurableApplicationContext context) {
            if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry registry) {
                registry.registerDisposableBean(PROPERTY_SOURCE, this::stop);
            }
            context.addApplicationListener(this);
            SpringApplication.getShutdownHandlers().add(this);
        }

        @Override
        public void onApplicationEvent(ApplicationFailedEvent event) {
            if (!event.getApplicationContext().isActive()) {
                stop();
            }
        }

        @Override
        public void run() {
            running.stop();
        }

        private void stop() {
            running.stop();
            try {
                SpringApplication.getShutdownHandlers().remove(this);
            } catch (IllegalStateException theHandlersAreRunning) {
                // Then it runs once more and finds nothing to do.
            }
        }
    }
}
