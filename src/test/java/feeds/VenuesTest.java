package feeds;

import static feeds.Decoding.instrument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to the venues, as they document it. */
class VenuesTest {

    private final SocketVenue coinbase = new CoinbaseVenue();
    private final SocketVenue kraken = new KrakenVenue();

    static List<SocketVenue> all() {
        return List.of(new BinanceVenue(), new CoinbaseVenue(), new KrakenVenue());
    }

    @Test
    void coinbaseExchangeIsAskedForAChannelOfProducts() {
        List<Subscription> asks = List.of(ofCoinbase("matches", "BTC"), ofCoinbase("matches", "ETH"));

        assertThat(coinbase.subscribe(asks, 7))
                .isEqualTo(new Request(
                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channels\":[\"matches\"]}",
                        asks));
        assertThat(coinbase.unsubscribe(asks.subList(1, 2), 8))
                .isEqualTo(new Request(
                        "{\"type\":\"unsubscribe\",\"product_ids\":[\"ETH-USD\"],\"channels\":[\"matches\"]}",
                        asks.subList(1, 2)));
    }

    @Test
    void coinbaseAdvancedHasADialectOfItsOwn() {
        List<Subscription> asks = List.of(ofCoinbase("market_trades", "BTC"));

        assertThat(coinbase.subscribe(asks, 7).text())
                .isEqualTo("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"market_trades\"}");
        assertThat(coinbase.unsubscribe(asks, 7).text())
                .isEqualTo("{\"type\":\"unsubscribe\",\"product_ids\":[\"BTC-USD\"],\"channel\":\"market_trades\"}");
    }

    @Test
    void coinbaseIsAskedForHeartbeatsOnceApartFromTheChannels() {
        assertThat(coinbase.greet(
                        List.of(ofCoinbase("matches", "BTC"), ofCoinbase("ticker", "BTC"), ofCoinbase("ticker", "ETH")),
                        1))
                .containsExactly(new Request(
                        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channels\":[\"heartbeat\"]}",
                        List.of()));
        assertThat(coinbase.greet(List.of(ofCoinbase("market_trades", "BTC")), 1))
                .containsExactly(new Request("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}", List.of()));
        assertThat(coinbase.greet(List.of(), 1)).isEmpty();
    }

    @Test
    void theHeartbeatsOfManyProductsAreAskedForInSeveralMessages() {
        List<Subscription> asks = IntStream.range(0, coinbase.limits().asksPerMessage() + 1)
                .mapToObj(number -> ofCoinbase("matches", "C" + number))
                .toList();

        assertThat(coinbase.greet(asks, 1))
                .hasSize(2)
                .last()
                .extracting(Request::text)
                .asString()
                .contains("C50-USD");
    }

    @Test
    void krakenIsAskedForAChannelOfSymbols() {
        List<Subscription> asks = List.of(ofKraken("trade", "BTC"), ofKraken("trade", "ETH"));

        assertThat(kraken.subscribe(asks, 7))
                .isEqualTo(new Request(
                        "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\",\"ETH/USD\"],"
                                + "\"snapshot\":true},\"req_id\":7}",
                        asks));
        assertThat(kraken.unsubscribe(asks.subList(0, 1), 8))
                .isEqualTo(new Request(
                        "{\"method\":\"unsubscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\"]},"
                                + "\"req_id\":8}",
                        asks.subList(0, 1)));
        assertThat(kraken.greet(asks, 1)).isEmpty();
    }

    @Test
    void aMessageAsksForOneChannel() {
        assertThatThrownBy(
                        () -> coinbase.subscribe(List.of(ofCoinbase("matches", "BTC"), ofCoinbase("ticker", "BTC")), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a message must ask for one channel, was to ask for matches and ticker");
        assertThatThrownBy(() -> kraken.subscribe(List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a message must ask for one channel, was to ask for none");
    }

    @Test
    void aSymbolOfTheSettingsCannotChangeTheRequest() {
        Subscription ask = new Subscription("trade", instrument("kraken", "A", "B", "x\"],\"y\":[\""));

        assertThat(kraken.subscribe(List.of(ask), 1).text()).contains("\"symbol\":[\"x\\\"],\\\"y\\\":[\\\"\"]");
    }

    @Test
    void theSocketIsAtThePathOfTheVenueUnlessAnotherIsConfigured() {
        assertThat(kraken.socket(kraken.publicAddress())).isEqualTo(URI.create("wss://ws.kraken.com/v2"));
        assertThat(kraken.socket(URI.create("ws://localhost:9000"))).isEqualTo(URI.create("ws://localhost:9000/v2"));
        assertThat(kraken.socket(URI.create("ws://localhost:9000/kraken")))
                .isEqualTo(URI.create("ws://localhost:9000/kraken"));
        assertThat(coinbase.socket(coinbase.publicAddress()))
                .isEqualTo(URI.create("wss://ws-feed.exchange.coinbase.com/"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theFirstChannelIsOfTradesALaterOneOfQuotesAndPastTradesCanBeAskedFor(SocketVenue venue) {
        assertThat(venue.bringsTrades(venue.channels().get(0))).isTrue();
        assertThat(venue.channels()).anyMatch(channel -> !venue.bringsTrades(channel));
        assertThat(venue.history()).isPresent();
    }

    @Test
    void coinGeckoIsAskedForAllCoinsInAllCurrenciesAtOnce() {
        PolledVenue coinGecko = new CoinGeckoVenue(" ");
        List<Subscription> asks = List.of(
                new Subscription("price", instrument("coingecko", "BTC", "USD", "bitcoin")),
                new Subscription("price", instrument("coingecko", "ETH", "USD", "ethereum")),
                new Subscription("price", instrument("coingecko", "SNT", "EUR", "status&ids=x")));
        String query = "/simple/price?ids=bitcoin,ethereum,status%26ids%3Dx&vs_currencies=usd,eur"
                + "&include_market_cap=true&include_24hr_vol=true&include_24hr_change=true&include_last_updated_at=true";

        assertThat(coinGecko.request(coinGecko.publicAddress(), asks))
                .isEqualTo(URI.create("https://api.coingecko.com/api/v3" + query));
        assertThat(coinGecko.request(URI.create("http://localhost:9000"), asks))
                .isEqualTo(URI.create("http://localhost:9000/api/v3" + query));
        assertThat(coinGecko.request(URI.create("http://localhost:9000/gecko/"), asks))
                .isEqualTo(URI.create("http://localhost:9000/gecko" + query));
    }

    @Test
    void coinGeckoIsToldWhoAsksWhereThereIsAKey() {
        assertThat(new CoinGeckoVenue(null).headers()).isEmpty();
        assertThat(new CoinGeckoVenue("key").headers()).containsExactly(entry("x-cg-demo-api-key", "key"));
    }

    @Test
    void coinGeckoHasQuotesAndNothingElse() {
        Venue coinGecko = new CoinGeckoVenue(null);

        assertThat(coinGecko.channels()).noneMatch(coinGecko::bringsTrades);
        assertThat(coinGecko.history()).isEmpty();
    }

    private static Subscription ofCoinbase(String channel, String base) {
        return new Subscription(channel, instrument("coinbase", base, "USD", base + "-USD"));
    }

    private static Subscription ofKraken(String channel, String base) {
        return new Subscription(channel, instrument("kraken", base, "USD", base + "/USD"));
    }
}
