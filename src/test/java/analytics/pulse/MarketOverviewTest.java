package analytics.pulse;

import static analytics.pulse.TestPulse.pulse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import market.Instrument;
import market.Instruments;
import market.Pulse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketOverviewTest {

    private static final Instruments REGISTRY = new Instruments(IntStream.range(0, 20)
            .mapToObj(i -> {
                String quote = i < 15 ? "USDT" : "EUR";
                return new Instrument(
                        "x:C" + i + "-" + quote, "x", "C" + i, quote, "C" + i + quote, List.of(), BigDecimal.ONE);
            })
            .toList());

    @Test
    void volumesOfDifferentCurrenciesAreNotAdded() {
        MarketOverview overview = of(
                pulse("x:C0-USDT", 0, "10", "1", "100"),
                pulse("x:C1-USDT", 0, "10", "4", "50"),
                pulse("x:C15-EUR", 0, "10", "-2", "7"));

        assertThat(overview.markets())
                .extracting(MarketOverview.QuoteMarket::quote, market -> market.volume()
                        .toPlainString())
                .containsExactly(tuple("USDT", "150"), tuple("EUR", "7"));
        assertThat(overview.markets().get(0).weightedChangePercent()).isEqualByComparingTo("2");
        assertThat(overview.markets().get(1).weightedChangePercent()).isEqualByComparingTo("-2");
        assertThat(overview.averageChangePercent()).isEqualByComparingTo("1");
        assertThat(overview.instruments()).isEqualTo(3);
    }

    @Test
    void aVolumeThatIsToldInTheBaseCurrencyOnlyIsTakenAtTheAveragePrice() {
        Pulse base = new Pulse(
                "x:C0-USDT",
                0,
                30_000_000,
                new BigDecimal("20"),
                null,
                new BigDecimal("3"),
                null,
                null,
                1,
                false,
                0,
                null,
                null);

        MarketOverview.QuoteMarket market = of(base).markets().get(0);

        assertThat(market.volume()).isEqualByComparingTo("60");
        assertThat(market.weightedChangePercent()).isNull();
    }

    @Test
    void theFiveThatMovedMostAreToldEachWay() {
        List<Pulse> pulses = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            pulses.add(pulse("x:C" + i + "-USDT", 0, "1", Integer.toString(i - 7), "1"));
        }

        MarketOverview overview = of(pulses.toArray(Pulse[]::new));

        assertThat(overview.gainers())
                .extracting(pulse -> pulse.averageChangePercent().intValue())
                .containsExactly(7, 6, 5, 4, 3);
        assertThat(overview.losers())
                .extracting(pulse -> pulse.averageChangePercent().intValue())
                .containsExactly(-7, -6, -5, -4, -3);
        assertThat(overview.risers()).isEqualTo(7);
        assertThat(overview.fallers()).isEqualTo(7);
        assertThat(overview.breadth()).isEqualByComparingTo("0");
    }

    /** Five instruments; the last carries most of the money. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, -1, -1, 0, NEUTRAL, 0",
        "1, 1, 1, -1, -1, MIXED, 0.2",
        "1, 1, -1, -1, 1, BULLISH, 0.2",
        "-1, -1, 1, 1, -1, BEARISH, -0.2",
        "-1, -1, -1, 1, 1, MIXED, -0.2",
        "1, 0, 0, 0, 0, BULLISH, 0.2",
        "0, 0, 0, 0, 0, NEUTRAL, 0"
    })
    void theMoodIsTheBreadthUnlessTheMoneyGoesTheOtherWay(
            int a, int b, int c, int d, int e, Sentiment sentiment, BigDecimal breadth) {
        MarketOverview overview = of(
                pulse("x:C0-USDT", 0, "1", "" + a, "1"),
                pulse("x:C1-USDT", 0, "1", "" + b, "1"),
                pulse("x:C2-USDT", 0, "1", "" + c, "1"),
                pulse("x:C3-USDT", 0, "1", "" + d, "1"),
                pulse("x:C4-USDT", 0, "1", "" + e, "100"));

        assertThat(overview.breadth()).isEqualByComparingTo(breadth);
        assertThat(overview.sentiment()).isEqualTo(sentiment);
    }

    @Test
    void ofNothingThereIsNothingToSay() {
        MarketOverview overview = of(pulse("x:UNKNOWN-USDT", 0, "1", "1", "1"));

        assertThat(overview.instruments()).isZero();
        assertThat(overview.averageChangePercent()).isNull();
        assertThat(overview.breadth()).isNull();
        assertThat(overview.sentiment()).isEqualTo(Sentiment.NEUTRAL);
        assertThat(overview.markets()).isEmpty();
    }

    private static MarketOverview of(Pulse... pulses) {
        return MarketOverview.of(List.of(pulses), REGISTRY);
    }
}
