package security;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The administrator's account.
 *
 * @param password as it is to be typed
 * @param generated whether it was made up at this start, so that somebody has to be told
 */
public record AdminAccount(String user, String password, boolean generated) {

    public static final String ROLE_ADMIN = "ADMIN";

    /** 96 bits from the system's random source: nobody guesses that, and it still fits a line. */
    private static final int PASSWORD_BYTES = 12;

    /** The account with the password of the settings, or with one made up if they have none. */
    public static AdminAccount of(String configuredPassword) {
        boolean generated = configuredPassword == null || configuredPassword.isBlank();
        return new AdminAccount("admin", generated ? randomPassword() : configuredPassword, generated);
    }

    @Override
    public String toString() {
        return "AdminAccount[" + user + "]";
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
