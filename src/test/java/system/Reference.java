package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import candles.NaiveFold;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import market.Interval;
import market.Trade;
import system.Database.StoredCandle;

/** The candles that a list of trades must have become, and how what is stored differs from them. */
final class Reference {

    /** The intervals that a Souk folds unless it is told otherwise. */
    static final List<Interval> INTERVALS = List.of(Interval.values());

    /** To catch up after the load; far more than it takes, since the machine may be slow. */
    private static final Duration CATCH_UP = Duration.ofMinutes(5);

    /** Until an idle partition's candles are closed by the wall clock, and to spare. */
    private static final Duration CLOSED_AFTER = Duration.ofSeconds(30);

    private static final int SHOWN_DIFFERENCES = 10;

    private Reference() {}

    /** Waits until the log is counted to its end, and compares every field of every candle with the direct fold. */
    static void assertEqual(String what, List<Trade> trades, Broker broker, Database database) {
        await(what + ": counted to the end of the log")
                .atMost(CATCH_UP)
                .untilAsserted(() -> assertThat(database.nextOffsets()).isEqualTo(broker.logEnds()));
        assertThat(differences(NaiveFold.of(trades, INTERVALS), database.candles()))
                .as(what)
                .isEmpty();
        await(what + ": every candle whose window is over is closed")
                .atMost(CATCH_UP)
                .untilAsserted(() -> assertThat(database.candles()).noneMatch(Reference::isOverdue));
        assertThat(differences(NaiveFold.of(trades, INTERVALS), database.candles()))
                .as(what + ", when they are closed")
                .isEmpty();
    }

    /** In words, the first few: a comparison of whole maps would fill the screen. */
    static List<String> differences(Map<String, NaiveFold.Figures> expected, List<StoredCandle> stored) {
        Map<String, NaiveFold.Figures> actual = new TreeMap<>();
        stored.forEach(candle -> actual.put(NaiveFold.name(candle.key()), candle.figures()));
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        List<String> differences = names.stream()
                .filter(name -> !Objects.equals(expected.get(name), actual.get(name)))
                .map(name -> name + "\n  must be " + expected.get(name) + "\n  but is  " + actual.get(name))
                .toList();
        Stream<String> shown = differences.stream().limit(SHOWN_DIFFERENCES);
        return differences.size() <= SHOWN_DIFFERENCES
                ? differences
                : Stream.concat(shown, Stream.of("… " + differences.size() + " of " + names.size() + " candles"))
                        .toList();
    }

    private static boolean isOverdue(StoredCandle candle) {
        Instant end = Instant.EPOCH.plus(candle.key().endMicros(), ChronoUnit.MICROS);
        return candle.status().equals("OPEN") && end.plus(CLOSED_AFTER).isBefore(Instant.now());
    }
}
