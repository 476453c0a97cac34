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
    private final List<Candle> open;
    private final Predicate<String> watches;
    private final FollowedRules rules;
    private final Clock clock;
    private final List<Object> closed = new ArrayList<>();
    private final List<Alert> found = new ArrayList<>();
    private int nextClosed;
    private int nextOpen;

    /**
     * @param open candles of any instrument
     * @param watches whether an instrument is this process' to watch
     * @param rules null if it is not time to look what passes with time
     */
    AlertPoll(
            AlertEngine engine,
            ConsumerRecords<Object, Object> polled,
            List<Candle> open,
            Predicate<String> watches,
            FollowedRules rules,
            Clock clock) {
        this.engine = engine;
        this.polled = polled;
        this.open = open;
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
                engine.see((MarketEvent) closed.get(nextClosed), now, found);
            }
        }
        for (; nextOpen < open.size(); nextOpen++) {
            Candle candle = open.get(nextOpen);
            engine.quote(candle);
            if (watches.test(candle.key().instrument())) {
                see(candle, now);
            }
        }
        if (rules != null) {
            engine.tick(now, watches, found);
        }
        return found;
    }

    /** A candle that cannot be looked at, which is a fault of ours, must not stop those after it. */
    private void see(Candle candle, Instant now) {
        try {
            engine.see(candle, now, found);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            log.error("Cannot look for alerts in the candle {}", candle.key(), e);
        }
    }
}
