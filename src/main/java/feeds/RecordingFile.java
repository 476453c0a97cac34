package feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A recording while it is written: compressed lines of JSON, in a file that is named {@code .part} until it is whole. The
 * format is in {@code docs/recordings.md}. For one thread.
 */
final class RecordingFile implements Closeable {

    static final String SUFFIX = ".jsonl.gz";
    static final String PART = ".part";
    static final int VERSION = 1;

    static final String HEADER = "souk";
    static final String HEADER_KIND = "recording";
    static final String TIME = "t";
    static final String TEXT = "f";
    static final String BINARY = "b";
    static final String LOST = "lost";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BUFFER_BYTES = 8_192;

    /** Sorts as time goes, and is a file's name on every system. */
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern(
                    "yyyyMMdd'T'HHmmss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Opens the file that bytes go to. */
    interface Opener {
        OutputStream open(Path file) throws IOException;
    }

    private final Path part;
    private final Path whole;
    private final Counter bytes;
    private final JsonGenerator lines;

    /** Begins a file in a directory that is there. */
    RecordingFile(Path directory, String feed, String venue, Instant start, Opener opener) throws IOException {
        whole = directory.resolve(feed + "-" + START.format(start) + SUFFIX);
        part = Path.of(whole + PART);
        bytes = new Counter(opener.open(part));
        try {
            lines = JSON.createGenerator(new GZIPOutputStream(bytes, BUFFER_BYTES, true));
            lines.setRootValueSeparator(null);
            lines.writeStartObject();
            lines.writeStringField(HEADER, HEADER_KIND);
            lines.writeNumberField("version", VERSION);
            lines.writeStringField("feed", feed);
            lines.writeStringField("venue", venue);
            lines.writeStringField("start", start.toString());
            endLine();
            flush();
        } catch (IOException e) {
            bytes.closeQuietly(e);
            throw e;
        }
    }

    /** @param micros when it came, epoch µs */
    void frame(long micros, byte[] frame) throws IOException {
        lines.writeStartObject();
        lines.writeNumberField(TIME, micros);
        String text = text(frame);
        if (text != null) {
            lines.writeStringField(TEXT, text);
        } else {
            lines.writeBinaryField(BINARY, frame);
        }
        endLine();
    }

    /** Says that frames are missing here. */
    void lost(long micros, long count) throws IOException {
        lines.writeStartObject();
        lines.writeNumberField(TIME, micros);
        lines.writeNumberField(LOST, count);
        endLine();
    }

    private void endLine() throws IOException {
        lines.writeEndObject();
        lines.writeRaw('\n');
    }

    /** The same bytes come out again; null if they are no text. */
    private static String text(byte[] frame) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(frame))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** What was written so far can be read, also if this process dies. */
    void flush() throws IOException {
        lines.flush();
    }

    /** Compressed, and up to the last time that something was flushed. */
    long bytes() {
        return bytes.count;
    }

    Path path() {
        return part;
    }

    /** It is whole: gives it its name. */
    @Override
    public void close() throws IOException {
        try {
            lines.close();
        } catch (IOException e) {
            bytes.closeQuietly(e);
            throw e;
        }
        Files.move(part, whole);
    }

    /** It cannot be written any more: what of it can be read stays. */
    void abandon() throws IOException {
        bytes.close();
        if (bytes.count == 0) {
            Files.deleteIfExists(part);
        } else {
            Files.move(part, whole);
        }
    }

    private static final class Counter extends FilterOutputStream {

        private volatile long count;

        Counter(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }

        void closeQuietly(IOException reason) {
            try {
                out.close();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
