package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import market.Instrument;
import market.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What venues list, on small answers of the documented shapes. */
class InstrumentListsTest {

    @Test
    void binanceListsWhatIsTradingWithItsTickSize() {
        List<Instrument> listed = read(new BinanceInstruments(), """
                {"timezone":"UTC","symbols":[
                 {"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","baseAssetPrecision":8,"quoteAsset":"USDT",
                  "orderTypes":["LIMIT"],"filters":[{"filterType":"LOT_SIZE","stepSize":"0.00001000"},
                  {"filterType":"PRICE_FILTER","minPrice":"0.01000000","tickSize":"0.01000000"}]},
                 {"symbol":"OLDUSDT","status":"BREAK","baseAsset":"OLD","quoteAsset":"USDT","filters":[]},
                 {"symbol":"BIGIDR","status":"TRADING","baseAsset":"BIG","quoteAsset":"IDR",
                  "filters":[{"filterType":"PRICE_FILTER","tickSize":"100.00000000"}]}]}""");

        assertThat(listed)
                .containsExactly(
                        new Instrument(
                                "binance:BTC-USDT",
                                "binance",
                                "BTC",
                                "USDT",
                                "BTCUSDT",
                                List.of(),
                                new BigDecimal("0.01")),
                        new Instrument(
                                "binance:BIG-IDR",
                                "binance",
                                "BIG",
                                "IDR",
                                "BIGIDR",
                                List.of(),
                                new BigDecimal("100")));
    }

    @Test
    void coinbaseListsWhatIsOnline() {
        List<Instrument> listed = read(new CoinbaseInstruments(), """
                [{"id":"BTC-USD","base_currency":"BTC","quote_currency":"USD","quote_increment":"0.01",
                  "base_increment":"0.00000001","status":"online","trading_disabled":false},
                 {"id":"OLD-USD","base_currency":"OLD","quote_currency":"USD","quote_increment":"0.01","status":"delisted"}]""");

        assertThat(listed)
                .containsExactly(new Instrument(
                        "coinbase:BTC-USD", "coinbase", "BTC", "USD", "BTC-USD", List.of(), new BigDecimal("0.01")));
    }

    /** Its HTTP API says XBT and XDG, its socket wants BTC and DOGE. */
    @Test
    void krakensOwnNamesOfCurrenciesBecomeAliases() {
        List<Instrument> listed = read(new KrakenInstruments(), """
                {"error":[],"result":{
                 "XXBTZUSD":{"altname":"XBTUSD","wsname":"XBT/USD","base":"XXBT","quote":"ZUSD","pair_decimals":1,
                  "tick_size":"0.1","status":"online"},
                 "XDGUSD":{"altname":"XDGUSD","wsname":"XDG/USD","base":"XXDG","quote":"ZUSD","pair_decimals":7,"status":"online"},
                 "OLDUSD":{"altname":"OLDUSD","wsname":"OLD/USD","pair_decimals":2,"status":"cancel_only"}}}""");

        assertThat(listed)
                .containsExactly(
                        new Instrument(
                                "kraken:BTC-USD",
                                "kraken",
                                "BTC",
                                "USD",
                                "BTC/USD",
                                List.of("XBT/USD", "XBTUSD"),
                                new BigDecimal("0.1")),
                        new Instrument(
                                "kraken:DOGE-USD",
                                "kraken",
                                "DOGE",
                                "USD",
                                "DOGE/USD",
                                List.of("XDG/USD", "XDGUSD"),
                                new BigDecimal("0.0000001")));
    }

    @Test
    void whatCannotBeAnInstrumentIsLeftOut() {
        assertThat(read(new CoinbaseInstruments(), """
                [{"id":"A B-USD","base_currency":"A B","quote_currency":"USD","quote_increment":"0.01","status":"online"},
                 {"id":"C-USD","base_currency":"C","quote_currency":"USD","quote_increment":"0","status":"online"},
                 {"id":"D-USD","base_currency":"D","quote_currency":"USD","quote_increment":"1","status":"online"}]"""))
                .extracting(Instrument::id)
                .containsExactly("coinbase:D-USD");
    }

    @Test
    void whatKrakenSaysInsteadIsTold() {
        assertThatThrownBy(() -> read(new KrakenInstruments(), "{\"error\":[\"EService:Unavailable\"]}"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("Kraken says: EService:Unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "7",
                "{\"symbols\":7}",
                "{\"symbols\":[7]}",
                "[{\"id\":7,\"status\":\"online\"}]",
                "{\"error\":[],\"result\":{\"A\":{\"wsname\":\"AB\",\"altname\":\"AB\",\"status\":\"online\"}}}",
                "{\"error\":[],\"result\":{\"A\":{\"wsname\":\"A/B\",\"altname\":\"AB\",\"pair_decimals\":99999999999,\"status\":\"online\"}}}"
            })
    void rubbishIsRefusedWithAReason(String answer) {
        for (InstrumentList list :
                List.of(new BinanceInstruments(), new CoinbaseInstruments(), new KrakenInstruments())) {
            try {
                assertThat(read(list, answer)).as(answer).isEmpty();
            } catch (MalformedDataException refused) {
                assertThat(refused).as(answer).hasMessageMatching("(?s).{10,}");
            }
        }
    }

    private static List<Instrument> read(InstrumentList list, String answer) {
        return list.read(answer.getBytes(StandardCharsets.UTF_8));
    }
}
