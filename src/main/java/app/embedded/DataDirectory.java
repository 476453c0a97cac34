package app.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data directory, held by this process alone from {@link #claim} to {@link #close}. The lock is the operating
 * system's, so it ends with the process however that ends; the file stays, since deleting a lock file is a race.
 */
final class DataDirectory implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);

    static final String LOCK_FILE = "souk.lock";

    /** Beyond the owner's id: where locks are mandatory, others can still read who it is. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static DataDirectory claim(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw EmbeddedStartException.notADirectory(path);
        }
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return lock(path, channel);
        } catch (IOException e) {
            throw EmbeddedStartException.notWritable(path, e);
        }
    }

    private static DataDirectory lock(Path path, FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock != null) {
                channel.truncate(0);
                String self = ProcessHandle.current().pid() + System.lineSeparator();
                channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.US_ASCII)), 0);
                return new DataDirectory(path, channel);
            }
        } catch (OverlappingFileLockException anotherContextOfThisProcess) {
            // Refused below like any other owner: the file names this process.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        String owner = Files.readString(path.resolve(LOCK_FILE), StandardCharsets.US_ASCII)
                .strip();
        channel.close();
        throw EmbeddedStartException.inUse(path, owner.isEmpty() ? "(not known)" : owner);
    }

    /** The directory of a part, for its owner alone: it holds passwords and prices. */
    Path of(Part part) {
        Path directory = path.resolve(part.directory());
        try {
            Files.createDirectories(directory);
            OwnerOnly.restrict(directory, "rwx------");
            // Real, as the system names programs; resolved now, since it may be gone when they are to be stopped.
            return directory.toRealPath();
        } catch (IOException e) {
            throw EmbeddedStartException.notWritable(directory, e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The process goes on without the lock's file; the lock itself ends with it at the latest.
            log.warn("Could not unlock {}", path, e);
        }
    }
}
