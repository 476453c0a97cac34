package api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import market.Alert;
import market.Candle;
import market.Interval;
import market.MalformedDataException;
import market.Pulse;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Where live updates meet those who watch them: the fan-out routes publish, WebSocket sessions and views subscribe.
 * Numbers the updates of every topic and hands each to its subscribers in that order. Safe for any thread; a topic is
 * locked while an update is handed round, other topics are not.
 */
@Component
public class Hub {

    private static final Logger log = LoggerFactory.getLogger(Hub.class);

    private final Clock clock;
    private final ConcurrentHashMap<Topic, Line<?>> lines = new ConcurrentHashMap<>();
    private volatile Instant lastTradeAt;

    public Hub(Clock clock) {
        this.clock = clock;
    }

    public void publish(Trade trade) {
        lastTradeAt = clock.instant();
        this.<Trade>line(Topic.trades(trade.instrument())).publish(() -> trade);
    }

    /**
     * @param candle asked only if somebody watches it, or begins to before the next one comes; fails with a
     *     {@link MalformedDataException} if it is none
     */
    public void publishCandle(String instrument, Interval interval, Supplier<Candle> candle) {
        this.<Candle>line(Topic.candles(instrument, interval)).publish(candle);
    }

    /** To those who watch its instrument, and to those who watch all. */
    public void publish(Pulse pulse) {
        this.<Pulse>line(Topic.pulse(pulse.instrument())).publish(() -> pulse);
        this.<Pulse>line(Topic.pulse(Topic.ALL)).publish(() -> pulse);
    }

    /** To those who watch its instrument or feed, and to those who watch all. */
    public void publish(Alert alert) {
        this.<Alert>line(Topic.alerts(alert.key())).publish(() -> alert);
        this.<Alert>line(Topic.alerts(Topic.ALL)).publish(() -> alert);
    }

    public Subscription subscribeTrades(String instrument, Subscriber<Trade> subscriber) {
        return this.<Trade>line(Topic.trades(instrument)).subscribe(subscriber);
    }

    public Subscription subscribeCandles(String instrument, Interval interval, Subscriber<Candle> subscriber) {
        return this.<Candle>line(Topic.candles(instrument, interval)).subscribe(subscriber);
    }

    public Subscription subscribePulse(String instrument, Subscriber<Pulse> subscriber) {
        return this.<Pulse>line(Topic.pulse(instrument)).subscribe(subscriber);
    }

    public Subscription subscribeAllPulse(Subscriber<Pulse> subscriber) {
        return this.<Pulse>line(Topic.pulse(Topic.ALL)).subscribe(subscriber);
    }

    public Subscription subscribeAlerts(String instrumentOrFeed, Subscriber<Alert> subscriber) {
        return this.<Alert>line(Topic.alerts(instrumentOrFeed)).subscribe(subscriber);
    }

    public Subscription subscribeAllAlerts(Subscriber<Alert> subscriber) {
        return this.<Alert>line(Topic.alerts(Topic.ALL)).subscribe(subscriber);
    }

    /** The last trade of an instrument that came by in this process: by its time, whatever came by after it. */
    public Optional<Trade> lastTrade(String instrument) {
        return this.<Trade>line(Topic.trades(instrument)).state().map(Update::data);
    }

    /** When the last trade of any instrument came by in this process, our clock; empty if none did. */
    public Optional<Instant> lastTradeAt() {
        return Optional.ofNullable(lastTradeAt);
    }

    /** A topic's type of data is fixed by its channel, which the public methods above choose. */
    @SuppressWarnings("unchecked")
    private <T> Line<T> line(Topic topic) {
        return (Line<T>) lines.computeIfAbsent(topic, Hub::newLine);
    }

    private static Line<?> newLine(Topic topic) {
        return switch (topic.channel()) {
            case TRADES -> new Line<Trade>(topic, by(Trade::later));
            case CANDLES -> new Line<Candle>(topic, (known, next) -> next);
            case PULSE -> new Line<Pulse>(topic, by(Pulse::later));
            case ALERTS -> new Line<Alert>(topic, (known, next) -> next);
        };
    }

    private static <T> BinaryOperator<Supplier<T>> by(BinaryOperator<T> later) {
        return (known, next) -> {
            T chosen = later.apply(known.get(), next.get());
            return () -> chosen;
        };
    }

    private static final class Line<T> {

        private final Topic topic;
        private final BinaryOperator<Supplier<T>> later;
        private final List<Subscriber<T>> subscribers = new CopyOnWriteArrayList<>();
        private long sequence;
        private Supplier<T> last;

        /** @param later chooses between what was the last so far and what comes by */
        Line(Topic topic, BinaryOperator<Supplier<T>> later) {
            this.topic = topic;
            this.later = later;
        }

        synchronized void publish(Supplier<T> data) {
            last = last == null ? data : later.apply(last, data);
            sequence++;
            if (subscribers.isEmpty()) {
                return;
            }
            Update<T> update = new Update<>(topic, sequence, data.get());
            for (Subscriber<T> subscriber : subscribers) {
                try {
                    subscriber.onUpdate(update);
                } catch (RuntimeException e) {
                    log.warn("A subscriber of {} failed; the others go on", topic, e);
                }
            }
        }

        synchronized Subscription subscribe(Subscriber<T> subscriber) {
            subscriber.onSubscribed(state());
            subscribers.add(subscriber);
            AtomicBoolean open = new AtomicBoolean(true);
            return () -> {
                if (open.getAndSet(false)) {
                    subscribers.remove(subscriber);
                }
            };
        }

        synchronized Optional<Update<T>> state() {
            try {
                return Optional.ofNullable(last).map(data -> new Update<>(topic, sequence, data.get()));
            } catch (MalformedDataException e) {
                log.warn("The last update of {} cannot be read: {}", topic, e.getMessage());
                return Optional.empty();
            }
        }
    }
}
