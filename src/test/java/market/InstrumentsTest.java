package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentsTest {

    private static final Instrument BTC = instrument("binance", "BTC", "USDT", "BTCUSDT", "BTC", "bitcoin");
    private static final Instrument KRAKEN_BTC = instrument("kraken", "BTC", "USDT", "XBTUSDT", "BTC", "XBT");

    private final Instruments instruments = new Instruments(List.of(BTC, KRAKEN_BTC));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binance:BTC-USDT",
                "BINANCE:btc-usdt",
                "BTCUSDT",
                "btcusdt",
                "BTC-USDT",
                "BTC",
                " btc ",
                "Bitcoin"
            })
    void anInstrumentIsFoundByIdSymbolPairOrAliasInAnyCase(String name) {
        assertThat(instruments.find(name)).contains(BTC);
    }

    @Test
    void aNameThatTwoClaimBelongsToTheFirstAndTheOtherKeepsItsOwn() {
        assertThat(instruments.find("BTC")).contains(BTC);
        assertThat(instruments.find("BTC-USDT")).contains(BTC);
        assertThat(instruments.find("XBT")).contains(KRAKEN_BTC);
        assertThat(instruments.find("kraken:BTC-USDT")).contains(KRAKEN_BTC);
    }

    @Test
    void anAliasNeverTakesAnIdAway() {
        Instrument thief = instrument("nasdaq", "X", "USD", "X", "binance:BTC-USDT", "BTCUSDT");

        assertThat(new Instruments(List.of(thief, BTC)).find("binance:BTC-USDT"))
                .contains(BTC);
        assertThat(new Instruments(List.of(thief, BTC)).find("BTCUSDT")).contains(BTC);
    }

    @Test
    void aVenueAsksBySymbolOnly() {
        assertThat(instruments.findAtVenue("binance", "btcusdt")).contains(BTC);
        assertThat(instruments.findAtVenue("kraken", "BTCUSDT")).isEmpty();
        assertThat(instruments.findAtVenue("binance", "BTC")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ETH", "binance", "BTC-", "null"})
    void whatNobodyIsCalledIsNotFound(String name) {
        assertThat(instruments.find(name)).isEmpty();
        assertThat(instruments.find(null)).isEmpty();
    }

    @Test
    void theOrderIsThatOfTheSettings() {
        assertThat(instruments.all()).containsExactly(BTC, KRAKEN_BTC);
    }

    @Test
    void twoInstrumentsOfOneIdAreRefusedByName() {
        assertThatThrownBy(() -> new Instruments(List.of(BTC, instrument("binance", "BTC", "USDT", "OTHER"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("instruments binance:BTC-USDT and binance:BTC-USDT share the name BINANCE:BTC-USDT");
    }

    @Test
    void twoInstrumentsOfOneSymbolAtOneVenueAreRefusedByName() {
        assertThatThrownBy(() -> new Instruments(List.of(BTC, instrument("binance", "XBT", "USDT", "btcusdt"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("instruments binance:BTC-USDT and binance:XBT-USDT share the name BINANCE BTCUSDT");
    }

    @Test
    void anInstrumentSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> new Instrument("x", "binance", "BTC", "USDT", "S", List.of(), BigDecimal.ONE))
                .hasMessage("instrument id must be binance:BTC-USDT, was x");
        assertThatThrownBy(() -> instrument(" ", "BTC", "USDT", "S")).hasMessage("venue must not be blank");
        assertThatThrownBy(() -> instrument("binance", "", "USDT", "S")).hasMessage("base must not be blank");
        assertThatThrownBy(() -> instrument("binance", "BTC", null, "S")).hasMessage("quote must not be blank");
        assertThatThrownBy(() -> instrument("binance", "BTC", "USDT", "")).hasMessage("venueSymbol must not be blank");
        assertThatThrownBy(() -> instrument("binance", "B C", "USDT", "S"))
                .hasMessage("instrument id must have letters, digits and signs only, was 'binance:B C-USDT'");
        assertThatThrownBy(() -> instrument("binance", "B".repeat(100), "USDT", "S"))
                .hasMessage("instrument id must have at most 100 characters, has 113");
        assertThatThrownBy(() -> new Instrument("v:A-B", "v", "A", "B", "S", List.of(), new BigDecimal("-0.01")))
                .hasMessage("tickSize must be positive, was -0.01");
        assertThatThrownBy(() -> new Instrument("v:A-B", "v", "A", "B", "S", List.of(), null))
                .hasMessage("tickSize is missing");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 2", "0.0100, 2", "1, 0", "1.000, 0", "10, 0", "0.00000001, 8", "0.5, 1"})
    void pricesAreShownWithTheDecimalsOfTheTick(BigDecimal tick, int decimals) {
        Instrument instrument = new Instrument("v:A-B", "v", "A", "B", "AB", List.of(), tick);

        assertThat(instrument.priceDecimals()).isEqualTo(decimals);
        assertThat(instrument.displayName()).isEqualTo("A/B");
    }

    private static Instrument instrument(String venue, String base, String quote, String symbol, String... aliases) {
        return new Instrument(
                venue + ":" + base + "-" + quote, venue, base, quote, symbol, List.of(aliases), new BigDecimal("0.01"));
    }
}
