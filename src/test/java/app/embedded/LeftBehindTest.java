package app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftBehindTest {

    @TempDir
    Path home;

    private final ProcessHandle self = ProcessHandle.current();

    @Test
    void aProcessIsOursWhenItsProgramLiesInOurDirectory() throws IOException {
        Path bin = LeftBehind.program(self).orElseThrow().getParent();

        assertThat(LeftBehind.find(pidFile(self.pid() + "\nmore\n"), bin, "java"))
                .contains(self);
        assertThat(LeftBehind.find(pidFile(self.pid() + "\n"), bin, "postgres")).isEmpty();
    }

    @Test
    void aProcessThatGotTheIdLaterIsNotOurs() throws IOException {
        assertThat(LeftBehind.find(pidFile(self.pid() + "\n"), home, "java")).isEmpty();
        assertThat(LeftBehind.named(home.resolve("pid"))).contains(self);
    }

    @Test
    void anEmptyOrMissingFileNamesNobody() throws IOException {
        assertThat(LeftBehind.named(home.resolve("missing"))).isEmpty();
        assertThat(LeftBehind.named(pidFile(""))).isEmpty();
        assertThat(LeftBehind.named(pidFile("not a number"))).isEmpty();
    }

    private Path pidFile(String content) throws IOException {
        return Files.writeString(home.resolve("pid"), content);
    }
}
