package api.notifications;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says to the receiver of a webhook that it is ours, and when it was sent: HMAC-SHA256 (RFC 2104) of the time and the body. How
 * to check it is in {@code docs/notifications.md}.
 */
final class Signature {

    static final String HEADER = "X-Souk-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** {@code t=<epoch seconds>,v1=<hexadecimal>}: of {@code <epoch seconds>.<body>}. */
    static String of(byte[] body, String secret, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        byte[] sum = hmac(secret.getBytes(StandardCharsets.UTF_8), (time + ".").getBytes(StandardCharsets.UTF_8), body);
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(sum);
    }

    /** Of the two parts, one behind the other. */
    static byte[] hmac(byte[] key, byte[] first, byte[] second) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(first);
            return mac.doFinal(second);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
