package market;

import java.util.Objects;

/** A record to be written to the log once what it tells is stored. */
public record Publication(String topic, String key, byte[] payload) {

    public Publication {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(payload, "payload");
    }

    /** A closed or corrected candle. */
    public static Publication of(Candle candle) {
        return new Publication(LogTopics.CANDLES, candle.key().instrument(), CandleJson.write(candle));
    }

    /** Something that happened to a market. */
    public static Publication of(MarketEvent event) {
        return new Publication(LogTopics.MARKET_EVENTS, event.instrument(), MarketEventJson.write(event));
    }
}
