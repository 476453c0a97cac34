package app;

/** Souk cannot start as it is configured. Told to the user as two sentences, without a stack trace. */
final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param message what is wrong
     * @param remedy what to do about it
     */
    StartRefusedException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    StartRefusedException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
