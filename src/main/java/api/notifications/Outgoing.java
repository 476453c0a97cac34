package api.notifications;

import java.util.List;
import java.util.Map;
import market.Alert;

/**
 * One message to a receiver: a POST, or a mail.
 *
 * @param path behind the channel's address, empty for the address itself
 * @param query in the place of the address' own; null for that
 * @param headers of the request or the mail, the subject among them
 * @param body JSON, or the mail as HTML; UTF-8
 * @param plainText the mail for those who read no HTML; null of a request
 * @param alerts what it tells
 */
public record Outgoing(
        String path, String query, Map<String, String> headers, byte[] body, String plainText, List<Alert> alerts) {

    /** A request to the channel's address. */
    static Outgoing post(Map<String, String> headers, byte[] body, List<Alert> alerts) {
        return new Outgoing("", null, headers, body, null, alerts);
    }
}
