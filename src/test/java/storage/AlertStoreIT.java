package storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.Alert;
import market.AlertKind;
import market.AlertQuery;
import market.AlertQuery.Place;
import market.AlertRule;
import market.AlertSeverity;
import market.CandleKey;
import market.Interval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class AlertStoreIT {

    private static final String BTC = "binance:BTC-USDT";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

    private final JdbcTemplate jdbc = new JdbcTemplate(EmbeddedDatabase.dataSource());
    private final AlertStore store = new AlertStore(JdbcClient.create(jdbc));
    private final AlertRuleStore rules = new AlertRuleStore(JdbcClient.create(jdbc));

    @BeforeEach
    void empty() {
        jdbc.execute("truncate alerts, alert_rules");
    }

    @Test
    void anAlertIsReadAsItWasWritten() {
        Alert move = move(1, NOON);
        Alert silence = new Alert(
                UUID.nameUUIDFromBytes(new byte[] {9}),
                AlertKind.FEED_SILENCE,
                AlertSeverity.CRITICAL,
                null,
                "kraken",
                null,
                null,
                null,
                null,
                NOON,
                NOON,
                null,
                null,
                null,
                1,
                "The feed kraken is down");

        assertThat(store.save(List.of(move, silence))).containsExactly(move, silence);
        assertThat(store.last(BTC)).containsExactly(move);
        assertThat(store.last("kraken")).containsExactly(silence);
    }

    @Test
    void savingTheSameAgainChangesNothing() {
        Alert move = move(1, NOON);
        store.save(List.of(move));

        assertThat(store.save(List.of(move))).isEmpty();
        assertThat(store.find(all(10))).containsExactly(move);
    }

    @Test
    void whatGetsWorseOrIsOverIsANewRevisionOnce() {
        Alert move = move(1, NOON);
        store.save(List.of(move));
        Alert worse = move.escalated(AlertSeverity.CRITICAL, new BigDecimal("14"), new BigDecimal("6"), "worse");
        Alert over = worse.resolved(NOON.plusSeconds(60));

        assertThat(store.save(List.of(worse))).containsExactly(worse);
        assertThat(store.save(List.of(over))).containsExactly(over);
        assertThat(store.save(List.of(move, worse, over))).isEmpty();
        assertThat(store.find(all(10))).containsExactly(over);
        assertThat(store.open()).isZero();
    }

    @Test
    void whatNobodyToldIsHandedToWhoAsksOnceItsWriterHadTime() {
        Alert move = move(1, NOON);
        store.save(List.of(move));

        assertThat(store.takeUntold()).isEmpty();
        jdbc.execute("update alerts set tell_after = now() - interval '1 second'");
        assertThat(store.takeUntold()).containsExactly(move);
        assertThat(store.takeUntold()).as("it is the first one's to tell").isEmpty();
        store.told(List.of(move));
        jdbc.execute("update alerts set tell_after = now() - interval '1 second'");
        assertThat(store.takeUntold()).isEmpty();
    }

    @Test
    void whoeverWaitedLearnsWhatIsLeftToTellAndHasTimeForIt() {
        Alert first = move(1, NOON);
        Alert second = move(2, NOON.plusSeconds(60));
        Alert worse = second.escalated(AlertSeverity.CRITICAL, new BigDecimal("14"), new BigDecimal("6"), "worse");
        store.save(List.of(first, second, worse));
        store.told(List.of(first, second));
        jdbc.execute("update alerts set tell_after = now() - interval '1 second'");

        assertThat(store.untold(List.of(first, second, worse, move(3, NOON)))).containsExactly(worse);
        assertThat(store.takeUntold()).isEmpty();
    }

    @Test
    void theFirstWhoAcknowledgesStandsInItAndItIsToldAgain() {
        Alert move = move(1, NOON);
        store.save(List.of(move));
        store.told(List.of(move));

        Alert noted = store.acknowledge(move.id(), "ann", NOON.plusSeconds(5)).orElseThrow();
        Alert again = store.acknowledge(move.id(), "bob", NOON.plusSeconds(9)).orElseThrow();

        assertThat(noted.acknowledgedBy()).isEqualTo("ann");
        assertThat(noted.revision()).isEqualTo(2);
        assertThat(again).isEqualTo(noted);
        assertThat(store.takeUntold()).containsExactly(noted);
        assertThat(store.acknowledge(UUID.randomUUID(), "ann", NOON)).isEmpty();
    }

    @Test
    void whatGetsWorseHasToBeNotedAnew() {
        Alert move = move(1, NOON);
        store.save(List.of(move));
        store.acknowledge(move.id(), "ann", NOON.plusSeconds(5));

        Alert worse = store.save(List.of(
                        move.escalated(AlertSeverity.CRITICAL, new BigDecimal("14"), new BigDecimal("6"), "worse")))
                .get(0);
        Alert over = store.save(List.of(worse.resolved(NOON.plusSeconds(60)))).get(0);

        assertThat(worse.acknowledgedBy()).isNull();
        assertThat(worse.revision()).isEqualTo(3);
        assertThat(store.acknowledge(move.id(), "bob", NOON.plusSeconds(70))
                        .orElseThrow()
                        .acknowledgedBy())
                .isEqualTo("bob");
        assertThat(over.acknowledgedBy()).isNull();
    }

    @Test
    void theAlertOfARuleThatIsGoneIsOverAndToldSo() {
        AlertRule kept = rule("kept", AlertKind.PRICE_CROSSES, AlertRule.Direction.UP, "100", null, null, null);
        rules.save(kept);
        Alert ofKept = ofRule(1, "kept");
        Alert ofSettings = ofRule(2, "settings-1");
        Alert ofGone = ofRule(3, "gone");
        Alert ofDetector = move(4, NOON);
        store.save(List.of(ofKept, ofSettings, ofGone, ofDetector));
        store.told(List.of(ofKept, ofSettings, ofGone, ofDetector));

        rules.resolveOrphans(List.of("settings-1"));
        rules.resolveOrphans(List.of("settings-1"));

        assertThat(store.takeUntold()).singleElement().satisfies(over -> {
            assertThat(over.id()).isEqualTo(ofGone.id());
            assertThat(over.isActive()).isFalse();
            assertThat(over.revision()).isEqualTo(2);
        });
    }

    private static Alert ofRule(int number, String rule) {
        Alert move = move(number, NOON);
        return new Alert(
                move.id(),
                AlertKind.PRICE_CROSSES,
                move.severity(),
                BTC,
                null,
                rule,
                move.value(),
                move.threshold(),
                move.candle(),
                NOON,
                NOON,
                null,
                null,
                null,
                1,
                "BTC/USDT at binance rose to 100");
    }

    @Test
    void findsWhatIsWantedNewestFirst() {
        Alert first = move(1, NOON);
        Alert second = move(2, NOON.plusSeconds(60));
        Alert third = move(3, NOON.plusSeconds(120))
                .escalated(AlertSeverity.CRITICAL, BigDecimal.TEN, BigDecimal.ONE, "worse");
        store.save(List.of(first, second, third));

        assertThat(store.find(all(2))).containsExactly(third, second);
        Place place = new Place(second.eventTime(), second.id());
        assertThat(store.find(query(Set.of(), Set.of(), Optional.of(place)))).containsExactly(first);
        assertThat(store.find(query(Set.of(AlertKind.GAP), Set.of(), Optional.empty())))
                .isEmpty();
        assertThat(store.find(query(Set.of(), Set.of(AlertSeverity.CRITICAL), Optional.empty())))
                .containsExactly(third);
    }

    @Test
    void theLastOfEachKindAndRuleIsKnown() {
        Alert older = move(1, NOON);
        Alert newer = move(2, NOON.plusSeconds(60));
        store.save(List.of(newer, older));

        assertThat(store.last(BTC)).containsExactly(newer);
    }

    @Test
    void whatIsOverAndOldIsDeleted() {
        Alert active = move(1, NOON);
        Alert over = move(2, NOON).resolved(NOON.plusSeconds(1));
        store.save(List.of(active, over));
        store.told(List.of(active, over));

        assertThat(store.deleteBefore(NOON.plus(Duration.ofDays(1)))).isEqualTo(1);
        assertThat(store.find(all(10))).containsExactly(active);
    }

    @Test
    void rulesAreReadAsTheyWereWrittenAndEveryChangeShows() {
        AlertRule price = rule("p", AlertKind.PRICE_CROSSES, AlertRule.Direction.UP, "100", null, null, null);
        AlertRule change = rule("c", AlertKind.PRICE_CHANGE, AlertRule.Direction.EITHER, "3", "PT24H", null, null);
        AlertRule rsi =
                rule("r", AlertKind.INDICATOR_CROSSES, AlertRule.Direction.DOWN, "30", null, Interval.M5, "rsi(14)");
        AlertRule silence = rule("s", AlertKind.SILENCE, null, null, "PT36H", null, null);
        AlertRuleStore.Version none = rules.version();
        List.of(price, change, rsi, silence).forEach(rules::save);
        AlertRuleStore.Version four = rules.version();

        assertThat(rules.all()).containsExactlyInAnyOrder(price, change, rsi, silence);
        assertThat(rules.find("r")).contains(rsi);
        assertThat(four).isNotEqualTo(none);
        rules.save(price);
        AlertRuleStore.Version changed = rules.version();
        assertThat(changed).isNotEqualTo(four);
        assertThat(rules.delete("c")).isTrue();
        assertThat(rules.version()).isNotEqualTo(changed);
        assertThat(rules.delete("c")).isFalse();
    }

    private static AlertRule rule(
            String id,
            AlertKind kind,
            AlertRule.Direction direction,
            String level,
            String window,
            Interval interval,
            String indicator) {
        return new AlertRule(
                id,
                false,
                BTC,
                kind,
                direction,
                level == null ? null : new BigDecimal(level),
                window == null ? null : Duration.parse(window),
                interval,
                indicator,
                AlertSeverity.INFO,
                Duration.ofMinutes(5),
                "a note",
                "ann",
                NOON);
    }

    private static AlertQuery all(int limit) {
        return new AlertQuery(
                Optional.of(BTC),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Instant.EPOCH,
                NOON.plus(1, ChronoUnit.DAYS),
                Optional.empty(),
                limit);
    }

    private static AlertQuery query(Set<AlertKind> kinds, Set<AlertSeverity> severities, Optional<Place> after) {
        return new AlertQuery(
                Optional.empty(),
                kinds,
                severities,
                Optional.of(true),
                Instant.EPOCH,
                NOON.plus(1, ChronoUnit.DAYS),
                after,
                10);
    }

    private static Alert move(int number, Instant at) {
        return new Alert(
                UUID.nameUUIDFromBytes(new byte[] {(byte) number}),
                AlertKind.PRICE_MOVE,
                AlertSeverity.WARNING,
                BTC,
                null,
                null,
                new BigDecimal("7.31"),
                new BigDecimal("6"),
                new CandleKey(BTC, Interval.M1, 60_000_000L * number),
                at,
                at.plusMillis(80),
                null,
                null,
                null,
                1,
                "BTC/USDT at binance moved");
    }
}
