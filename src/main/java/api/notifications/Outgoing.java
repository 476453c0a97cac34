package api.notifications;

import java.util.List;
import java.util.Map;
import market.Alert;

/**
 * One message to a receiver: a request, or a mail.
 *
 * @param method of the request; null of a mail
 * @param path behind the channel's address, empty for the address itself
 * @param query in the place of the address' own; null for that
 * @param headers of the request or the mail, the subject among them
 * @param body JSON, or the mail as HTML; UTF-8
 * @param plainText the mail for those who read no HTML; null of a request
 * @param alerts what it tells
 */
public record Outgoing(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        byte[] body,
        String plainText,
        List<Alert> alerts) {

    /** A POST to the channel's address. */
    static Outgoing post(Map<String, String> headers, byte[] body, List<Alert> alerts) {
        return new Outgoing("POST", "", null, headers, body, null, alerts);
    }
}
