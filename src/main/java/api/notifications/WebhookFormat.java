package api.notifications;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A digest as one JSON object, signed. */
final class WebhookFormat implements MessageFormat {

    /** The digest's id: who has seen it has been told. */
    static final String DELIVERY = "X-Souk-Delivery";

    private final Channel channel;

    WebhookFormat(Channel channel) {
        this.channel = channel;
    }

    @Override
    public List<Outgoing> messages(Digest digest, Instant now) {
        byte[] body = Digest.json(digest.id(), digest.channel(), digest.alerts(), now);
        return List.of(Outgoing.post(
                Map.of(DELIVERY, digest.id().toString(), Signature.HEADER, Signature.of(body, channel.secret(), now)),
                body,
                digest.alerts()));
    }
}
