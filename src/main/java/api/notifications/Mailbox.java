package api.notifications;

import java.util.List;

/**
 * Where mail is handed in, and whose it is.
 *
 * @param username null to hand it in without a login
 * @param password null where there is no user name
 * @param from as in {@code Souk <souk@example.org>}
 * @param to addresses
 */
public record Mailbox(String host, int port, String username, String password, Tls tls, String from, List<String> to) {

    /** How the connection is kept from others' eyes. */
    public enum Tls {
        /** Not at all. */
        NONE,
        /** It begins in the open and is not used unless the server then encrypts it. */
        STARTTLS,
        /** From the first byte. */
        IMPLICIT
    }

    public Mailbox {
        to = List.copyOf(to);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return from + " at " + host + ":" + port;
    }
}
