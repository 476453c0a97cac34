package feeds;

/** A venue has asked for fewer requests, in an answer that looks like a good one. The message is what it said. */
public final class VenueBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VenueBusyException(String reason) {
        super(reason);
    }
}
