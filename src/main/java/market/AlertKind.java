package market;

import java.util.Arrays;
import java.util.Optional;

/** What an alert is about. What each means, and how it is found, is in {@code docs/alerts.md}. */
public enum AlertKind {
    /** The price moved much farther than it does of late. */
    PRICE_MOVE("price-move"),
    /** Much more was traded than is of late. */
    VOLUME_SPIKE("volume-spike"),
    /** The price left the range in which it was for long. */
    RANGE_BREAKOUT("range-breakout"),
    /** The price is far from that of 24 hours ago. */
    DAY_CHANGE("day-change"),
    /** Venues price the same pair differently. */
    VENUE_SPREAD("venue-spread"),
    /** A feed is down. */
    FEED_SILENCE("feed-silence"),
    /** Trades of an instrument are missing. */
    GAP("gap"),
    /** Of a rule: the price crossed a level. */
    PRICE_CROSSES("price-crosses"),
    /** Of a rule: the price changed by so many percent in a time. */
    PRICE_CHANGE("price-change"),
    /** Of a rule: an indicator crossed a level. */
    INDICATOR_CROSSES("indicator-crosses"),
    /** Of a rule: more than so much was traded in a candle. */
    VOLUME_OVER("volume-over"),
    /** Of a rule: an instrument has not traded for so long. */
    SILENCE("silence");

    private final String label;

    AlertKind(String label) {
        this.label = label;
    }

    /** As it stands in records, answers and settings. */
    public String label() {
        return label;
    }

    /** The kind with this label, if there is one. */
    public static Optional<AlertKind> find(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
