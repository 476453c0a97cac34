package routes;

import api.notifications.Digest;
import market.Alert;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Adds the {@link Alert} in the body to the lines of a digest. Stateless. */
final class DigestStrategy implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange digest, Exchange added) {
        Alert alert = added.getMessage().getBody(Alert.class);
        if (digest == null) {
            added.getMessage().setBody(Digest.begin(alert));
            return added;
        }
        digest.getMessage().setBody(Digest.add(digest.getMessage().getBody(String.class), alert));
        return digest;
    }
}
