package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Markets that close, and profiles that change. */
class SessionsTest {

    /** Thursday, an hour before the open. */
    private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");

    private static final Listing STOCK = Listing.of(Markets.APPLE, Markets.DAYTIME);
    private static final Listing CRYPTO = Markets.LISTED.get(0);

    private static TradeGenerator generator(double rate, Listing... listings) {
        return new TradeGenerator(List.of(listings), Map.of(), rate, 7, START);
    }

    private static List<SimulatedTrade> until(Duration end, TradeGenerator generator) {
        List<SimulatedTrade> trades = new ArrayList<>();
        while (generator.nextMicros() < end.toNanos() / 1_000) {
            trades.add(generator.next());
        }
        return trades;
    }

    private static Instant at(SimulatedTrade trade) {
        return START.plusNanos(trade.offsetMicros() * 1_000);
    }

    @Test
    void aStockTradesWhileItsMarketIsOpenAndItsIdsGoOn() {
        List<SimulatedTrade> trades = until(Duration.ofDays(7), generator(0.1, STOCK, CRYPTO));
        Map<String, Long> ids = new HashMap<>();

        for (SimulatedTrade trade : trades) {
            if (trade.instrument().equals(STOCK.instrument())) {
                assertThat(Markets.DAYTIME.isOpen(at(trade)))
                        .as(at(trade).toString())
                        .isTrue();
            }
            Long before = ids.put(trade.instrument().id(), trade.tradeId());
            assertThat(before == null || trade.tradeId() == before + 1).isTrue();
        }

        assertThat(ids).hasSize(2);
    }

    @Test
    void theRateIsThatOfAllThatAreOpenWhoeverIs() {
        List<SimulatedTrade> day = until(Duration.ofDays(1), generator(1, STOCK, CRYPTO));

        assertThat((double) day.size()).isCloseTo(86_400, within(86_400 * 0.03));
        double stocks = day.stream()
                .filter(trade -> trade.instrument().equals(STOCK.instrument()))
                .count();
        double share = STOCK.profile().weight()
                / (STOCK.profile().weight() + CRYPTO.profile().weight());
        assertThat(stocks).isCloseTo(8 * 3_600 * share, within(8 * 3_600 * share * 0.05));
    }

    @Test
    void aStockIsBusyAtTheOpenAndTheClose() {
        int[] hours = new int[24];
        for (SimulatedTrade trade : until(Duration.ofDays(1), generator(2, STOCK))) {
            hours[at(trade).atZone(ZoneOffset.UTC).getHour()]++;
        }

        assertThat((double) hours[9]).isCloseTo(2 * 3_600 * 1.65, within(600.0));
        assertThat((double) hours[16]).isCloseTo(2 * 3_600 * 1.65, within(600.0));
        assertThat((double) hours[12]).isCloseTo(2 * 3_600 * 0.53, within(300.0));
        assertThat(hours[8] + hours[17]).isZero();
    }

    @Test
    void whereAllAreClosedTheNextTradeIsAtTheOpen() {
        TradeGenerator generator = generator(100, STOCK);

        assertThat(Duration.ofNanos(generator.nextMicros() * 1_000))
                .isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    }

    /** With its hours a third of the time, 0.28 a year is 0.0133 a session and 0.0059 a night of 16 hours. */
    @Test
    void aNightMovesThePriceLessThanADayAndAYearOfBothAsMuchAsItsVolatilitySays() {
        TradeGenerator generator = generator(0.05, STOCK);
        double nights = 0;
        double days = 0;
        int count = 0;
        double first = Double.NaN;
        double last = Double.NaN;
        long day = -1;
        while (count < 1_500) {
            SimulatedTrade trade = generator.next();
            double price = Math.log(trade.price().doubleValue());
            long today = at(trade).getEpochSecond() / 86_400;
            if (today != day) {
                if (day >= 0) {
                    nights += Math.pow(price - last, 2);
                    days += Math.pow(last - first, 2);
                    count++;
                }
                first = price;
                day = today;
            }
            last = price;
        }

        double pace = 1 / (1 / 3.0 + 0.1 * 2 / 3.0);
        assertThat(Math.sqrt(days / count)).isCloseTo(0.28 * Math.sqrt(pace * 8 / 8_760), within(0.001));
        assertThat(Math.sqrt(nights / count)).isCloseTo(0.28 * Math.sqrt(pace * 1.6 / 8_760), within(0.0006));
    }

    @Test
    void theSameSeedHoursAndChangesGiveTheSameTrades() {
        assertThat(changed()).isEqualTo(changed());
    }

    private static List<SimulatedTrade> changed() {
        TradeGenerator generator = generator(5, STOCK, CRYPTO);
        List<SimulatedTrade> trades = until(Duration.ofHours(2), generator);
        generator.changeProfile(
                STOCK.instrument(),
                new ProfileChange(0.5, 3.0, 10.0, 90.0, VolumeProfile.FLAT),
                Duration.ofHours(2).toMillis() * 1_000);
        generator.changeRate(50, Duration.ofHours(2).toMillis() * 1_000);
        trades.addAll(Stream.generate(generator::next).limit(5_000).toList());
        return trades;
    }

    @Test
    void anotherRateCountsAtOnceHoweverLongTheNextTradeWasAway() {
        TradeGenerator generator = generator(0.000_01, CRYPTO);
        long now = 1_000_000;
        assertThat(generator.nextMicros()).isGreaterThan(100 * now);

        generator.changeRate(100, now);

        assertThat(generator.nextMicros()).isBetween(now, 2 * now);
    }

    @Test
    void anotherWeightAndNotionalCountFromNowOn() {
        TradeGenerator generator = generator(100, CRYPTO, Markets.LISTED.get(1));
        generator.changeProfile(CRYPTO.instrument(), new ProfileChange(null, null, 1e6, 1_000.0, null), 0);

        List<SimulatedTrade> trades =
                Stream.generate(generator::next).limit(2_000).toList();

        assertThat(trades.stream().filter(trade -> trade.instrument().equals(CRYPTO.instrument())))
                .hasSizeGreaterThan(1_800);
        assertThat(trades.stream()
                        .filter(trade -> trade.instrument().equals(CRYPTO.instrument()))
                        .mapToDouble(trade ->
                                trade.price().multiply(trade.quantity()).doubleValue())
                        .sorted()
                        .skip(900)
                        .findFirst()
                        .orElseThrow())
                .isBetween(600_000.0, 1_600_000.0);
    }

    @Test
    void whoIsNotListedCannotBeChanged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator(1, CRYPTO)
                        .changeProfile(STOCK.instrument(), new ProfileChange(null, null, null, 1.0, null), 0))
                .withMessageContaining("is not simulated");
    }
}
