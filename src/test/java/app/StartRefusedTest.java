package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feeds.BinanceVenue;
import feeds.Feed;
import feeds.simulator.ExchangeSimulator;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import market.Instrument;
import market.Instruments;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class StartRefusedTest {

    private static final Instruments INSTRUMENTS = new Instruments(List.of(
            new Instrument("binance:BTC-USDT", "binance", "BTC", "USDT", "BTCUSDT", List.of(), BigDecimal.ONE),
            new Instrument("kraken:ETH-USD", "kraken", "ETH", "USD", "ETH/USD", List.of(), BigDecimal.ONE)));

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
        List<Feed> feeds = feeds(feed("one", "binance", "wss://example.com:9443"));

        assertThat(feeds).singleElement().satisfies(feed -> {
            assertThat(feed.name()).isEqualTo("one");
            assertThat(feed.address()).isEqualTo(URI.create("wss://example.com:9443/stream?streams=btcusdt@trade"));
        });
    }

    @Test
    void aVenueThatIsUnknownIsRefusedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> feeds(feed("one", "mtgox", "wss://example.com")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessage("Feed 'one' is of venue 'mtgox', which Souk does not know.");
                    assertThat(refused.remedy()).isEqualTo("Set souk.feeds[*].venue to one of [binance].");
                });
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
    void anAddressThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> feeds(feed("one", "binance", "wss://[oops")))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused)
                            .hasMessageStartingWith("Feed 'one' has the address 'wss://[oops', which is none: ");
                    assertThat(refused.remedy()).contains("souk.feeds[*].url");
                });
    }

    private static List<Feed> feeds(SoukProperties.FeedSettings... settings) {
        SoukProperties properties =
                new SoukProperties(null, null, null, List.of(settings), List.of(), null, null, null);
        return new FeedConfiguration()
                .feeds(
                        properties,
                        List.of(new BinanceVenue()),
                        INSTRUMENTS,
                        new StaticListableBeanFactory().getBeanProvider(ExchangeSimulator.class));
    }

    private static SoukProperties.FeedSettings feed(String name, String venue, String url) {
        return new SoukProperties.FeedSettings(name, venue, url, null);
    }
}
