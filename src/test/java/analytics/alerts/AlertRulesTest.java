package analytics.alerts;

import static analytics.alerts.TestDay.BTC;
import static analytics.alerts.TestDay.NOON;
import static analytics.alerts.TestDay.closed;
import static analytics.alerts.TestDay.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import market.Alert;
import market.AlertKind;
import market.AlertRule;
import market.AlertRule.Direction;
import market.AlertSeverity;
import market.Candle;
import market.Interval;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

    private final InMemoryAlerts memory = new InMemoryAlerts();
    private final AlertEngine engine = TestDay.engine(memory);

    @Test
    void aPriceThatRisesToALevelIsToldOnceAndSoIsItsReturn() {
        follow(price("up", Direction.UP, "101"), price("down", Direction.DOWN, "99"));
        see(closed(0, 100, 100, 100, 100, 1));

        assertThat(see(open(1, 100, 100.9, 100, 100.9, 1))).isEmpty();
        List<Alert> raised = see(open(1, 100, 101.2, 100, 101.2, 2));
        assertThat(see(open(1, 100, 101.5, 100, 100.5, 3))).isEmpty();
        assertThat(see(closed(1, 100, 101.5, 100, 100.95, 3)))
                .as("not clearly back")
                .isEmpty();
        List<Alert> over = see(closed(2, 100.9, 100.9, 100, 100, 1));

        assertThat(raised).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo("up");
            assertThat(alert.kind()).isEqualTo(AlertKind.PRICE_CROSSES);
            assertThat(alert.text()).isEqualTo("BTC/USDT at binance rose to 101");
            assertThat(alert.threshold()).isEqualByComparingTo("101");
        });
        assertThat(over).singleElement().satisfies(alert -> {
            assertThat(alert.id()).isEqualTo(raised.get(0).id());
            assertThat(alert.isActive()).isFalse();
        });
    }

    @Test
    void aPriceThatIsAboveALevelAlreadyDoesNotCrossIt() {
        see(closed(0, 100, 100, 100, 100, 1));
        follow(price("up", Direction.UP, "99"));

        assertThat(see(closed(1, 100, 105, 100, 105, 1))).isEmpty();
    }

    @Test
    void aRuleThatIsMadeAfterTheLevelWasCrossedInThisCandleWaitsForTheNextTime() {
        see(closed(0, 100, 100, 100, 100, 1));
        see(open(1, 100, 102, 100, 102, 1));
        follow(price("late", Direction.UP, "101"));

        assertThat(see(open(1, 100, 102, 100, 101.5, 2))).isEmpty();
        assertThat(see(closed(1, 100, 102, 100, 100, 2))).isEmpty();
        assertThat(see(closed(2, 100, 101.1, 100, 101.1, 2))).hasSize(1);
    }

    @Test
    void aRuleThatIsDeletedHasItsAlertOver() {
        follow(price("up", Direction.UP, "101"));
        see(closed(0, 100, 100, 100, 100, 1));
        see(closed(1, 100, 102, 100, 102, 1));

        assertThat(engine.follow(List.of(), NOON)).singleElement().matches(alert -> !alert.isActive());
        assertThat(engine.follow(List.of(), NOON)).isEmpty();
    }

    @Test
    void aChangeWithinATimeIsTold() {
        follow(
                change("five", Direction.EITHER, "5", Duration.ofMinutes(3)),
                change("fall", Direction.DOWN, "5", Duration.ofMinutes(3)));
        see(closed(0, 100, 100, 100, 100, 1));
        see(closed(1, 100, 102, 100, 102, 1));
        see(closed(2, 102, 103, 102, 103, 1));

        assertThat(see(closed(3, 103, 105.5, 103, 105.5, 1))).singleElement().satisfies(alert -> assertThat(
                        alert.text())
                .isEqualTo("BTC/USDT at binance changed by +5.50 % within 3m"));
        assertThat(rules(see(closed(4, 105.5, 105.5, 96, 96, 1)))).contains("fall");
    }

    @Test
    void aVolumeIsToldInTheOpenCandleOfItsInterval() {
        AlertRule volume = rule("v", AlertKind.VOLUME_OVER, null, "50", null, Interval.M1, null);
        follow(volume);

        assertThat(see(open(0, 100, 100, 100, 100, 50))).hasSize(1);
        assertThat(see(closed(0, 100, 100, 100, 100, 80))).isEmpty();
        assertThat(see(closed(1, 100, 100, 100, 100, 10))).singleElement().matches(alert -> !alert.isActive());
        assertThat(see(closed(2, 100, 100, 100, 100, 51))).singleElement().matches(Alert::isActive);
    }

    @Test
    void anIndicatorIsFollowedFromCandleToCandle() {
        follow(rule("i", AlertKind.INDICATOR_CROSSES, Direction.UP, "101", null, Interval.M1, "sma(2)"));
        see(closed(0, 100, 100, 100, 100, 1));
        see(closed(1, 100, 101, 100, 101, 1));

        assertThat(see(closed(2, 101, 101.2, 101, 101.2, 1))).singleElement().satisfies(alert -> {
            assertThat(alert.value()).isEqualByComparingTo("101.1");
            assertThat(alert.text()).isEqualTo("BTC/USDT at binance has sma(2) of 1m at 101.100, above 101");
        });
        assertThat(see(closed(3, 101.2, 101.2, 99, 99, 1))).singleElement().matches(alert -> !alert.isActive());
    }

    @Test
    void anIndicatorIsWarmedUpFromWhatIsStored() {
        IntStream.range(0, 3).forEach(minute -> memory.keep(closed(minute, 100, 100, 100, 100, 1)));
        follow(rule("i", AlertKind.INDICATOR_CROSSES, Direction.UP, "101", null, Interval.M1, "sma(2)"));

        assertThat(see(closed(3, 100, 104, 100, 104, 1))).hasSize(1);
    }

    @Test
    void aSilenceIsToldAndSoIsTheNextTrade() {
        follow(rule("quiet", AlertKind.SILENCE, null, null, Duration.ofSeconds(30), null, null));
        see(open(0, 100, 100, 100, 100, 1));
        Instant lastTrade = NOON.plusSeconds(59);

        assertThat(tick(lastTrade.plusSeconds(29))).isEmpty();
        List<Alert> raised = tick(lastTrade.plusSeconds(30));
        assertThat(tick(lastTrade.plusSeconds(31))).isEmpty();
        see(open(1, 100, 100, 100, 100, 1));
        List<Alert> over = tick(lastTrade.plusSeconds(61));

        assertThat(raised).singleElement().satisfies(alert -> {
            assertThat(alert.text()).isEqualTo("BTC/USDT at binance has not traded for 30s");
            assertThat(alert.eventTime()).isEqualTo(lastTrade.plusSeconds(30));
        });
        assertThat(over).singleElement().matches(alert -> !alert.isActive());
    }

    @Test
    void aNoteStandsInTheSentence() {
        AlertRule noted = new AlertRule(
                "n",
                false,
                BTC,
                AlertKind.VOLUME_OVER,
                null,
                BigDecimal.TEN,
                null,
                Interval.M1,
                null,
                AlertSeverity.CRITICAL,
                Duration.ZERO,
                "call the desk",
                "ann",
                NOON);
        follow(noted);

        assertThat(see(open(0, 100, 100, 100, 100, 50))).singleElement().satisfies(alert -> assertThat(alert.text())
                .isEqualTo("BTC/USDT at binance traded more than 10 within 1m: call the desk"));
    }

    /** A thousand levels beside a plain look at each of them. */
    @Property(tries = 50)
    void theLevelsCrossedAreThoseBetweenTheCloseBeforeAndTheExtremes(
            @ForAll @LongRange(min = 0, max = 1_000) long seed) {
        Random random = new Random(seed);
        double[] levels = random.doubles(1_000, 95, 105)
                .map(level -> Math.round(level * 100) / 100.0)
                .toArray();
        AlertEngine many = TestDay.engine(new InMemoryAlerts());
        many.follow(
                IntStream.range(0, levels.length)
                        .mapToObj(i -> price(
                                "rule-" + i, i % 2 == 0 ? Direction.UP : Direction.DOWN, Double.toString(levels[i])))
                        .toList(),
                NOON);
        List<Alert> found = new ArrayList<>();
        many.see(closed(0, 100, 100, 100, 100, 1), NOON, found);
        double high = 100 + 5 * random.nextDouble();
        double low = 100 - 5 * random.nextDouble();
        many.see(open(1, 100, (100 + high) / 2, 100, 100, 1), NOON, found);
        many.see(open(1, 100, high, 100, 100, 1), NOON, found);
        many.see(closed(1, 100, high, low, 100, 1), NOON, found);

        long expected = IntStream.range(0, levels.length)
                .filter(i -> i % 2 == 0
                        ? levels[i] > 100 && levels[i] <= round(high)
                        : levels[i] < 100 && levels[i] >= round(low))
                .count();
        assertThat(found.stream().filter(Alert::isActive)).hasSize((int) expected);
    }

    private static double round(double price) {
        return Math.round(price * 1e8) / 1e8;
    }

    private void follow(AlertRule... rules) {
        engine.follow(Arrays.asList(rules), NOON);
    }

    private static AlertRule price(String id, Direction direction, String level) {
        return rule(id, AlertKind.PRICE_CROSSES, direction, level, null, null, null);
    }

    private static AlertRule change(String id, Direction direction, String level, Duration window) {
        return rule(id, AlertKind.PRICE_CHANGE, direction, level, window, null, null);
    }

    private static AlertRule rule(
            String id,
            AlertKind kind,
            Direction direction,
            String level,
            Duration window,
            Interval interval,
            String indicator) {
        return new AlertRule(
                id,
                false,
                BTC,
                kind,
                direction,
                level == null ? null : new BigDecimal(level),
                window,
                interval,
                indicator,
                AlertSeverity.WARNING,
                Duration.ZERO,
                "",
                "test",
                NOON);
    }

    private List<Alert> see(Candle candle) {
        List<Alert> found = new ArrayList<>();
        engine.see(candle, NOON, found);
        return found;
    }

    private List<Alert> tick(Instant now) {
        List<Alert> found = new ArrayList<>();
        engine.tick(now, instrument -> true, found);
        return found;
    }

    private static List<String> rules(List<Alert> alerts) {
        return alerts.stream().map(Alert::rule).toList();
    }
}
