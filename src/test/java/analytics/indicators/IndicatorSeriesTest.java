package analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import analytics.indicators.IndicatorSeries.Change;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Interval;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.num.Num;

class IndicatorSeriesTest {

    /** All indicators, with periods short enough for series that a test can have many of. */
    private static final List<IndicatorSpec> ALL = specs(
            "sma(5)", "ema(5)", "vwap(5)", "bollinger(5,2.5)", "rsi(4)", "macd(3,6,4)", "atr(4)", "volatility(5)");

    static List<IndicatorSpec> all() {
        List<IndicatorSpec> specs = new ArrayList<>(ALL);
        Arrays.stream(IndicatorName.values()).map(IndicatorName::standard).forEach(specs::add);
        return specs;
    }

    /** Ordinary prices, and those of a coin that costs some millionths: nothing may be taken for zero. */
    @ParameterizedTest
    @MethodSource("all")
    void agreesWithTheDefinitionComputedExactly(IndicatorSpec spec) {
        for (double price : new double[] {64_000, 0.00001234}) {
            List<Candle> candles = TestCandles.walk(7, 120, price, 0.01);
            List<List<BigDecimal>> expected = ExactIndicators.of(spec, candles);
            List<IndicatorValue> values = IndicatorSeries.compute(spec, candles);

            assertThat(values).hasSize(candles.size() - spec.warmUp() + 1);
            for (IndicatorValue value : values) {
                int minute = (int) ((value.startMicros() - candles.get(0).key().startMicros()) / Interval.M1.micros());
                for (int output = 0; output < value.values().size(); output++) {
                    double exact = expected.get(minute).get(output).doubleValue();
                    // A difference of prices, such as MACD, keeps the absolute precision of prices.
                    assertThat(value.values().get(output))
                            .as("%s at minute %d", spec, minute)
                            .isCloseTo(exact, within(1e-11 * Math.abs(exact) + 1e-13 * price));
                }
            }
        }
    }

    /**
     * Candles as they come: each open in some versions, then closed, now and then a correction of an earlier one or a late
     * one in between. At each step the values are those of a fresh series of the same candles.
     */
    @Property(tries = 60)
    void isAtEachStepWhatAFreshSeriesWouldSay(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        Random random = new Random(seed);
        List<Candle> walk = TestCandles.walk(seed, count, 100, 0.01);
        List<Candle> candles = new ArrayList<>();
        IndicatorSeries series = new IndicatorSeries(ALL, count);
        for (Candle candle : walk) {
            if (random.nextInt(8) == 0 && candles.size() > 1) {
                int earlier = random.nextInt(candles.size() - 1);
                Candle corrected = TestCandles.candle(
                        TestCandles.minute(candles.get(earlier)),
                        130,
                        70,
                        99 + random.nextDouble(),
                        3,
                        CandleStatus.REPAIRED);
                candles.set(earlier, corrected);
                assertThat(series.accept(corrected)).isEqualTo(Change.EARLIER);
            }
            if (random.nextInt(8) == 0) {
                continue;
            }
            candles.add(candle);
            for (int version = random.nextInt(3); version > 0; version--) {
                Candle growing = TestCandles.candle(
                        TestCandles.minute(candle), 120, 80, 90 + 20 * random.nextDouble(), version, CandleStatus.OPEN);
                assertThat(series.accept(growing)).isEqualTo(Change.NEWEST);
                if (random.nextBoolean()) {
                    series.last();
                }
            }
            assertThat(series.accept(candle)).isEqualTo(Change.NEWEST);
            if (random.nextBoolean()) {
                assertSameValues(series, candles, 0);
            }
        }
        assertSameValues(series, candles, 0);
    }

    @Test
    void aLateCandleBetweenTwoIsTakenIn() {
        List<Candle> candles = TestCandles.walk(3, 50, 100, 0.01);
        IndicatorSeries series = new IndicatorSeries(ALL, 50);
        candles.stream().filter(candle -> TestCandles.minute(candle) != 20).forEach(series::accept);

        assertThat(series.accept(candles.get(20))).isEqualTo(Change.EARLIER);

        assertSameValues(series, candles, 0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whereTheSeriesBeganDoesNotMatterOnceItHasSettled(IndicatorSpec spec) {
        List<Candle> candles = TestCandles.walk(11, spec.settling() + 500, 64_000, 0.002);
        List<IndicatorValue> whole = IndicatorSeries.compute(spec, candles);
        for (int begin : new int[] {1, 77, 499}) {
            List<IndicatorValue> part = IndicatorSeries.compute(spec, candles.subList(begin, begin + spec.settling()));

            assertClose(part.get(part.size() - 1), whole.get(begin + spec.settling() - spec.warmUp()));
        }
    }

    @Test
    void memoryIsBoundedAndForgettingChangesNothing() {
        List<Candle> candles = TestCandles.walk(5, 3_000, 100, 0.01);
        IndicatorSeries series = new IndicatorSeries(ALL, 10);
        int bound = IndicatorSeries.settling(ALL) + 10;
        for (Candle candle : candles) {
            series.accept(TestCandles.open(candle));
            series.accept(candle);
            assertThat(series.size()).isLessThanOrEqualTo(bound);
        }

        assertSameValues(series, candles, 10);
    }

    @Test
    void aCorrectionOfWhatIsRememberedCountsAndOneOfWhatIsForgottenDoesNot() {
        List<Candle> candles = TestCandles.walk(5, 400, 100, 0.01);
        IndicatorSeries series = new IndicatorSeries(ALL, 10);
        candles.forEach(series::accept);

        assertThat(series.accept(TestCandles.closing(0, 500))).isEqualTo(Change.NONE);
        candles.set(392, TestCandles.closing(392, 111));
        assertThat(series.accept(candles.get(392))).isEqualTo(Change.EARLIER);

        assertSameValues(series, candles, 10);
    }

    /** Counts instead of timing: how often prices are looked at for one more candle. */
    @ParameterizedTest
    @EnumSource(IndicatorName.class)
    void oneMoreCandleCostsTheSameHoweverLongTheHistory(IndicatorName name) {
        AtomicLong reads = new AtomicLong();
        IndicatorSpec spec = name.standard();
        IndicatorSeries series = new IndicatorSeries(List.of(spec), 2_000, candle -> new Counted(candle, reads));
        List<Candle> candles = TestCandles.walk(1, 4_000, 100, 0.01);

        candles.subList(0, 300).forEach(series::accept);
        long early = cost(series, candles.subList(300, 310), reads);
        candles.subList(310, 3_990).forEach(series::accept);
        long late = cost(series, candles.subList(3_990, 4_000), reads);

        assertThat(late).isPositive().isEqualTo(early).isLessThan(10 * 25L * (spec.warmUp() + 1));
    }

    private static long cost(IndicatorSeries series, List<Candle> candles, AtomicLong reads) {
        reads.set(0);
        for (Candle candle : candles) {
            series.accept(TestCandles.open(candle));
            series.last();
            series.accept(candle);
            series.last();
        }
        return reads.get();
    }

    @Test
    void thereIsNoValueBeforeThereAreEnoughCandles() {
        for (IndicatorSpec spec : ALL) {
            IndicatorSeries series = new IndicatorSeries(spec);
            List<Candle> candles = TestCandles.walk(9, spec.warmUp(), 100, 0.01);
            candles.subList(0, spec.warmUp() - 1).forEach(series::accept);
            assertThat(series.last()).as(spec.toString()).isEmpty();

            series.accept(candles.get(spec.warmUp() - 1));
            assertThat(series.last()).as(spec.toString()).isPresent();
        }
    }

    @Test
    void aValueSaysOfWhichCandleItIsAndWhetherThatIsOpen() {
        IndicatorSeries series = new IndicatorSeries(IndicatorSpec.parse("sma(2)"));
        series.accept(TestCandles.closing(0, 10));
        series.accept(TestCandles.open(TestCandles.closing(1, 20)));

        IndicatorValue open = series.last().orElseThrow();
        assertThat(open.open()).isTrue();
        assertThat(open.start()).isEqualTo(TestCandles.START.plusSeconds(60));
        assertThat(open.value()).isEqualTo(15);

        series.accept(TestCandles.closing(1, 30));
        series.accept(TestCandles.open(TestCandles.closing(2, 50)));
        assertThat(series.newest(series.specs().get(0), 2))
                .extracting(IndicatorValue::value, IndicatorValue::open)
                .containsExactly(tuple(20.0, false), tuple(40.0, true));
    }

    @Test
    void strengthOfAMarketThatOnlyRisesFallsOrStands() {
        assertThat(rsi(1, 2, 3, 4)).isEqualTo(100);
        assertThat(rsi(4, 3, 2, 1)).isZero();
        assertThat(rsi(4, 4, 4, 4)).isEqualTo(50);
    }

    private static double rsi(double... closes) {
        List<IndicatorValue> values =
                IndicatorSeries.compute(IndicatorSpec.parse("rsi(3)"), TestCandles.closes(closes));
        return values.get(0).value();
    }

    @Test
    void candlesOfAnotherSeriesAreRefused() {
        IndicatorSeries series = new IndicatorSeries(IndicatorSpec.parse("sma(2)"));
        series.accept(TestCandles.closing(0, 10));
        Candle candle = TestCandles.closing(5, 10);
        Candle longer = candle.opening(new CandleKey(
                candle.key().instrument(), Interval.M5, candle.key().startMicros()));

        assertThatThrownBy(() -> series.accept(longer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1m cannot take a candle of binance:BTC-USDT 5m");
    }

    @Test
    void anIndicatorThatIsNotComputedCannotBeAskedFor() {
        IndicatorSeries series = new IndicatorSeries(IndicatorSpec.parse("sma(2)"));

        assertThatThrownBy(() -> series.last(IndicatorSpec.parse("sma(3)")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sma(3)");
    }

    /** The newest values of a series are those of a fresh series of all candles; all of them if {@code newest} is 0. */
    private static void assertSameValues(IndicatorSeries series, List<Candle> candles, int newest) {
        for (IndicatorSpec spec : series.specs()) {
            List<IndicatorValue> fresh = IndicatorSeries.compute(spec, candles);
            List<IndicatorValue> values = series.newest(spec, newest == 0 ? candles.size() : newest);
            int skipped = newest == 0 ? 0 : fresh.size() - newest;
            assertThat(values).as(spec.toString()).hasSize(fresh.size() - skipped);
            for (int i = 0; i < values.size(); i++) {
                assertClose(values.get(i), fresh.get(skipped + i));
            }
        }
    }

    private static void assertClose(IndicatorValue value, IndicatorValue expected) {
        assertThat(value.startMicros()).isEqualTo(expected.startMicros());
        for (int i = 0; i < value.values().size(); i++) {
            double exact = expected.values().get(i);
            // The histogram is a small difference of its two neighbours: theirs is the precision that it has.
            double scale =
                    expected.values().stream().mapToDouble(Math::abs).max().orElseThrow();
            assertThat(value.values().get(i))
                    .as("%s at %s", value.spec(), value.start())
                    .isCloseTo(exact, within(1e-9 * scale));
        }
    }

    private static List<IndicatorSpec> specs(String... texts) {
        return Arrays.stream(texts).map(IndicatorSpec::parse).toList();
    }

    private static final class Counted extends CandleBar {

        private static final long serialVersionUID = 1L;

        private final transient AtomicLong reads;

        Counted(Candle candle, AtomicLong reads) {
            super(candle);
            this.reads = reads;
        }

        @Override
        public Num getClosePrice() {
            if (reads != null) {
                reads.incrementAndGet();
            }
            return super.getClosePrice();
        }

        @Override
        public Num getHighPrice() {
            reads.incrementAndGet();
            return super.getHighPrice();
        }

        @Override
        public Num getAmount() {
            reads.incrementAndGet();
            return super.getAmount();
        }
    }
}
