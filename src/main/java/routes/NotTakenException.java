package routes;

import java.time.Duration;

/** A receiver has not taken a message, and may take it later. */
final class NotTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    /** @param pause how long it wants to be left alone; null if it did not say */
    NotTakenException(String message, Duration pause) {
        super(message);
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
