package api;

import analytics.pulse.MarketOverview;
import java.math.BigDecimal;
import java.util.List;
import market.Decimals;
import market.Pulse;

/**
 * The answer of {@code pulse}.
 *
 * @param windowSeconds length of a window
 * @param overview what all instruments together do
 * @param instruments the latest pulse of each that has any, in configured order
 */
public record PulseAnswer(long windowSeconds, Overview overview, List<Pulse> instruments) {

    /** See {@link MarketOverview}; decimals are strings. */
    public record Overview(
            int instruments,
            int risers,
            int fallers,
            String averageChangePercent24h,
            String breadth,
            String sentiment,
            List<Market> markets,
            List<Mover> gainers,
            List<Mover> losers) {

        static Overview of(MarketOverview overview) {
            return new Overview(
                    overview.instruments(),
                    overview.risers(),
                    overview.fallers(),
                    text(overview.averageChangePercent()),
                    text(overview.breadth()),
                    overview.sentiment().name(),
                    overview.markets().stream().map(Market::of).toList(),
                    overview.gainers().stream().map(Mover::of).toList(),
                    overview.losers().stream().map(Mover::of).toList());
        }
    }

    /** The instruments of one quote currency. */
    public record Market(String quote, int instruments, String volume24h, String weightedChangePercent24h) {

        static Market of(MarketOverview.QuoteMarket market) {
            return new Market(
                    market.quote(),
                    market.instruments(),
                    Decimals.text(market.volume()),
                    text(market.weightedChangePercent()));
        }
    }

    /** One of those that moved most. */
    public record Mover(String instrument, String averagePrice, String averageChangePercent24h) {

        static Mover of(Pulse pulse) {
            return new Mover(
                    pulse.instrument(),
                    Decimals.text(pulse.averagePrice()),
                    Decimals.text(pulse.averageChangePercent()));
        }
    }

    private static String text(BigDecimal value) {
        return value == null ? null : Decimals.text(value);
    }
}
