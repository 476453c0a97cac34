package routes;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import market.Candle;
import market.CandleJson;
import market.Interval;
import market.MalformedDataException;

/**
 * A line of a published message of candles: what it is a candle of, and the candle as it stands in the log. There are many more
 * of them than anybody watches, so the candle is read when it is asked for.
 *
 * @param candle fails with {@link MalformedDataException} if it is none
 */
record PublishedCandle(String instrument, Interval interval, Supplier<Candle> candle) {

    private static final char SEPARATOR = ' ';

    static String write(Candle candle) {
        return candle.key().instrument()
                + SEPARATOR
                + candle.key().interval().label()
                + SEPARATOR
                + new String(CandleJson.write(candle), StandardCharsets.UTF_8);
    }

    /** @throws MalformedDataException if it does not say what it is a candle of */
    static PublishedCandle read(String line) {
        int instrument = line.indexOf(SEPARATOR);
        int interval = line.indexOf(SEPARATOR, instrument + 1);
        if (instrument <= 0 || interval < 0) {
            throw new MalformedDataException("not a published candle: instrument and interval are missing");
        }
        try {
            return new PublishedCandle(
                    line.substring(0, instrument),
                    Interval.of(line.substring(instrument + 1, interval)),
                    () -> CandleJson.read(line.substring(interval + 1).getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("not a published candle: " + e.getMessage(), e);
        }
    }
}
