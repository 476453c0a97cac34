package app.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * Postgres's programs, unpacked once below the data directory: a shared temporary directory is where another user could put
 * programs for us to run, and from the place of its program we know a process as our own.
 */
final class PostgresBinaries {

    private static final String PREFIX = "programs-";

    /** Characters of the archive's digest that tell versions apart. */
    private static final int DIGEST_LENGTH = 12;

    private PostgresBinaries() {}

    /** The directory with {@code bin}, {@code lib} and {@code share}. */
    static Path in(Path home) throws IOException {
        return Programs.alone(() -> unpackedIn(home));
    }

    private static Path unpackedIn(Path home) throws IOException {
        byte[] archive = archive();
        String name = PREFIX + digest(archive).substring(0, DIGEST_LENGTH);
        Path programs = home.resolve(name);
        if (Files.isDirectory(programs)) {
            return programs;
        }
        removeOthers(home);
        // Moved when complete: a start that was killed here leaves nothing that looks usable.
        Path unpacking = Files.createDirectory(home.resolve(name + ".unpacking"));
        unpack(archive, unpacking);
        return Files.move(unpacking, programs, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name");
        String machine = System.getProperty("os.arch");
        boolean mac = system.startsWith("Mac");
        String kernel = mac ? "Darwin" : system.startsWith("Windows") ? "Windows" : system;
        // On a Mac the one archive has the programs of both architectures.
        String hardware = mac || "amd64".equals(machine) ? "x86_64" : machine;
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(kernel, hardware)) {
            return packed.readAllBytes();
        } catch (IllegalStateException e) {
            throw new IOException("this build of Souk has no Postgres for " + system + " on " + machine, null);
        }
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void removeOthers(Path home) throws IOException {
        try (Stream<Path> entries = Files.list(home)) {
            List<Path> others = entries.filter(
                            entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .toList();
            for (Path other : others) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive of Postgres leaves its directory: " + entry.getName());
                }
                unpack(tar, entry, path);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean program = path.getParent().endsWith("bin");
            OwnerOnly.restrict(path, program ? "rwx------" : "rw-------");
        }
    }
}
