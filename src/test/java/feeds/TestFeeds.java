package feeds;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import market.Instrument;
import market.Instruments;
import market.TradingHours;

/** Feeds of Binance's protocol, for tests. */
public final class TestFeeds {

    public static final Instruments INSTRUMENTS =
            new Instruments(List.of(instrument("BTC"), instrument("ETH"), instrument("SOL")));

    private TestFeeds() {}

    public static Instrument instrument(String base) {
        return new Instrument(
                "binance:" + base + "-USDT", "binance", base, "USDT", base + "USDT", List.of(), new BigDecimal("0.01"));
    }

    /** A feed that asks a venue at an address for the trades of some instruments. */
    public static FeedMonitor monitor(String name, URI address, WatchdogLimits limits, String... bases) {
        return monitor(name, new BinanceVenue(), address, limits, bases);
    }

    public static FeedMonitor monitor(
            String name, SocketVenue venue, URI address, WatchdogLimits limits, String... bases) {
        return monitor(name, venue, address, limits, TradingHours.ALWAYS, Clock.systemUTC(), bases);
    }

    public static FeedMonitor monitor(
            String name,
            SocketVenue venue,
            URI address,
            WatchdogLimits limits,
            TradingHours hours,
            Clock clock,
            String... bases) {
        return new FeedMonitor(
                new Feed(
                        name,
                        venue,
                        venue.socket(address),
                        Stream.of(bases)
                                .map(base -> new Subscription(venue.channels().get(0), instrument(base)))
                                .toList(),
                        venue.decoder(INSTRUMENTS)),
                limits,
                hours,
                clock);
    }

    /** A feed that asks CoinGecko at an address for the prices of two coins. */
    public static FeedMonitor polled(String name, URI address) {
        PolledVenue venue = new CoinGeckoVenue(null);
        Instruments coins = new Instruments(List.of(coin("BTC", "bitcoin"), coin("ETH", "ethereum")));
        List<Subscription> asks = coins.all().stream()
                .map(coin -> new Subscription(CoinGeckoVenue.PRICE, coin))
                .toList();
        return new FeedMonitor(
                new Feed(name, venue, venue.request(address, asks), asks, venue.decoder(coins)),
                patient(),
                TradingHours.ALWAYS,
                Clock.systemUTC());
    }

    /** One that asks every 30 s of a clock that the test moves. */
    public static Poller poller(FeedMonitor monitor, LongSupplier nanos) {
        return new Poller(monitor, Duration.ofSeconds(30), Clock.systemUTC(), nanos);
    }

    private static Instrument coin(String base, String symbol) {
        return new Instrument(
                "coingecko:" + base + "-USD", "coingecko", base, "USD", symbol, List.of(), new BigDecimal("0.01"));
    }

    /** A watchdog that does not bark in the time of a test. */
    public static WatchdogLimits patient() {
        return new WatchdogLimits(Duration.ofMinutes(5), Duration.ofMinutes(5));
    }

    /** Large files in a directory of the test's own. */
    public static RecorderSettings recorder(Path directory) {
        return new RecorderSettings(directory, 10_000_000, Duration.ofHours(1), 100_000_000);
    }

    /** A frame of a decoder, as it comes from a socket. */
    public static RawFrame frame(FeedMonitor monitor, byte[] bytes, long micros) {
        return new RawFrame(monitor, bytes, micros, decoded -> {});
    }
}
