package app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class EmbeddedFailureAnalyzerTest {

    private static final Path DIRECTORY = Path.of("/srv/souk");

    @Test
    void aDirectoryInUseNamesDirectoryOwnerAndRemedy() {
        FailureAnalysis analysis = analyze(EmbeddedStartException.inUse(DIRECTORY, "4711"));

        assertThat(analysis.getDescription()).isEqualTo("The data directory /srv/souk is in use by process 4711.");
        assertThat(analysis.getAction())
                .isEqualTo("Stop that process, or choose another directory with souk.embedded.data-dir.");
    }

    @Test
    void aDirectoryThatCannotBeWrittenSaysWhy() {
        FailureAnalysis analysis = analyze(
                EmbeddedStartException.notWritable(DIRECTORY, new AccessDeniedException("/srv/souk/souk.lock")));

        assertThat(analysis.getDescription())
                .isEqualTo("The data directory /srv/souk cannot be written: AccessDenied /srv/souk/souk.lock.");
    }

    @Test
    void aFailedPartSaysWhyInOneLineWhereItsLogIsAndHowToReplaceIt() {
        Exception cause = new IllegalStateException("wrapper", new IOException("FATAL: no\n  space left."));

        FailureAnalysis analysis = analyze(EmbeddedStartException.partFailed(Part.POSTGRES, "/a/postgres.log", cause));

        assertThat(analysis.getDescription()).isEqualTo("The embedded Postgres did not start: FATAL: no; space left.");
        assertThat(analysis.getAction())
                .isEqualTo("See /a/postgres.log. Or use a Postgres of your own: set spring.datasource.url.");
    }

    @Test
    void isFoundBelowOtherExceptions() {
        EmbeddedStartException cause = EmbeddedStartException.notADirectory(DIRECTORY);

        assertThat(new EmbeddedFailureAnalyzer()
                        .analyze(new IllegalStateException(cause))
                        .getDescription())
                .isEqualTo("The data directory /srv/souk is not a directory.");
    }

    private static FailureAnalysis analyze(EmbeddedStartException failure) {
        return new EmbeddedFailureAnalyzer().analyze(failure);
    }
}
