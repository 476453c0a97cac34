package market;

/** Data that cannot be understood or cannot be true. The message is the reason that its dead letter carries. */
public final class MalformedDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedDataException(String reason) {
        super(reason);
    }

    public MalformedDataException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
