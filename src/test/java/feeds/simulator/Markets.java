package feeds.simulator;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import market.Instrument;
import market.TradingHours;

/** The instruments of these tests. */
final class Markets {

    static final Instrument BTC = instrument("BTC", "0.01");
    static final Instrument ETH = instrument("ETH", "0.01");
    static final Instrument DOGE = instrument("DOGE", "0.00001");
    static final Instrument UNKNOWN = instrument("PEPPER", "0.05");

    static final Instrument APPLE =
            new Instrument("nasdaq:AAPL-USD", "nasdaq", "AAPL", "USD", "AAPL", List.of(), new BigDecimal("0.01"));

    static final List<Instrument> ALL = List.of(BTC, ETH, DOGE, UNKNOWN);

    static final List<Listing> LISTED = listed(ALL.toArray(Instrument[]::new));

    /** Every day from 9 to 17, UTC. */
    static final TradingHours DAYTIME = new TradingHours(
            ZoneOffset.UTC,
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            List.of(),
            Map.of());

    private Markets() {}

    /** With the built-in profiles, around the clock. */
    static List<Listing> listed(Instrument... instruments) {
        return Stream.of(instruments)
                .map(instrument -> Listing.of(instrument, TradingHours.ALWAYS))
                .toList();
    }

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
