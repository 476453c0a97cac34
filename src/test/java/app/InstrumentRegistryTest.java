package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import market.Instrument;
import market.Instruments;
import market.TradeIds;
import org.junit.jupiter.api.Test;

class InstrumentRegistryTest {

    private static final List<Instrument> LISTED =
            List.of(listed("ETH", "USD"), listed("BTC", "USD"), listed("BTC", "EUR"), listed("BTC", "JPY"));

    @Test
    void whatIsConfiguredComesFirstAndWhatIsListedBesideItById() {
        assertThat(registry(List.of(configured("BTC", "EUR", "other", BigDecimal.TEN)), listing("USD", "EUR"))
                        .all())
                .extracting(Instrument::id, Instrument::venueSymbol)
                .containsExactly(
                        tuple("kraken:BTC-EUR", "other"),
                        tuple("kraken:BTC-USD", "BTC/USD"),
                        tuple("kraken:ETH-USD", "ETH/USD"));
    }

    @Test
    void onlyTheWantedBasesAreTaken() {
        assertThat(registry(List.of(), Map.of("kraken", new SoukProperties.Listing(List.of("USD"), List.of("ETH"), 1)))
                        .all())
                .extracting(Instrument::id)
                .containsExactly("kraken:ETH-USD");
    }

    @Test
    void whatAnInstrumentIsNotGivenIsAsTheVenueListsIt() {
        assertThat(registry(List.of(configured("BTC", "USD", null, null)), Map.of())
                        .all())
                .singleElement()
                .satisfies(instrument -> {
                    assertThat(instrument.venueSymbol()).isEqualTo("BTC/USD");
                    assertThat(instrument.tickSize()).isEqualByComparingTo("0.1");
                    assertThat(instrument.aliases()).containsExactly("XBTC");
                    assertThat(instrument.tradeIds()).isEqualTo(TradeIds.SPARSE);
                });
    }

    @Test
    void refusalsNameTheSettingAndWhatIsAllowed() {
        assertThatThrownBy(() -> registry(List.of(configured("NO", "USD", null, null)), Map.of()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("Instrument kraken:NO-USD has no symbol or no tick-size, and kraken does not list it.");
        assertThatThrownBy(() ->
                        registry(List.of(), Map.of("kraken", new SoukProperties.Listing(List.of("USD"), List.of(), 1))))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(
                        "kraken lists 2 instruments with the quote currencies [USD], and souk.listings.kraken.at-most"
                                + " is 1.");
        assertThatThrownBy(() -> registry(List.of(), listing("CHF")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("There is no instrument");
    }

    private static Instruments registry(
            List<SoukProperties.InstrumentSettings> configured, Map<String, SoukProperties.Listing> listings) {
        return new InstrumentRegistry(configured, listings, venue -> LISTED).instruments();
    }

    private static Map<String, SoukProperties.Listing> listing(String... quotes) {
        return Map.of("kraken", new SoukProperties.Listing(List.of(quotes), List.of(), 100));
    }

    private static SoukProperties.InstrumentSettings configured(
            String base, String quote, String symbol, BigDecimal tickSize) {
        return new SoukProperties.InstrumentSettings(
                "kraken", base, quote, symbol, List.of(), tickSize, TradeIds.SPARSE);
    }

    private static Instrument listed(String base, String quote) {
        return new Instrument(
                "kraken:" + base + "-" + quote,
                "kraken",
                base,
                quote,
                base + "/" + quote,
                List.of("X" + base),
                new BigDecimal("0.1"));
    }
}
