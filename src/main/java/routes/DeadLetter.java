package routes;

import java.util.Arrays;
import java.util.Objects;

/**
 * Data that could not be processed, on its way to the {@code dead-letters} topic. It has to get there whatever it is:
 * what the log or the database could not take is made fit.
 *
 * @param source where it came from: a feed's name, or a record's place in the log
 * @param reason why it could not be processed; without control characters and cut off after 1,000 characters
 * @param payload as it came, but cut off after 900,000 bytes, which the reason says then
 */
public record DeadLetter(String source, String reason, byte[] payload) {

    /** A record of the log may have 1 MB, keys and headers included. */
    private static final int MAX_PAYLOAD_BYTES = 900_000;

    private static final int MAX_REASON_LENGTH = 1_000;

    public DeadLetter {
        source = fit(source);
        reason = fit(reason);
        payload = payload == null ? new byte[0] : payload;
        if (payload.length > MAX_PAYLOAD_BYTES) {
            reason += " (the first " + MAX_PAYLOAD_BYTES + " bytes of " + payload.length + " are kept)";
            payload = Arrays.copyOf(payload, MAX_PAYLOAD_BYTES);
        }
    }

    /** Postgres keeps no NUL in a text, and a line of a log is one line. */
    static String fit(String text) {
        String printable = Objects.requireNonNullElse(text, "unknown").replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MAX_REASON_LENGTH ? printable : printable.substring(0, MAX_REASON_LENGTH) + "…";
    }
}
