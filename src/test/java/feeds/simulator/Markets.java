package feeds.simulator;

import java.math.BigDecimal;
import java.util.List;
import market.Instrument;

/** The instruments of these tests. */
final class Markets {

    static final Instrument BTC = instrument("BTC", "0.01");
    static final Instrument ETH = instrument("ETH", "0.01");
    static final Instrument DOGE = instrument("DOGE", "0.00001");
    static final Instrument UNKNOWN = instrument("PEPPER", "0.05");

    static final List<Instrument> ALL = List.of(BTC, ETH, DOGE, UNKNOWN);

    private Markets() {}

    static Instrument instrument(String base, String tick) {
        return new Instrument(
                "binance:" + base + "-USDT",
                "binance",
                base,
                "USDT",
                base + "USDT",
                List.of(base),
                new BigDecimal(tick));
    }
}
