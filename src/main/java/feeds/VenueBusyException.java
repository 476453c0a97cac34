package feeds;

/** A venue did not answer what was asked, and is to be asked again later. The message is what it said. */
public final class VenueBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VenueBusyException(String reason) {
        super(reason);
    }
}
