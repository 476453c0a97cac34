package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feeds.BinanceVenue;
import feeds.CoinGeckoVenue;
import feeds.FeedMonitor;
import feeds.KrakenVenue;
import feeds.Replay;
import feeds.simulator.ExchangeSimulator;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import market.Calendars;
import market.Instrument;
import market.Instruments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class StartRefusedTest {

    private static final Instruments INSTRUMENTS = new Instruments(List.of(
            new Instrument("binance:BTC-USDT", "binance", "BTC", "USDT", "BTCUSDT", List.of(), BigDecimal.ONE),
            new Instrument("kraken:ETH-USD", "kraken", "ETH", "USD", "ETH/USD", List.of(), BigDecimal.ONE),
            new Instrument("coingecko:BTC-USD", "coingecko", "BTC", "USD", "bitcoin", List.of(), BigDecimal.ONE)));

    @Test
    void aRefusalIsToldAsItsTwoSentences() {
        Exception failure = new BeanCreationException(
                "feeds", "could not be made", new StartRefusedException("This is wrong.", "Do that."));

        List<FailureAnalysis> told = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, (factory, name, problem) -> {
                    // As Spring Boot does: an analyzer that cannot be made here has nothing to say.
                })
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(analysis -> analysis != null)
                .toList();

        assertThat(told).singleElement().satisfies(analysis -> {
            assertThat(analysis.getDescription()).isEqualTo("This is wrong.");
            assertThat(analysis.getAction()).isEqualTo("Do that.");
        });
    }

    @Test
    void aFeedAsksItsAddressForTheInstrumentsOfItsVenue() {
        List<FeedMonitor> feeds = feeds(feed("one", "binance", "wss://example.com:9443"));

        assertThat(feeds).singleElement().satisfies(feed -> {
            assertThat(feed.feed().name()).isEqualTo("one");
            assertThat(feed.feed().address()).isEqualTo(URI.create("wss://example.com:9443/stream"));
            assertThat(feed.feed().subscriptions())
                    .extracting(Object::toString)
                    .containsExactly("trade of binance:BTC-USDT");
        });
    }

    @Test
    void anInstrumentThatIsNamedTwiceIsSubscribedOnce() {
        assertThat(feeds(new SoukProperties.FeedSettings(
                                "one",
                                "binance",
                                "wss://example.com",
                                null,
                                List.of("binance:BTC-USDT", "BTCUSDT"),
                                List.of("trade", "trade"),
                                "1",
                                false))
                        .get(0)
                        .feed()
                        .subscriptions())
                .hasSize(1);
    }

    @Test
    void instrumentsAndChannelsThatTheVenueDoesNotHaveAreRefusedWithThoseThatItHas() {
        assertThatThrownBy(() -> feeds(new SoukProperties.FeedSettings(
                        "one", "binance", "wss://example.com", null, List.of("DOGE"), List.of(), "1", false)))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessageContaining("'DOGE', which is no instrument of binance");
                    assertThat(refused.remedy()).contains("binance:BTC-USDT", "souk.feeds[*].instruments");
                });
        assertThatThrownBy(() -> feeds(new SoukProperties.FeedSettings(
                        "one", "binance", "wss://example.com", null, List.of(), List.of("matches"), "1", false)))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessageContaining("[matches]");
                    assertThat(refused.remedy()).contains("trade, aggTrade");
                });
        assertThatThrownBy(() -> feeds(new SoukProperties.FeedSettings(
                        "one",
                        "binance",
                        "wss://example.com",
                        null,
                        List.of(),
                        List.of("trade", "aggTrade"),
                        "1",
                        false)))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> assertThat(refused)
                        .hasMessageContaining("by several channels"));
    }

    @Test
    void aFeedWithoutAnAddressCanOnlyBeOfTheVenueThatIsSimulated() {
        assertThatThrownBy(() -> feeds(feed("one", "kraken", "")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessageContaining("'one' of venue 'kraken' has no address");
                    assertThat(refused.remedy()).contains("wss://ws.kraken.com");
                });
    }

    @Test
    void aVenueThatIsUnknownIsRefusedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> feeds(feed("one", "mtgox", "wss://example.com")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessage("Feed 'one' is of venue 'mtgox', which Souk does not know.");
                    assertThat(refused.remedy())
                            .isEqualTo("Set souk.feeds[*].venue to one of [binance, kraken, coingecko],"
                                    + " or name it in souk.simulator.venues to have it simulated.");
                });
    }

    @Test
    void tradesOfTwoKindsOfIdsAreNotCountedTogether() {
        assertThatThrownBy(() -> feeds(
                        feed("one", "binance", "wss://example.com"), channel("other", "wss://example.com", "aggTrade")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused)
                            .hasMessage("Two feeds bring trades of binance:BTC-USDT, one by trade and one by aggTrade,"
                                    + " whose ids differ: each trade would be counted twice.");
                    assertThat(refused.remedy()).contains("souk.feeds[*].channels");
                });
        assertThat(feeds(
                        feed("one", "binance", "wss://example.com"),
                        channel("other", "wss://example.com", "24hrTicker")))
                .hasSize(2);
    }

    private static SoukProperties.FeedSettings channel(String name, String url, String channel) {
        return new SoukProperties.FeedSettings(name, "binance", url, null, List.of(), List.of(channel), "1", false);
    }

    @Test
    void aVenueOfTheSimulatorAloneIsKnownAndHasNoAddress() {
        assertThatThrownBy(() -> feeds(List.of("nasdaq"), feed("one", "mtgox", "wss://example.com")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> assertThat(refused.remedy())
                        .contains("[binance, kraken, coingecko, nasdaq]"));
        assertThatThrownBy(() -> feeds(List.of("nasdaq"), feed("one", "nasdaq", "wss://example.com")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused)
                            .hasMessage(
                                    "Feed 'one' of venue 'nasdaq' has an address, but souk.simulator.venues says that"
                                            + " this venue exists in the simulator only.");
                    assertThat(refused.remedy()).isEqualTo("Leave souk.feeds[*].url of it out.");
                });
        for (List<String> names : List.of(List.of("kraken"), List.of("nasdaq", "nasdaq"))) {
            assertThatThrownBy(() -> feeds(names, feed("one", "binance", "wss://example.com")))
                    .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                        assertThat(refused)
                                .hasMessage(
                                        "souk.simulator.venues names '" + names.get(0) + "', which is there already.");
                        assertThat(refused.remedy())
                                .isEqualTo("Name each once, and none of [binance, kraken, coingecko].");
                    });
        }
    }

    @Test
    void twoFeedsOfOneNameAreRefused() {
        assertThatThrownBy(() ->
                        feeds(feed("one", "binance", "wss://a.example"), feed("one", "binance", "wss://b.example")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessage("Two feeds are named 'one'.");
                    assertThat(refused.remedy()).isEqualTo("Give each of souk.feeds[*].name another name.");
                });
    }

    @Test
    void aRecordingThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> feeds(feed("one", "binance", "file:./no/such/recording")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused)
                            .hasMessage(
                                    "Feed 'one' is to replay 'file:./no/such/recording', where there is no recording.");
                    assertThat(refused.remedy()).contains("souk.feeds[*].url", "file:./recordings/kraken");
                });
    }

    @Test
    void aFeedWithARecordingPlaysItsFilesAndOpensNoSocket(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("one-1.jsonl.gz"));

        assertThat(feeds(feed("one", "binance", "file:" + directory)))
                .singleElement()
                .satisfies(feed -> assertThat(feed.feed().replay())
                        .hasValueSatisfying(replay -> assertThat(replay).isEqualTo(new Replay(List.of(file), 1))));
    }

    @Test
    void recordedTradesBesideRealOnesOfTheSameVenueAreRefused() {
        assertThatThrownBy(() ->
                        feeds(feed("one", "binance", "wss://a.example"), feed("two", "binance", "file:./recordings")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> assertThat(refused)
                        .hasMessage("Of the feeds of venue 'binance' one is real and another replayed, so that their"
                                + " trades would meet in one candle."));
    }

    @Test
    void anAddressThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> feeds(feed("one", "binance", "wss://[oops")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused)
                            .hasMessageStartingWith("Feed 'one' has the address 'wss://[oops', which is none: ");
                    assertThat(refused.remedy()).contains("souk.feeds[*].url");
                });
    }

    @Test
    void aFeedOfCoinGeckoWithoutAnAddressAsksThePublicOneBesideOneThatAsksAnother() {
        assertThat(feeds(feed("public", "coingecko", ""), feed("mine", "coingecko", "http://localhost:9000")))
                .allMatch(monitor -> monitor.feed().isPolled())
                .extracting(monitor -> monitor.feed().address().getHost())
                .containsExactly("api.coingecko.com", "localhost");
    }

    @ParameterizedTest
    @CsvSource({
        "coingecko, wss://example.com, coingecko is reached over HTTP, https://",
        "kraken, https://example.com, kraken is reached over a WebSocket, wss://"
    })
    void anAddressOfAnotherProtocolIsRefused(String venue, String url, String why, String allowed) {
        assertThatThrownBy(() -> feeds(feed("one", venue, url)))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessage("Feed 'one' has the address '" + url + "', but " + why + ".");
                    assertThat(refused.remedy()).contains("souk.feeds[*].url", allowed);
                });
    }

    @Test
    void aFeedThatAsksForNothingIsRefused() {
        assertThatThrownBy(() -> feeds(new Instruments(List.of()), feed("one", "coingecko", "")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessage("Feed 'one' has nothing to ask coingecko for.");
                    assertThat(refused.remedy()).contains("souk.instruments");
                });
    }

    private static List<FeedMonitor> feeds(SoukProperties.FeedSettings... settings) {
        return feeds(INSTRUMENTS, List.of(), settings);
    }

    private static List<FeedMonitor> feeds(Instruments instruments, SoukProperties.FeedSettings... settings) {
        return feeds(instruments, List.of(), settings);
    }

    private static List<FeedMonitor> feeds(List<String> simulated, SoukProperties.FeedSettings... settings) {
        return feeds(INSTRUMENTS, simulated, settings);
    }

    private static SoukProperties properties(List<String> simulated, SoukProperties.FeedSettings... settings) {
        return new SoukProperties(
                null,
                null,
                new SoukProperties.Simulator(
                        0, 20, 1, new SoukProperties.Simulator.Replay(null, 1), simulated, Map.of()),
                new SoukProperties.Watchdog(Duration.ofSeconds(10), Duration.ofMinutes(5)),
                null,
                null,
                List.of(settings),
                List.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                null);
    }

    private static List<FeedMonitor> feeds(
            Instruments instruments, List<String> simulated, SoukProperties.FeedSettings... settings) {
        SoukProperties properties = properties(simulated, settings);
        return new FeedConfiguration()
                .feeds(
                        properties,
                        List.of(new BinanceVenue(), new KrakenVenue(), new CoinGeckoVenue(null)),
                        instruments,
                        Calendars.NONE,
                        new StaticListableBeanFactory().getBeanProvider(ExchangeSimulator.class),
                        Clock.systemUTC());
    }

    private static SoukProperties.FeedSettings feed(String name, String venue, String url) {
        return new SoukProperties.FeedSettings(name, venue, url, null, List.of(), List.of(), "1", false);
    }
}
