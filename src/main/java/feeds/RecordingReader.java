package feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import market.MalformedDataException;

/**
 * Reads a recording, compressed or not, frame by frame. One that ends in the middle, since its process was killed, is read
 * up to there. The format is in {@code docs/recordings.md}. For one thread.
 */
final class RecordingReader implements Closeable {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int GZIP_MAGIC = 0x1f;

    /** @param micros when it came, epoch µs, the recording process' clock */
    record Recorded(long micros, byte[] frame) {}

    private final Path file;
    private final JsonParser lines;
    private String venue;
    private long lost;
    private boolean truncated;

    RecordingReader(Path file) throws IOException {
        this.file = file;
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            lines = JSON.createParser(new UpToTheEnd(unpacked(bytes)));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(1);
        int first = bytes.read();
        bytes.reset();
        if (first != GZIP_MAGIC) {
            return bytes;
        }
        try {
            return new GZIPInputStream(bytes);
        } catch (EOFException e) {
            truncated = true;
            bytes.close();
            return InputStream.nullInputStream();
        }
    }

    /**
     * The next frame; empty at the end.
     *
     * @throws MalformedDataException if what comes next is nothing that a recorder writes
     */
    Optional<Recorded> next() throws IOException {
        try {
            while (lines.nextToken() != null) {
                Optional<Recorded> frame = line();
                if (frame.isPresent()) {
                    return frame;
                }
            }
        } catch (JsonEOFException e) {
            truncated = true;
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        }
        return Optional.empty();
    }

    /** Empty if it is one that holds no frame. */
    private Optional<Recorded> line() throws IOException {
        if (lines.currentToken() != JsonToken.START_OBJECT) {
            throw malformed("a line must be a JSON object");
        }
        Long micros = null;
        byte[] frame = null;
        boolean known = false;
        while (lines.nextToken() != JsonToken.END_OBJECT) {
            String name = lines.currentName();
            lines.nextToken();
            switch (name) {
                case RecordingFile.TIME -> micros = lines.getLongValue();
                case RecordingFile.TEXT -> frame = text().getBytes(StandardCharsets.UTF_8);
                case RecordingFile.BINARY -> frame = lines.getBinaryValue();
                case RecordingFile.LOST -> {
                    lost += lines.getLongValue();
                    known = true;
                }
                case RecordingFile.HEADER -> known = true;
                case "version" -> refuseOtherVersions(lines.getIntValue());
                case "venue" -> venue = text();
                default -> lines.skipChildren();
            }
        }
        if (frame == null && known) {
            return Optional.empty();
        }
        if (frame == null || micros == null) {
            throw malformed("a frame must have the time '" + RecordingFile.TIME + "' and '" + RecordingFile.TEXT
                    + "' or '" + RecordingFile.BINARY + "'");
        }
        return Optional.of(new Recorded(micros, frame));
    }

    private String text() throws IOException {
        if (lines.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed("'" + lines.currentName() + "' must be a text");
        }
        return lines.getText();
    }

    private void refuseOtherVersions(int version) {
        if (version != RecordingFile.VERSION) {
            throw malformed("it is of version " + version + ", and only " + RecordingFile.VERSION + " can be read");
        }
    }

    private MalformedDataException malformed(String why) {
        return new MalformedDataException(
                "line " + lines.currentLocation().getLineNr() + " of the recording " + file + ": " + why);
    }

    /** Whose frames they are, as far as it was read; null if it does not say. */
    String venue() {
        return venue;
    }

    /** How many frames it says were lost, as far as it was read. */
    long lost() {
        return lost;
    }

    /** Whether it ended in the middle. */
    boolean isTruncated() {
        return truncated;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** A compressed file that ends in the middle ends here, after all that can be read of it. */
    private final class UpToTheEnd extends FilterInputStream {

        UpToTheEnd(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return in.read(bytes, from, length);
            } catch (EOFException e) {
                truncated = true;
                return -1;
            }
        }
    }
}
