package ops;

/** A route could not be steered. The message says which, what was tried and why it failed. */
public final class RouteControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RouteControlException(String message, Throwable cause) {
        super(message, cause);
    }
}
