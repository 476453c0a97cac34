package routes;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import market.Candle;
import market.CandleJson;
import market.CandleKey;
import market.Interval;
import market.MalformedDataException;

/**
 * A line of a published message of candles: what it is a candle of, and the candle as it stands in the log. There are many more
 * of them than anybody looks at, so the candle is read when it is asked for.
 *
 * @param candle fails with {@link MalformedDataException} if it is none
 */
record PublishedCandle(CandleKey key, Supplier<Candle> candle) {

    private static final String SEPARATOR = " ";

    static String write(Candle candle) {
        CandleKey key = candle.key();
        return String.join(
                SEPARATOR,
                key.instrument(),
                key.interval().label(),
                Long.toString(key.startMicros()),
                new String(CandleJson.write(candle), StandardCharsets.UTF_8));
    }

    /** @throws MalformedDataException if it does not say what it is a candle of */
    static PublishedCandle read(String line) {
        String[] parts = line.split(SEPARATOR, 4);
        if (parts.length < 4) {
            throw new MalformedDataException("not a published candle: instrument, interval and start are missing");
        }
        try {
            return new PublishedCandle(
                    new CandleKey(parts[0], Interval.of(parts[1]), Long.parseLong(parts[2])),
                    () -> CandleJson.read(parts[3].getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("not a published candle: " + e.getMessage(), e);
        }
    }
}
