package app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** The parts in this process, in one directory that lives through all tests, as a user's does. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedPartsIT {

    @TempDir
    private static Path temporary;

    private static Path directory() {
        return temporary.resolve("a directory");
    }

    @Test
    @Order(1)
    void aRecordARowAndAKeyAreKeptWhileItRuns() throws Exception {
        try (ConfigurableApplicationContext context = TinySouk.start(directory())) {
            Environment settings = context.getEnvironment();
            SampleData.write(settings);

            assertThat(SampleData.records(settings, 1)).containsExactly("a record");
            assertThat(SampleData.rows(settings)).containsExactly("a row");
            assertThat(SampleData.key(settings)).contains("a key");
            assertThat(context.getBean(EmbeddedParts.class).addresses()).containsOnlyKeys(Part.values());
        }
        assertThat(ChildProcess.serversOf(directory().toRealPath())).isEmpty();
    }

    @Test
    @Order(2)
    void theRecordAndTheRowOutliveACleanStop() throws Exception {
        try (ConfigurableApplicationContext context = TinySouk.start(directory())) {
            Environment settings = context.getEnvironment();

            assertThat(SampleData.records(settings, 1)).containsExactly("a record");
            assertThat(SampleData.rows(settings)).containsExactly("a row");
            assertThat(SampleData.key(settings)).as("Redis keeps nothing").isEmpty();
        }
    }

    @Test
    @Order(3)
    void databaseIsDurableAndEverythingListensOnLoopbackOnly() throws Exception {
        try (ConfigurableApplicationContext context = TinySouk.start(directory())) {
            Environment settings = context.getEnvironment();

            assertThat(SampleData.ask(settings, "show fsync")).containsExactly("on");
            assertThat(SampleData.ask(settings, "show synchronous_commit")).containsExactly("on");
            assertThat(SampleData.ask(settings, "show listen_addresses")).containsExactly("127.0.0.1");
            assertThat(SampleData.ask(settings, "show unix_socket_directories")).containsExactly("");
            assertThat(SampleData.ask(settings, "select current_database()")).containsExactly("souk");
            assertThat(context.getBean(EmbeddedParts.class).addresses().values())
                    .allSatisfy(address -> {
                        String host = address.substring(0, address.indexOf(':'));
                        assertThat(InetAddress.getByName(host).isLoopbackAddress())
                                .isTrue();
                    });
        }
    }

    @Test
    @Order(3)
    void aSecondContextOnTheSameDirectoryIsRefusedAndHarmsNothing() throws Exception {
        try (ConfigurableApplicationContext first = TinySouk.start(directory())) {
            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> TinySouk.start(directory()))
                    .withMessage(
                            "The data directory %s is in use by process %d.",
                            directory(), ProcessHandle.current().pid());

            assertThat(SampleData.rows(first.getEnvironment())).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    @Order(3)
    void eachPartIsReplacedByItself(Part replaced) {
        String address = "127.0.0.1:1";
        try (ConfigurableApplicationContext context =
                TinySouk.start(directory(), replaced.addressKey() + "=" + address)) {
            EmbeddedParts parts = context.getBean(EmbeddedParts.class);

            assertThat(parts.addresses()).hasSize(2).doesNotContainKey(replaced);
            assertThat(context.getEnvironment().getProperty(replaced.addressKey()))
                    .isEqualTo(address);
            for (Part part : Part.values()) {
                assertThat(context.getEnvironment().getProperty(part.runningKey(), Boolean.class))
                        .isEqualTo(part != replaced);
            }
        }
    }

    @Test
    @Order(4)
    void theApplicationsOwnConnectionsWorkToTheVeryEnd() throws Exception {
        String noKafka = "souk.kafka.brokers=kafka:9092";
        try (ConfigurableApplicationContext context =
                TinySouk.application(Connections.class).run(TinySouk.arguments(directory(), noKafka))) {
            StringRedisTemplate cache = context.getBean(StringRedisTemplate.class);
            cache.opsForValue().set("key", "value");
            assertThat(cache.opsForValue().get("key")).isEqualTo("value");
        }
        try (ConfigurableApplicationContext context = TinySouk.start(directory(), noKafka)) {
            assertThat(SampleData.rows(context.getEnvironment())).contains("written at the end");
        }
    }

    @Test
    @Order(5)
    void aFailedStartLeavesNothingBehind() throws Exception {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> TinySouk.application(BadBean.class).run(TinySouk.arguments(directory())));

        assertThat(ChildProcess.serversOf(directory().toRealPath())).isEmpty();
        DataDirectory.claim(directory()).close();
    }

    /** As with a test's temporary directory, which goes before the cached context does. */
    @Test
    @Order(6)
    void stopsAlsoWhenItsDirectoryIsGone() throws Exception {
        Path real = directory().toRealPath();
        try (ConfigurableApplicationContext context = TinySouk.start(directory())) {
            assertThat(context.getBean(EmbeddedParts.class).isEmpty()).isFalse();
            // All of them write while we delete, and a file that is new or gone in the middle of it breaks that off.
            await().ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> isGone(directory().resolve("kafka")));
            await().ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> isGone(directory().resolve("redis")));
            Files.delete(directory().resolve("postgres/pgdata/postmaster.pid"));
        }
        assertThat(ChildProcess.serversOf(real)).isEmpty();
    }

    private static boolean isGone(Path directory) throws IOException {
        FileSystemUtils.deleteRecursively(directory);
        return Files.notExists(directory);
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        RedisAutoConfiguration.class
    })
    static class Connections {

        @Bean
        DisposableBean lastWords(JdbcTemplate database) {
            return () -> database.update("insert into sample values ('written at the end')");
        }
    }

    static class BadBean {

        @Bean
        List<String> bad() {
            throw new IllegalStateException("as the test wants it");
        }
    }
}
