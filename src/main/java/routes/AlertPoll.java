package routes;

import analytics.alerts.AlertEngine;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import market.Alert;
import market.Candle;
import market.CandleJson;
import market.LogTopics;
import market.MalformedDataException;
import market.MarketEvent;
import market.MarketEventJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of the alerts route: what the log brought, the open candles that changed, and what passes with time. A step that
 * failed goes on, when it is tried again, where it was. Not thread safe: confined to the consumer's thread.
 */
final class AlertPoll {

    private static final Logger log = LoggerFactory.getLogger(AlertPoll.class);

    private final AlertEngine engine;
    private final ConsumerRecords<Object, Object> polled;
    private final List<Candle> published;
    private final Predicate<String> watches;
    private final FollowedRules rules;
    private final Clock clock;
    private final List<Object> closed = new ArrayList<>();
    private final List<Alert> found = new ArrayList<>();
    private int nextClosed;
    private int nextPublished;

    /**
     * @param published candles of any instrument, open ones and such as the log brings
     * @param watches whether an instrument is this process' to watch, and what the log has of it is read
     * @param rules null if it is not time to look what passes with time
     */
    AlertPoll(
            AlertEngine engine,
            ConsumerRecords<Object, Object> polled,
            List<Candle> published,
            Predicate<String> watches,
            FollowedRules rules,
            Clock clock) {
        this.engine = engine;
        this.polled = polled;
        this.published = published;
        this.watches = watches;
        this.rules = rules;
        this.clock = clock;
    }

    /** Reads the records; what is none is for the dead letters. */
    List<DeadLetter> read() {
        List<DeadLetter> letters = new ArrayList<>();
        closed.clear();
        for (ConsumerRecord<Object, Object> polledRecord : polled) {
            byte[] value = (byte[]) polledRecord.value();
            try {
                closed.add(
                        polledRecord.topic().equals(LogTopics.CANDLES)
                                ? CandleJson.read(value)
                                : MarketEventJson.read(value));
            } catch (MalformedDataException e) {
                letters.add(new DeadLetter(
                        polledRecord.topic() + "-" + polledRecord.partition() + "@" + polledRecord.offset(),
                        e.getMessage(),
                        value));
            }
        }
        return letters;
    }

    /** What is worth an alert, and what is so no longer. */
    List<Alert> look() {
        Instant now = clock.instant();
        if (rules != null && rules.isNews()) {
            found.addAll(engine.follow(rules.all(), now));
            rules.followed();
        }
        for (; nextClosed < closed.size(); nextClosed++) {
            if (closed.get(nextClosed) instanceof Candle candle) {
                engine.quote(candle);
                see(candle, now);
            } else {
                see((MarketEvent) closed.get(nextClosed), now);
            }
        }
        for (; nextPublished < published.size(); nextPublished++) {
            Candle candle = published.get(nextPublished);
            engine.quote(candle);
            if (!candle.isOpen()) {
                engine.expect(candle.key());
            } else if (watches.test(candle.key().instrument())) {
                see(candle, now);
            }
        }
        if (rules != null) {
            tick(now);
        }
        return found;
    }

    private void see(Candle candle, Instant now) {
        guarded(candle.key(), () -> engine.see(candle, now, found));
    }

    private void see(MarketEvent event, Instant now) {
        guarded(event, () -> engine.see(event, now, found));
    }

    private void tick(Instant now) {
        guarded("what passes with time", () -> engine.tick(now, watches, found));
    }

    /** What cannot be looked at, which is a fault of ours, must not stop what comes after it. */
    private static void guarded(Object what, Runnable look) {
        try {
            look.run();
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException | NullPointerException e) {
            log.error("Cannot look for alerts in {}", what, e);
        }
    }
}
