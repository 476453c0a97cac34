package app.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.error.OsArchitectureNotFound;
import redis.embedded.error.UnknownOSName;
import redis.embedded.model.OsArchitecture;

/** Redis's program, unpacked once below the data directory, for the reasons of {@link PostgresBinaries}. */
final class RedisBinary {

    /** How its file name begins; the version and the platform follow. */
    static final String NAME = "redis-server";

    private RedisBinary() {}

    static Path in(Path home) throws IOException {
        String resource = resource();
        Path program = home.resolve(resource.substring(1));
        if (!Files.exists(program)) {
            Programs.alone(() -> unpack(resource, program));
        }
        return program;
    }

    private static String resource() throws IOException {
        String resource;
        try {
            resource = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
        } catch (OsArchitectureNotFound | UnknownOSName e) {
            resource = null;
        }
        if (resource == null) {
            throw new FileNotFoundException("this build of Souk has no Redis for " + System.getProperty("os.name")
                    + " on " + System.getProperty("os.arch"));
        }
        return resource;
    }

    /** Moved when complete: a start that was killed here leaves nothing that looks usable. */
    private static Path unpack(String resource, Path program) throws IOException {
        Path unpacking = program.resolveSibling("unpacking");
        try (InputStream packed = ExecutableProvider.class.getResourceAsStream(resource)) {
            Files.copy(packed, unpacking, StandardCopyOption.REPLACE_EXISTING);
        }
        OwnerOnly.restrict(unpacking, "rwx------");
        return Files.move(unpacking, program, StandardCopyOption.ATOMIC_MOVE);
    }
}
