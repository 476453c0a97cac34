package market;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to a market, or to our view of it: a record of the {@code market-events} topic.
 *
 * @param instrument the id of the instrument that it happened to; null if it happened to a feed or a venue as a whole
 * @param feed the feed that it happened to; null if it is about no feed
 * @param venue the venue that it happened to; null if it is about no venue as a whole
 * @param at when it was noticed, our clock
 * @param from when the first thing that it is about happened; null if it has no extent
 * @param to when the last one happened; null if it has no extent
 * @param firstTradeId of a gap; null if it is about no ids
 * @param lastTradeId of a gap; null if it is about no ids
 * @param text one sentence for people; cut off after 250 characters
 */
public record MarketEvent(
        Type type,
        String instrument,
        String feed,
        String venue,
        Instant at,
        Instant from,
        Instant to,
        Long firstTradeId,
        Long lastTradeId,
        String text) {

    /** What happened. */
    public enum Type {
        GAP_FOUND("gap-found"),
        GAP_FILLED("gap-filled"),
        GAP_ABANDONED("gap-abandoned"),
        GAP_UNFILLABLE("gap-unfillable"),
        OUTAGE("outage"),
        FEED_DOWN("feed-down"),
        FEED_UP("feed-up"),
        FEED_RESUBSCRIBED("feed-resubscribed"),
        FEED_RECONNECTED("feed-reconnected"),
        MARKET_OPEN("market-open"),
        MARKET_CLOSE("market-close");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** As it stands in the record. */
        public String label() {
            return label;
        }

        /** The type with this label, if there is one. */
        static Optional<Type> find(String label) {
            return Arrays.stream(values())
                    .filter(type -> type.label.equals(label))
                    .findFirst();
        }
    }

    /** What reads the log takes no longer text, and a reason may be what a venue said. */
    private static final int MAX_TEXT_LENGTH = 250;

    public MarketEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
        text = text.length() > MAX_TEXT_LENGTH ? text.substring(0, MAX_TEXT_LENGTH - 1) + "…" : text;
        String subject =
                switch (type) {
                    case GAP_FOUND, GAP_FILLED, GAP_ABANDONED, GAP_UNFILLABLE, OUTAGE -> instrument;
                    case FEED_DOWN, FEED_UP, FEED_RESUBSCRIBED, FEED_RECONNECTED -> feed;
                    case MARKET_OPEN, MARKET_CLOSE -> venue;
                };
        if (subject == null) {
            throw new IllegalArgumentException("what " + type.label() + " happened to is missing");
        }
    }

    /** Something that happened to an instrument. */
    public MarketEvent(
            Type type,
            String instrument,
            Instant at,
            Instant from,
            Instant to,
            Long firstTradeId,
            Long lastTradeId,
            String text) {
        this(type, instrument, null, null, at, from, to, firstTradeId, lastTradeId, text);
    }

    /** Something that happened to a feed. */
    public static MarketEvent ofFeed(Type type, String feed, Instant at, String text) {
        return new MarketEvent(type, null, feed, null, at, null, null, null, null, text);
    }

    /**
     * Something that happened to a venue.
     *
     * @param at when it was noticed
     * @param from when it happened
     */
    public static MarketEvent ofVenue(Type type, String venue, Instant at, Instant from, String text) {
        return new MarketEvent(type, null, null, venue, at, from, null, null, null, text);
    }

    /** The key of its record. */
    public String key() {
        return instrument != null ? instrument : feed != null ? feed : venue;
    }
}
