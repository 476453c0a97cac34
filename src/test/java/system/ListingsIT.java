package system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import feeds.FakeVenue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import market.Instrument;
import market.Instruments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instruments that nobody configured: the venue lists them. */
class ListingsIT {

    private static final String EXCHANGE_INFO = """
            {"symbols":[%s,%s,%s]}""".formatted(
                    symbol("BTC", "USDT", "0.01"), symbol("ETH", "USDT", "0.01"), symbol("ETH", "BTC", "0.00001"));

    @TempDir
    Path directory;

    @Test
    void aVenuesListIsTakenAtTheStartAndKeptForOnesAtWhichItIsDown() throws Exception {
        HttpServer rest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        rest.createContext("/api/v3/exchangeInfo", exchange -> {
            byte[] answer = EXCHANGE_INFO.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        rest.start();
        try (FakeVenue venue = FakeVenue.binance()) {
            String[] settings = {
                "souk.feeds[0].venue=binance",
                "souk.feeds[0].url=" + venue.address(),
                "souk.feeds[0].rest-url=http://127.0.0.1:" + rest.getAddress().getPort(),
                "souk.instruments[0].venue=binance",
                "souk.instruments[0].base=ETH",
                "souk.instruments[0].quote=BTC",
                "souk.instruments[0].aliases=ratio",
                "souk.listings.binance.quotes=USDT"
            };
            try (Souk souk = Souk.start(directory, settings)) {
                assertInstruments(souk);
                venue.trade("BTC");
            }
            rest.stop(0);
            try (Souk souk = Souk.start(directory, settings)) {
                assertInstruments(souk);
            }
        } finally {
            rest.stop(0);
        }
    }

    private static void assertInstruments(Souk souk) {
        Instruments instruments = souk.bean(Instruments.class);
        assertThat(instruments.all())
                .extracting(Instrument::id)
                .containsExactly("binance:ETH-BTC", "binance:BTC-USDT", "binance:ETH-USDT");
        assertThat(instruments.find("ratio")).get().satisfies(ratio -> {
            assertThat(ratio.venueSymbol()).isEqualTo("ETHBTC");
            assertThat(ratio.tickSize()).isEqualByComparingTo("0.00001");
        });
        assertThat(instruments.all()).extracting(Instrument::aliases).startsWith(List.of("ratio"));
    }

    private static String symbol(String base, String quote, String tickSize) {
        return "{\"symbol\":\"" + base + quote + "\",\"status\":\"TRADING\",\"baseAsset\":\"" + base
                + "\",\"quoteAsset\":\"" + quote
                + "\",\"filters\":[{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"" + tickSize + "\"}]}";
    }
}
