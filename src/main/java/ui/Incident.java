package ui;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that failed unexpectedly. The user gets its number, the log gets the number and the rest. */
record Incident(String number) {

    private static final Logger log = LoggerFactory.getLogger(Incident.class);

    /** Eight hexadecimal digits: short enough to read out, and unique enough to find in a log. */
    private static final int DIGITS = 8;

    static Incident of(Throwable failure) {
        Incident incident = new Incident(UUID.randomUUID().toString().substring(0, DIGITS));
        log.error("Incident {} in the web app", incident.number(), failure);
        return incident;
    }

    /** What the user reads. */
    String message() {
        return "Something went wrong on our side. The log has the details under the number " + number + ".";
    }
}
