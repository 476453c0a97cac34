package app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Files and secrets that are nobody else's business. */
final class OwnerOnly {

    /** 128 bits: beyond guessing, short enough for a command line. */
    private static final int SECRET_BYTES = 16;

    private OwnerOnly() {}

    static void restrict(Path path, String permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) { // null on Windows
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    /** Replaces a file; nobody else can read it at any moment. */
    static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        restrict(file, "rw-------");
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
