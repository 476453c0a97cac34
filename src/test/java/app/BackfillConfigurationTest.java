package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feeds.Backfill;
import feeds.BinanceVenue;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import market.GapAttempt;
import market.GapQueue;
import market.IdRun;
import market.Instrument;
import market.Instruments;
import market.OpenGap;
import market.TradeIds;
import org.junit.jupiter.api.Test;

class BackfillConfigurationTest {

    private static final String REAL = "wss://stream.example.com";

    /** Keeps what it was asked for. */
    private static final class Queue implements GapQueue {

        private Collection<String> asked;

        @Override
        public List<OpenGap> lease(Collection<String> instruments, int limit, Duration lease) {
            asked = instruments;
            return List.of();
        }

        @Override
        public Map<String, IdRun> newest(Collection<String> instruments) {
            return Map.of();
        }

        @Override
        public void settle(Collection<GapAttempt> attempts) {}
    }

    private final Queue gaps = new Queue();

    @Test
    void aVenueIsAskedForItsOwnInstrumentsWhoseIdsTellWhatIsMissing() {
        List<Backfill> backfills = backfills(feed("binance", REAL, null));

        assertThat(backfills).singleElement().extracting(Backfill::venue).isEqualTo("binance");
        backfills.get(0).turn();
        assertThat(gaps.asked).containsExactly("binance:BTC-USDT");
    }

    @Test
    void twoFeedsOfAVenueShareItsBudget() {
        assertThat(backfills(
                        feed("one", REAL, "https://rest.example.com"), feed("two", REAL, "https://rest.example.com")))
                .hasSize(1);
    }

    @Test
    void nobodyIsAskedForSimulatedTradesOrWhereThatIsTurnedOff() {
        assertThat(backfills(feed("binance", null, null))).isEmpty();
        assertThat(backfills(feed("binance", REAL, "none"))).isEmpty();
    }

    @Test
    void tradesThatAreNumberedOtherwiseThanThePastOnesAreNotFilledWithThem() {
        assertThat(backfills(new SoukProperties.FeedSettings(
                        "one", "binance", REAL, null, List.of(), List.of("aggTrade", "24hrTicker"), "1", false)))
                .isEmpty();
        assertThat(backfills(new SoukProperties.FeedSettings(
                        "one", "binance", REAL, null, List.of(), List.of("trade", "24hrTicker"), "1", false)))
                .hasSize(1);
    }

    @Test
    void twoFeedsOfAVenueWithDifferentAddressesAreRefused() {
        assertThatThrownBy(() -> backfills(feed("one", REAL, "none"), feed("two", REAL, "https://rest.example.com")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused)
                            .hasMessage("The feeds of venue 'binance' ask for missing trades at different addresses:"
                                    + " [https://rest.example.com, none].");
                    assertThat(refused.remedy())
                            .isEqualTo("Give all of them the same souk.feeds[*].rest-url, or none.");
                });
    }

    private List<Backfill> backfills(SoukProperties.FeedSettings... feeds) {
        SoukProperties properties = new SoukProperties(
                null, null, null, null, null, null, List.of(feeds), List.of(), Map.of(), Map.of(), null, null, null);
        return new BackfillConfiguration()
                .backfills(
                        properties,
                        List.of(new BinanceVenue()),
                        new Instruments(List.of(
                                instrument("binance", "BTC", TradeIds.DENSE),
                                instrument("binance", "ETH", TradeIds.SPARSE),
                                instrument("kraken", "BTC", TradeIds.DENSE))),
                        List.of(),
                        gaps,
                        Clock.systemUTC());
    }

    private static SoukProperties.FeedSettings feed(String name, String url, String restUrl) {
        return new SoukProperties.FeedSettings(name, "binance", url, restUrl, List.of(), List.of(), "1", false);
    }

    private static Instrument instrument(String venue, String base, TradeIds tradeIds) {
        return new Instrument(
                venue + ":" + base + "-USDT",
                venue,
                base,
                "USDT",
                base + "USDT",
                List.of(),
                new BigDecimal("0.01"),
                tradeIds);
    }
}
