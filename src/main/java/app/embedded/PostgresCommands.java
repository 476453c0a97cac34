package app.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Postgres's own tools and waits for them. */
final class PostgresCommands {

    private final Path programs;
    private final Path output;

    /** @param output file for what a tool says, overwritten by each */
    PostgresCommands(Path programs, Path output) {
        this.programs = programs;
        this.output = output;
    }

    /** Throws with the last line that holds the marker when the tool fails. */
    void run(String marker, String tool, String... arguments) throws IOException, InterruptedException {
        int status = attempt(tool, arguments);
        if (status != 0) {
            throw new IOException(LogTail.of(output, marker).orElse(tool + " ended with status " + status));
        }
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
