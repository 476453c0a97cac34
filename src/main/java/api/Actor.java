package api;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who asks for something that is written to the audit. */
public final class Actor {

    private Actor() {}

    /** The name of who is logged in, on the thread that serves a request. */
    public static String name() {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        return login == null ? "unknown" : login.getName();
    }
}
