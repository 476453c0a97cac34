package ops;

/** What can be done to a route. */
public enum RouteAction {
    START("start"),
    STOP("stop"),
    SUSPEND("suspend"),
    RESUME("resume");

    private final String verb;

    RouteAction(String verb) {
        this.verb = verb;
    }

    /** The word for people and for the audit: {@code stop}. */
    public String verb() {
        return verb;
    }
}
