package market;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened to a market, a record of the {@code market-events} topic.
 *
 * @param instrument the id of the instrument that it happened to, the record's key
 * @param at when it was noticed, our clock
 * @param from when the first thing that it is about happened; null if it has no extent
 * @param to when the last one happened; null if it has no extent
 * @param firstTradeId of a gap; null if it is about no ids
 * @param lastTradeId of a gap; null if it is about no ids
 * @param text one sentence for people
 */
public record MarketEvent(
        Type type,
        String instrument,
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
        OUTAGE("outage");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** As it stands in the record. */
        public String label() {
            return label;
        }
    }

    public MarketEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(text, "text");
    }
}
