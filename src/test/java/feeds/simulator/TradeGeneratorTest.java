package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.Instrument;
import market.TakerSide;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TradeGeneratorTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long START_MICROS = 1_767_225_600_000_000L;

    @Test
    void theSameSeedStartAndPricesGiveTheSameTrades() {
        assertThat(trades(generator(7, START), 10_000)).isEqualTo(trades(generator(7, START), 10_000));
    }

    @Test
    void anotherSeedOrAnotherStartGivesOtherTrades() {
        List<BigDecimal> prices = prices(generator(7, START));

        assertThat(prices(generator(8, START))).isNotEqualTo(prices);
        assertThat(prices(generator(7, START.plusSeconds(1)))).isNotEqualTo(prices);
    }

    @Test
    void idsStartAtTheMicrosecondsOfTheStartAndGoUpByOnePerInstrument() {
        Map<Instrument, Long> expected = new HashMap<>();

        for (SimulatedTrade trade : trades(generator(7, START), 10_000)) {
            assertThat(trade.tradeId()).isEqualTo(expected.getOrDefault(trade.instrument(), START_MICROS));
            expected.put(trade.instrument(), trade.tradeId() + 1);
        }

        assertThat(expected).containsOnlyKeys(Markets.ALL);
    }

    @Property(tries = 200)
    void pricesArePositiveOnTheGridAndTimeNeverGoesBack(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.01, max = 100_000) double tradesPerSecond,
            @ForAll @LongRange(min = 1, max = 10_000_000) long startTicks) {
        BigDecimal tick = Markets.BTC.tickSize();
        Map<String, BigDecimal> start = Map.of(Markets.BTC.id(), tick.multiply(BigDecimal.valueOf(startTicks)));
        TradeGenerator generator = new TradeGenerator(Markets.LISTED, start, tradesPerSecond, seed, START);

        long before = 0;
        for (SimulatedTrade trade : trades(generator, 500)) {
            assertThat(trade.price()).isPositive();
            assertThat(trade.price().remainder(trade.instrument().tickSize())).isZero();
            assertThat(trade.quantity()).isPositive();
            assertThat(trade.offsetMicros()).isGreaterThanOrEqualTo(before);
            before = trade.offsetMicros();
        }
    }

    @Test
    void theRateIsHonouredOverSimulatedTime() {
        TradeGenerator generator = new TradeGenerator(Markets.LISTED, Map.of(), 200, 7, START);

        long trades = Stream.generate(generator::next)
                .takeWhile(trade -> trade.offsetMicros() < 600_000_000)
                .count();

        assertThat((double) trades).isCloseTo(600 * 200, within(600 * 200 * 0.02));
    }

    @Test
    void weightsDecideWhoTradesMost() {
        Map<Instrument, Long> counts = trades(generator(7, START), 50_000).stream()
                .collect(Collectors.groupingBy(SimulatedTrade::instrument, Collectors.counting()));

        assertThat(counts.get(Markets.BTC)).isGreaterThan(counts.get(Markets.ETH));
        assertThat(counts.get(Markets.ETH)).isGreaterThan(counts.get(Markets.DOGE));
        assertThat(counts.get(Markets.DOGE)).isGreaterThan(counts.get(Markets.UNKNOWN));
    }

    @Test
    void theWalkGoesOnFromTheLastKnownPrice() {
        Map<String, BigDecimal> last = Map.of(Markets.BTC.id(), new BigDecimal("61837.63"));

        SimulatedTrade first = new TradeGenerator(Markets.listed(Markets.BTC), last, 1_000, 7, START).next();

        assertThat(first.price()).isCloseTo(new BigDecimal("61837.63"), within(new BigDecimal("1.00")));
    }

    @Test
    void theWalkMovesAsMuchAsItsVolatilitySays() {
        // 50 % a year is 0.53 % an hour: volatility grows with the root of time.
        TradeGenerator generator = new TradeGenerator(Markets.listed(Markets.BTC), Map.of(), 1, 7, START);
        List<Double> hourly = new ArrayList<>();
        long nextHour = 0;
        while (hourly.size() < 2_000) {
            SimulatedTrade trade = generator.next();
            if (trade.offsetMicros() >= nextHour) {
                hourly.add(Math.log(trade.price().doubleValue()));
                nextHour += 3_600_000_000L;
            }
        }
        double sumOfSquares = 0;
        for (int i = 1; i < hourly.size(); i++) {
            sumOfSquares += Math.pow(hourly.get(i) - hourly.get(i - 1), 2);
        }

        assertThat(Math.sqrt(sumOfSquares / (hourly.size() - 1))).isCloseTo(0.5 / Math.sqrt(8_760), within(0.0003));
    }

    @Test
    void someTradesShareATimeAndTakersComeInRuns() {
        List<SimulatedTrade> trades =
                trades(new TradeGenerator(Markets.listed(Markets.BTC), Map.of(), 50, 7, START), 20_000);
        int sameTime = 0;
        int sameSide = 0;
        for (int i = 1; i < trades.size(); i++) {
            sameTime += trades.get(i).offsetMicros() == trades.get(i - 1).offsetMicros() ? 1 : 0;
            sameSide += trades.get(i).takerSide() == trades.get(i - 1).takerSide() ? 1 : 0;
        }

        assertThat(sameTime / 20_000.0).isCloseTo(0.15, within(0.02));
        assertThat(sameSide / 20_000.0).isBetween(0.60, 0.75);
        assertThat(trades).extracting(SimulatedTrade::takerSide).contains(TakerSide.BUY, TakerSide.SELL);
    }

    @Test
    void refusesAStartPriceThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TradeGenerator(Markets.LISTED, Map.of(Markets.BTC.id(), BigDecimal.ZERO), 10, 7, START))
                .withMessage("start price of binance:BTC-USDT must be positive, was 0");
    }

    private static TradeGenerator generator(long seed, Instant start) {
        return new TradeGenerator(Markets.LISTED, Map.of(), 100, seed, start);
    }

    private static List<SimulatedTrade> trades(TradeGenerator generator, int count) {
        return Stream.generate(generator::next).limit(count).toList();
    }

    private static List<BigDecimal> prices(TradeGenerator generator) {
        return trades(generator, 1_000).stream().map(SimulatedTrade::price).toList();
    }
}
