package system;

import app.SoukApplication;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import feeds.FeedMonitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;

/** The whole application on its embedded parts, in this JVM, on a free port. */
final class Souk implements AutoCloseable {

    static final String ADMIN_PASSWORD = "test-password";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Souk shared;

    private final ConfigurableApplicationContext context;

    private Souk(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Souk start(Path dataDir, String... properties) {
        return startWith(SoukApplication.class, dataDir, properties);
    }

    /** @param beans a class with beans beside, or in the place of, those that there are */
    static Souk startWith(Class<?> beans, Path dataDir, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--souk.embedded.data-dir=" + dataDir,
                "--souk.security.admin-password=" + ADMIN_PASSWORD));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new Souk(
                new SpringApplicationBuilder(SoukApplication.class, beans).run(arguments.toArray(String[]::new)));
    }

    /** The administrator's login, as a header. */
    static String admin() {
        return admin(ADMIN_PASSWORD);
    }

    /** The same, of one who uses this password. */
    static String admin(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** One for all tests that only look, started by the first of them and stopped with the JVM. */
    static synchronized Souk shared() {
        if (shared == null) {
            try {
                shared = start(Files.createTempDirectory("souk-shared"), "souk.simulator.trades-per-second=60");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return shared;
    }

    String url() {
        return "http://localhost:"
                + ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** All of a type that are elements of a list which is a bean. */
    <T> List<T> beans(Class<T> type) {
        return context.<List<T>>getBeanProvider(ResolvableType.forClassWithGenerics(List.class, type))
                .getObject();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The configured feeds, in their order. */
    List<FeedMonitor> feeds() {
        return context.<List<FeedMonitor>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(List.class, FeedMonitor.class))
                .getObject();
    }

    String property(String key) {
        return context.getEnvironment().getRequiredProperty(key);
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    JsonNode json(String path) {
        try {
            return JSON.readTree(get(path).body());
        } catch (IOException e) {
            throw new IllegalStateException(path + " did not answer JSON", e);
        }
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
