package app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temporary;

    @Test
    void isMadeWhenMissing() throws IOException {
        try (DataDirectory directory = DataDirectory.claim(temporary.resolve("a/b"))) {
            assertThat(directory.of(Part.REDIS))
                    .isEqualTo(temporary.toRealPath().resolve("a/b/redis"))
                    .isDirectory();
        }
    }

    @Test
    void aSecondClaimIsRefusedNamingTheOwner() {
        try (DataDirectory first = DataDirectory.claim(temporary)) {
            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> DataDirectory.claim(temporary))
                    .withMessage("The data directory %s is in use by process %d.", first.path(), currentPid())
                    .extracting(EmbeddedStartException::action)
                    .isEqualTo("Stop that process, or choose another directory with souk.embedded.data-dir.");
        }
    }

    @Test
    void canBeClaimedAgainWhenClosed() {
        DataDirectory.claim(temporary).close();

        try (DataDirectory again = DataDirectory.claim(temporary)) {
            assertThat(again.path().resolve(DataDirectory.LOCK_FILE)).hasContent(Long.toString(currentPid()));
        }
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatExceptionOfType(EmbeddedStartException.class)
                .isThrownBy(() -> DataDirectory.claim(file))
                .withMessage("The data directory %s is not a directory.", file);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefusedWithTheReason() throws IOException {
        Path below = Files.createFile(temporary.resolve("file")).resolve("data");

        assertThatExceptionOfType(EmbeddedStartException.class)
                .isThrownBy(() -> DataDirectory.claim(below))
                .withMessageStartingWith("The data directory " + below + " cannot be written: ")
                .extracting(EmbeddedStartException::action)
                .asString()
                .endsWith("or choose another directory with souk.embedded.data-dir.");
    }

    private static long currentPid() {
        return ProcessHandle.current().pid();
    }
}
