package feeds.simulator;

import java.math.BigDecimal;
import java.util.Locale;
import market.Instrument;
import market.TakerSide;

/** The text of a trade as Binance spot sends it. Stateless. */
final class TradeFrame {

    /** Binance writes every price and quantity with eight decimals; a finer tick gets what it needs. */
    private static final int DECIMALS = 8;

    private TradeFrame() {}

    /** The name of an instrument's trade stream, as in {@code btcusdt@trade}. */
    static String stream(Instrument instrument) {
        return instrument.venueSymbol().toLowerCase(Locale.ROOT) + "@trade";
    }

    /**
     * The payload, as a raw socket gets it.
     *
     * @param eventTimeMillis {@code E}, when the exchange sends it; epoch ms
     * @param tradeTimeMillis {@code T}, when it happened; epoch ms, at most {@code E}
     */
    static String raw(SimulatedTrade trade, long eventTimeMillis, long tradeTimeMillis) {
        Instrument instrument = trade.instrument();
        return "{\"e\":\"trade\",\"E\":" + eventTimeMillis
                + ",\"s\":\"" + instrument.venueSymbol().toUpperCase(Locale.ROOT)
                + "\",\"t\":" + trade.tradeId()
                + ",\"p\":\"" + decimal(trade.price(), instrument.priceDecimals())
                + "\",\"q\":\"" + decimal(trade.quantity(), 0)
                + "\",\"T\":" + tradeTimeMillis
                + ",\"m\":" + (trade.takerSide() == TakerSide.SELL)
                + ",\"M\":true}";
    }

    /** The payload in the wrapping that a combined socket gets. */
    static String combined(String stream, String raw) {
        return "{\"stream\":\"" + stream + "\",\"data\":" + raw + "}";
    }

    private static String decimal(BigDecimal value, int atLeast) {
        return value.setScale(Math.max(DECIMALS, atLeast)).toPlainString();
    }
}
