package app.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs Postgres's own tools and waits for them. */
final class PostgresCommands {

    private static final String AS_ROOT = "cannot be run as root";
    private static final String NOT_AS_ROOT = "Postgres does not run as root, and this machine has no user namespaces"
            + " (unshare -U) that would help; start Souk as another user";

    private final Path programs;
    private final Path output;

    /** @param output file for what a tool says, overwritten by each */
    PostgresCommands(Path programs, Path output) {
        this.programs = programs;
        this.output = output;
    }

    /** Throws with what the tool said when it fails. */
    void run(String tool, String... arguments) throws IOException, InterruptedException {
        int status = attempt(tool, arguments);
        if (status != 0) {
            throw new IOException(lastWords().orElse(tool + " ended with status " + status));
        }
    }

    /** Why the tool that ran last failed. */
    Optional<String> lastWords() throws IOException {
        boolean asRoot = LogTail.of(output, AS_ROOT)
                .filter(line -> line.startsWith(AS_ROOT))
                .isPresent();
        return asRoot ? Optional.of(NOT_AS_ROOT) : LogTail.of(output, "error: ");
    }

    /** The tool's exit status. */
    int attempt(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // Postgres refuses to run as root; in a user namespace of its own root is nobody, and still owns its files.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve("bin").resolve(tool).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // The user's PGPORT, PGOPTIONS … are about another server; messages are read by code below, in English.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return Programs.run(builder);
    }
}
