package app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** What becomes of data and children when the process ends in ways it did not choose. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedCrashIT {

    @TempDir
    private static Path temporary;

    private Path directory;

    @BeforeEach
    void resolve() throws IOException {
        directory = temporary.toRealPath();
    }

    @Test
    @Order(1)
    void dataOutlivesKillNineAndTheOrphansAreEnded() throws Exception {
        try (ChildProcess child = ChildProcess.on(directory).awaitReady()) {
            child.kill();
        }
        assertThat(ChildProcess.serversOf(directory)).as("orphans").isNotEmpty();

        startAndExpect(1);
    }

    @Test
    @Order(2)
    void dataOutlivesKillNineOfEverything() throws Exception {
        try (ChildProcess child = ChildProcess.on(directory).awaitReady()) {
            child.kill();
            ChildProcess.serversOf(directory).forEach(ProcessHandle::destroyForcibly);

            startAndExpect(2);
        }
    }

    @Test
    @Order(3)
    void aSignalStopsTheChildrenToo() throws Exception {
        try (ChildProcess child = ChildProcess.on(directory).awaitReady()) {
            child.terminate();

            assertThat(ChildProcess.serversOf(directory)).isEmpty();
            assertThat(child.output()).contains("Embedded parts stopped");
        }
    }

    @Test
    @Order(3)
    void aSignalInTheMidstOfTheStartLeavesNothingBehind() throws Exception {
        try (ChildProcess child = ChildProcess.on(directory)) {
            Awaitility.await().until(() -> !ChildProcess.serversOf(directory).isEmpty());
            child.terminate();
        }
        assertThat(ChildProcess.serversOf(directory)).isEmpty();
    }

    @Test
    @Order(3)
    void aStalePidFileWhoseIdIsNowAnotherProcesssIsNoObstacle() throws Exception {
        String stranger = ProcessHandle.current().pid() + "\n" + directory.resolve("postgres/pgdata") + "\n";
        Files.writeString(directory.resolve("postgres/pgdata/postmaster.pid"), stranger);
        Files.writeString(directory.resolve("redis/redis.pid"), stranger);

        startAndExpect(3);
    }

    @Test
    @Order(4)
    void aSecondProcessIsRefusedInASentenceWithStatusOne() throws Exception {
        try (ChildProcess first = ChildProcess.on(directory).awaitReady();
                ChildProcess second = ChildProcess.on(directory)) {
            assertThat(second.awaitEnd()).isEqualTo(1);

            assertThat(second.output())
                    .contains("The data directory " + directory + " is in use by process " + first.pid() + ".")
                    .contains("Stop that process, or choose another directory with souk.embedded.data-dir.")
                    .doesNotContain("\tat ");
            first.terminate();
        }
    }

    @Test
    @Order(5)
    void aPartThatCannotStartIsNamedWithItsReasonAndTheOthersAreStopped() throws Exception {
        Path version = directory.resolve("postgres/pgdata/PG_VERSION");
        Files.writeString(version, "9.6\n");
        try (ChildProcess child = ChildProcess.on(directory)) {
            assertThat(child.awaitEnd()).isEqualTo(1);

            assertThat(child.output())
                    .contains("The embedded Postgres did not start: FATAL:")
                    .contains("See " + directory.resolve("postgres/postgres.log"))
                    .doesNotContain("\tat ");
            assertThat(ChildProcess.serversOf(directory)).isEmpty();
        }
    }

    /** Each child has written the data once more. */
    private void startAndExpect(int writes) throws Exception {
        try (ConfigurableApplicationContext context = TinySouk.start(directory)) {
            Environment settings = context.getEnvironment();
            assertThat(SampleData.records(settings, writes)).hasSize(writes);
            assertThat(SampleData.rows(settings)).hasSize(writes);
            assertThat(ChildProcess.serversOf(directory)).isNotEmpty();
        }
        assertThat(ChildProcess.serversOf(directory)).isEmpty();
    }
}
