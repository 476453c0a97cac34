package analytics.alerts;

import static analytics.alerts.TestDay.BTC;
import static analytics.alerts.TestDay.KRAKEN;
import static analytics.alerts.TestDay.NOON;
import static analytics.alerts.TestDay.calm;
import static analytics.alerts.TestDay.candle;
import static analytics.alerts.TestDay.closed;
import static analytics.alerts.TestDay.lastClose;
import static analytics.alerts.TestDay.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import market.Candle;
import market.CandleStatus;
import market.MarketEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertEngineTest {

    private final InMemoryAlerts memory = new InMemoryAlerts();
    private final AlertEngine engine = TestDay.engine(memory);

    @Test
    void findsAMoveThatIsUnusualBesideThoseOfLateAndTellsWhenItIsOver() {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = lastClose(day);

        List<Alert> raised = see(closed(60, price, price * 1.012, price, price * 1.01, 10));
        List<Alert> after = see(closed(61, price * 1.01, price * 1.0101, price * 1.0099, price * 1.01, 10));

        assertThat(kinds(raised)).contains(AlertKind.PRICE_MOVE);
        Alert move = of(AlertKind.PRICE_MOVE, raised);
        assertThat(move.instrument()).isEqualTo(BTC);
        assertThat(move.value()).isGreaterThan(move.threshold());
        assertThat(move.severity()).isEqualTo(AlertSeverity.CRITICAL);
        assertThat(move.candle().startMicros()).isEqualTo(TestDay.minute(60));
        assertThat(move.text()).startsWith("BTC/USDT at binance moved +1.20 % within 1m, ");
        Alert over = of(AlertKind.PRICE_MOVE, after);
        assertThat(over.id()).isEqualTo(move.id());
        assertThat(over.isActive()).isFalse();
        assertThat(over.resolvedAt()).isEqualTo(NOON.plus(Duration.ofMinutes(62)));
        assertThat(over.revision()).isEqualTo(2);
    }

    @Test
    void aCalmDayHasNoAlert() {
        assertThat(seeAll(calm(1_440, 7))).isEmpty();
    }

    @Test
    void saysNothingBeforeThereIsEnoughHistory() {
        seeAll(calm(20, 1));

        assertThat(see(closed(20, 100, 120, 100, 120, 1_000))).isEmpty();
    }

    @Test
    void findsAMoveInTheOpenCandleAndNothingMoreAtItsEnd() {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = lastClose(day);

        assertThat(see(open(60, price, price * 1.001, price, price * 1.001, 1))).isEmpty();
        Alert early = of(AlertKind.PRICE_MOVE, see(open(60, price, price * 1.012, price, price * 1.012, 2)));
        assertThat(see(open(60, price, price * 1.012, price, price, 3))).isEmpty();
        assertThat(see(closed(60, price, price * 1.012, price, price, 3))).isEmpty();

        InMemoryAlerts other = new InMemoryAlerts();
        AlertEngine later = TestDay.engine(other);
        List<Alert> atTheEnd = new ArrayList<>();
        day.forEach(candle -> later.see(candle, NOON, atTheEnd));
        later.see(closed(60, price, price * 1.012, price, price, 3), NOON, atTheEnd);
        assertThat(of(AlertKind.PRICE_MOVE, atTheEnd).id()).isEqualTo(early.id());
    }

    /** As while what was missed is made up for: it must not be held against candles that are hours old. */
    @Test
    void openCandleWaitsForThoseBeforeIt() {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = lastClose(day);
        double then = price * 1.012;
        Candle ahead = open(63, then, then * 1.0001, then * 0.9999, then, 10);

        assertThat(see(ahead)).isEmpty();
        Alert move = of(AlertKind.PRICE_MOVE, see(closed(60, price, then, price, then, 10)));
        see(closed(61, then, then * 1.0001, then * 0.9999, then, 10));
        see(closed(62, then, then * 1.0001, then * 0.9999, then, 10));

        assertThat(move.candle().startMicros()).isEqualTo(TestDay.minute(60));
        assertThat(see(ahead)).isEmpty();
    }

    /** Much may have been traded since it was looked at last, and what that gives comes before what the next one gives. */
    @Test
    void openCandleWaitsForTheOneBeforeItThatIsKnownToBeClosed() {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = lastClose(day);
        see(open(60, price, price, price, price, 1));
        Candle last = closed(60, price, price * 1.012, price, price, 10);
        Candle next = open(61, price, price * 1.012, price, price, 10);
        List<Alert> found = new ArrayList<>();

        engine.expect(last.key());
        engine.see(next, NOON, found);
        assertThat(found).isEmpty();
        engine.see(last, NOON, found);
        engine.see(next, NOON, found);

        assertThat(of(AlertKind.PRICE_MOVE, found).candle().startMicros()).isEqualTo(TestDay.minute(60));
        assertThat(found).hasSize(1);
    }

    /** As while what was missed is made up for: the first of two that are unusual is the one that is told. */
    @Test
    void openCandleIsLookedAtAgainWhenTheOneBeforeItHasClosed() {
        List<Candle> day = calm(30, 1);
        seeAll(day.subList(0, 29));
        Candle before = day.get(29);
        double price = lastClose(day);

        assertThat(see(open(29, price, price, price, price, 10))).isEmpty();
        assertThat(see(open(30, price, price * 1.012, price, price, 10)))
                .as("of 29 candles it is not known what is usual")
                .isEmpty();
        assertThat(see(open(31, price, price * 1.02, price, price, 10)))
                .as("two before it are open")
                .isEmpty();
        Alert move = of(AlertKind.PRICE_MOVE, see(before));

        assertThat(move.candle().startMicros()).isEqualTo(TestDay.minute(30));
    }

    @Test
    void openCandleDoesNotWaitForeverForOneThatDoesNotCome() {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = lastClose(day);
        Candle next = open(61, price, price * 1.012, price, price, 10);
        List<Alert> found = new ArrayList<>();

        engine.expect(closed(60, price, price, price, price, 10).key());
        engine.see(next, NOON, found);
        assertThat(found).isEmpty();
        engine.see(next, NOON.plusSeconds(5), found);

        assertThat(of(AlertKind.PRICE_MOVE, found).candle().startMicros()).isEqualTo(TestDay.minute(61));
    }

    @Test
    void openCandleAfterAPauseIsLookedAtAMomentLater() {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = lastClose(day);
        Candle jump = open(90, price, price * 1.03, price, price * 1.03, 10);
        List<Alert> found = new ArrayList<>();

        engine.see(jump, NOON, found);
        engine.see(jump, NOON.plusSeconds(4), found);
        assertThat(found).isEmpty();
        engine.see(jump, NOON.plusSeconds(5), found);
        assertThat(of(AlertKind.PRICE_MOVE, found).candle().startMicros()).isEqualTo(TestDay.minute(90));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61})
    void tellsOnceMoreWhenItsCandleOrALaterOneIsWorse(int minute) {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = lastClose(day);

        Alert first = of(AlertKind.PRICE_MOVE, see(open(60, price, price * 1.005, price, price, 2)));
        Alert worse = of(AlertKind.PRICE_MOVE, see(open(minute, price, price * 1.02, price, price, 2)));

        assertThat(first.severity()).isEqualTo(AlertSeverity.WARNING);
        assertThat(worse.severity()).isEqualTo(AlertSeverity.CRITICAL);
        assertThat(worse.id()).isEqualTo(first.id());
        assertThat(worse.revision()).isEqualTo(2);
    }

    @Test
    void anotherOneWaitsUntilTheCooldownIsOver() {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = lastClose(day);
        List<Alert> raised = new ArrayList<>();
        for (int minute = 60; minute < 80; minute++) {
            // Every other minute a jump and back.
            double high = minute % 2 == 0 ? price * 1.012 : price * 1.0001;
            see(closed(minute, price, high, price * 0.9999, price, 10)).stream()
                    .filter(alert -> alert.kind() == AlertKind.PRICE_MOVE && alert.isActive())
                    .forEach(raised::add);
        }

        assertThat(raised)
                .extracting(alert -> alert.candle().startMicros())
                .containsExactly(TestDay.minute(60), TestDay.minute(76));
    }

    @Test
    void findsMuchVolume() {
        seeAll(calm(60, 3));
        double price = lastClose(calm(60, 3));

        Alert spike = of(AlertKind.VOLUME_SPIKE, see(closed(60, price, price, price, price, 300)));

        assertThat(spike.text()).contains("times its usual volume within 1m");
    }

    @Test
    void findsWhatLeavesItsRange() {
        List<Candle> day = calm(240, 4);
        seeAll(day);
        double high = day.stream()
                .mapToDouble(candle -> candle.high().doubleValue())
                .max()
                .orElseThrow();
        double price = lastClose(day);

        Alert breakout = of(AlertKind.RANGE_BREAKOUT, see(closed(240, price, high * 1.01, price, high * 1.01, 10)));

        assertThat(breakout.text()).contains("rose 1.00 % above its range");
    }

    @Test
    void findsAChangeOfADay() {
        List<Candle> day = calm(1_441, 5);
        seeAll(day);
        double yesterday = day.get(1).close().doubleValue();

        Alert change = of(
                AlertKind.DAY_CHANGE, see(closed(1_442, yesterday, yesterday * 1.06, yesterday, yesterday * 1.06, 10)));

        assertThat(change.threshold()).isEqualByComparingTo("5");
        assertThat(change.text()).contains("from 24 hours ago");
    }

    @Test
    void aMoveOverAnOutageIsHeldAgainstItsLength() {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = lastClose(day);

        assertThat(kinds(see(closed(60 + 100, price * 1.008, price * 1.008, price * 1.008, price * 1.008, 10))))
                .doesNotContain(AlertKind.PRICE_MOVE);
    }

    @Test
    void aCorrectionOfThePastRaisesNothing() {
        List<Candle> day = calm(60, 1);
        seeAll(day);
        double price = day.get(50).open().doubleValue();

        assertThat(see(closed(50, price, price * 1.05, price, price, 1_000))).isEmpty();
    }

    @Test
    void seeingADayAgainFindsNothingNew() {
        List<Candle> day = new ArrayList<>(calm(1_440, 9));
        spoil(day, 300, 1.01);
        spoil(day, 700, 1.03);
        spoil(day, 709, 1.01);
        spoil(day, 1_100, 1.02);
        List<Alert> first = memory.save(seeAll(day));
        day.forEach(memory::keep);
        AlertEngine again = TestDay.engine(memory);
        List<Alert> second = new ArrayList<>();
        day.forEach(candle -> again.see(candle, NOON, second));
        AlertEngine fromTheMiddle = TestDay.engine(memory);
        List<Alert> third = new ArrayList<>();
        day.subList(650, day.size()).forEach(candle -> fromTheMiddle.see(candle, NOON, third));

        assertThat(first).filteredOn(Alert::isActive).hasSizeGreaterThanOrEqualTo(3);
        assertThat(memory.save(second)).isEmpty();
        assertThat(memory.save(third)).isEmpty();
    }

    @Test
    void aRestartGoesOnWithWhatIsActive() {
        List<Candle> day = calm(60, 1);
        seeAll(day).forEach(alert -> memory.alerts.put(alert.id(), alert));
        day.forEach(memory::keep);
        double price = lastClose(day);
        Candle jump = closed(60, price, price * 1.012, price, price * 1.01, 10);
        memory.save(see(jump));
        memory.keep(jump);

        AlertEngine restarted = TestDay.engine(memory);
        List<Alert> found = new ArrayList<>();
        restarted.see(closed(61, price * 1.01, price * 1.0101, price * 1.0099, price * 1.01, 10), NOON, found);

        assertThat(found)
                .filteredOn(alert -> alert.kind() == AlertKind.PRICE_MOVE)
                .hasSize(1);
        assertThat(found).allMatch(alert -> !alert.isActive());
    }

    @Test
    void tellsThatVenuesAreApartOnceThatLasts() {
        Instant now = NOON.plusSeconds(60);
        engine.quote(candle(BTC, 0, 100, 100, 100, 100, 1, CandleStatus.OPEN));
        engine.quote(candle(KRAKEN, 0, 101, 101, 101, 101, 1, CandleStatus.OPEN));

        assertThat(tick(now)).isEmpty();
        List<Alert> raised = tick(now.plusSeconds(6));
        engine.quote(candle(KRAKEN, 1, 101, 101, 100.1, 100.1, 1, CandleStatus.OPEN));
        engine.quote(candle(BTC, 1, 100, 100, 100, 100, 1, CandleStatus.OPEN));
        List<Alert> over = tick(now.plusSeconds(60));

        assertThat(raised).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.VENUE_SPREAD);
            assertThat(alert.text()).isEqualTo("BTC/USDT is 1.00 % dearer at kraken than at binance");
        });
        assertThat(over).singleElement().matches(alert -> !alert.isActive());
    }

    @Test
    void aFeedThatIsDownForLongIsToldAndSoIsItsReturn() {
        see(MarketEvent.ofFeed(MarketEvent.Type.FEED_DOWN, "kraken", NOON, "no answer"));

        assertThat(tick(NOON.plusSeconds(14))).isEmpty();
        List<Alert> raised = tick(NOON.plusSeconds(15));
        List<Alert> over = see(MarketEvent.ofFeed(MarketEvent.Type.FEED_UP, "kraken", NOON.plusSeconds(40), "back"));

        assertThat(raised).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.FEED_SILENCE);
            assertThat(alert.feed()).isEqualTo("kraken");
            assertThat(alert.severity()).isEqualTo(AlertSeverity.CRITICAL);
        });
        assertThat(over).singleElement().satisfies(alert -> {
            assertThat(alert.id()).isEqualTo(raised.get(0).id());
            assertThat(alert.resolvedAt()).isEqualTo(NOON.plusSeconds(40));
        });
    }

    @Test
    void missingTradesAreToldWhenTheyDoNotComeInTime() {
        memory.gaps = 1;
        see(gap(MarketEvent.Type.GAP_FOUND, NOON));

        assertThat(tick(NOON.plusSeconds(59))).isEmpty();
        List<Alert> raised = tick(NOON.plusSeconds(60));
        memory.gaps = 0;
        List<Alert> over = see(gap(MarketEvent.Type.GAP_FILLED, NOON.plusSeconds(90)));

        assertThat(kinds(raised)).containsExactly(AlertKind.GAP);
        assertThat(over).singleElement().matches(alert -> !alert.isActive());
    }

    @Test
    void whoeverTakesOverHearsOfAFeedThatIsStillDown() {
        see(MarketEvent.ofFeed(MarketEvent.Type.FEED_DOWN, "kraken", NOON, "no answer"));
        engine.keep(instrument -> false);

        assertThat(tick(NOON.plusSeconds(20)))
                .as("it may be up, and somebody else knows")
                .isEmpty();
        see(MarketEvent.ofFeed(MarketEvent.Type.FEED_DOWN, "kraken", NOON.plusSeconds(30), "no answer"));
        assertThat(kinds(tick(NOON.plusSeconds(45)))).containsExactly(AlertKind.FEED_SILENCE);
    }

    private static MarketEvent gap(MarketEvent.Type type, Instant at) {
        return new MarketEvent(type, BTC, at, at, at, 1L, 5L, "5 trades are missing");
    }

    /** A jump up and back within one minute. */
    private static void spoil(List<Candle> day, int minute, double by) {
        double price = day.get(minute).open().doubleValue();
        day.set(
                minute,
                closed(minute, price, price * by, price, day.get(minute).close().doubleValue(), 400));
    }

    private List<Alert> seeAll(List<Candle> candles) {
        List<Alert> found = new ArrayList<>();
        candles.forEach(candle -> engine.see(candle, NOON, found));
        return found;
    }

    private List<Alert> see(Candle candle) {
        return seeAll(List.of(candle));
    }

    private List<Alert> see(MarketEvent event) {
        List<Alert> found = new ArrayList<>();
        engine.see(event, event.at(), found);
        return found;
    }

    private List<Alert> tick(Instant now) {
        List<Alert> found = new ArrayList<>();
        engine.tick(now, instrument -> true, found);
        return found;
    }

    private static List<AlertKind> kinds(List<Alert> alerts) {
        return alerts.stream().map(Alert::kind).toList();
    }

    private static Alert of(AlertKind kind, List<Alert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + alerts));
    }
}
