package api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import market.Alert;
import market.Candle;
import market.Interval;
import market.Pulse;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * What one client of {@code /ws} is subscribed to, and what it is told. Its messages are handled one at a time, by the container;
 * what it hears comes on the hub's threads. {@link #close} may be called from any.
 */
final class SocketSession {

    /** As many as a client can watch; each holds some hundred bytes of this process. */
    static final int MAX_SUBSCRIPTIONS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(SocketSession.class);

    private final SocketMarket market;
    private final Hub hub;
    private final ObjectMapper json;
    private final Consumer<String> client;
    private final Map<Topic, Subscription> subscriptions = new LinkedHashMap<>();
    private volatile boolean idle = true;
    private boolean closed;

    /** @param client is sent messages, in their order; must neither block nor throw */
    SocketSession(SocketMarket market, Hub hub, ObjectMapper json, Consumer<String> client) {
        this.market = market;
        this.hub = hub;
        this.json = json;
        this.client = client;
    }

    /** What the client sent. Whatever it is, the session goes on. */
    synchronized void receive(String text) {
        try {
            handle(SocketRequest.parse(text));
        } catch (ProblemException e) {
            error(e.problem());
        } catch (DataAccessException e) {
            log.warn("Cannot answer a WebSocket client: {}", e.getMessage());
            error(Problem.of(503, "Service Unavailable", "The database is away; try again in a moment."));
        }
    }

    /** Whether it is subscribed to nothing. */
    boolean isIdle() {
        return idle;
    }

    /** Something that it did not subscribe to. */
    void tell(String type, Object data) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("data", data);
        send(message);
    }

    synchronized void close() {
        closed = true;
        idle = false;
        subscriptions.values().forEach(Subscription::close);
        subscriptions.clear();
    }

    private void handle(SocketRequest request) {
        if (request.op() == SocketRequest.Op.PING) {
            send(Map.of("type", "pong"));
            return;
        }
        Interval interval = request.channel() == Channel.CANDLES ? market.interval(request.interval()) : null;
        Set<Topic> topics = new LinkedHashSet<>();
        for (String symbol : request.symbols()) {
            topics.add(new Topic(request.channel(), market.resolve(request.channel(), symbol), interval));
        }
        if (request.op() == SocketRequest.Op.SUBSCRIBE) {
            subscribe(request.channel(), interval, topics);
        } else {
            unsubscribe(topics);
            confirm("unsubscribed", request.channel(), interval, topics, subscriptions.size());
        }
    }

    private void subscribe(Channel channel, Interval interval, Set<Topic> topics) {
        Set<Topic> fresh = new LinkedHashSet<>(topics);
        fresh.removeAll(subscriptions.keySet());
        if (subscriptions.size() + fresh.size() > MAX_SUBSCRIPTIONS) {
            throw ProblemException.badParameter(
                    "symbols",
                    "with these there would be " + (subscriptions.size() + fresh.size()) + " subscriptions",
                    List.of("at most " + MAX_SUBSCRIPTIONS + " subscriptions of a socket"));
        }
        List<Pulse> pulses = channel == Channel.PULSE && !fresh.isEmpty() ? market.latestPulses() : List.of();
        List<Runnable> openings = new ArrayList<>();
        for (Topic topic : fresh) {
            openings.add(opening(topic, pulses));
        }
        confirm("subscribed", channel, interval, topics, subscriptions.size() + fresh.size());
        if (!closed) {
            openings.forEach(Runnable::run);
            idle = subscriptions.isEmpty();
        }
    }

    private void unsubscribe(Set<Topic> topics) {
        for (Topic topic : topics) {
            Subscription subscription = subscriptions.remove(topic);
            if (subscription != null) {
                subscription.close();
            }
        }
        idle = !closed && subscriptions.isEmpty();
    }

    /**
     * Asks for what is known already, which may fail, and answers what is left to do, which does not.
     *
     * @param pulses the latest of each instrument
     */
    private Runnable opening(Topic topic, List<Pulse> pulses) {
        String instrument = topic.instrument();
        return switch (topic.channel()) {
            case TRADES -> {
                Optional<Trade> known = market.lastTrade(instrument);
                yield () -> put(
                        topic,
                        hub.subscribeTrades(
                                instrument, teller(topic, last -> last.or(() -> known), Trade::instrument)));
            }
            case CANDLES -> {
                Optional<Candle> known = market.newestCandle(instrument, topic.interval());
                yield () -> put(
                        topic,
                        hub.subscribeCandles(
                                instrument,
                                topic.interval(),
                                teller(topic, last -> newest(last, known), candle -> instrument)));
            }
            case PULSE -> {
                if (instrument.equals(Topic.ALL)) {
                    yield () -> put(topic, hub.subscribeAllPulse(allPulses(topic, pulses)));
                }
                Optional<Pulse> its = pulses.stream()
                        .filter(pulse -> pulse.instrument().equals(instrument))
                        .findFirst();
                yield () -> put(
                        topic,
                        hub.subscribePulse(instrument, teller(topic, last -> last.or(() -> its), Pulse::instrument)));
            }
            case ALERTS -> {
                Subscriber<Alert> alerts = update -> tell(topic, update, Alert::key);
                yield () -> put(
                        topic,
                        instrument.equals(Topic.ALL)
                                ? hub.subscribeAllAlerts(alerts)
                                : hub.subscribeAlerts(instrument, alerts));
            }
        };
    }

    private void put(Topic topic, Subscription subscription) {
        subscriptions.put(topic, subscription);
    }

    /** Of two states of the market, that of the hub counts unless it is of a candle before the stored one. */
    private static Optional<Candle> newest(Optional<Candle> last, Optional<Candle> known) {
        if (last.isEmpty() || known.isEmpty()) {
            return last.or(() -> known);
        }
        return last.get().start().isBefore(known.get().start()) ? known : last;
    }

    /** @param state what to show at first, made of the last that the hub knows */
    private <T> Subscriber<T> teller(Topic topic, Function<Optional<T>, Optional<T>> state, Function<T, String> name) {
        return new Subscriber<>() {
            @Override
            public void onSubscribed(Optional<Update<T>> last) {
                snapshot(
                        topic,
                        last.map(Update::sequence).orElse(0L),
                        state.apply(last.map(Update::data)).orElse(null));
            }

            @Override
            public void onUpdate(Update<T> update) {
                tell(topic, update, name);
            }
        };
    }

    private Subscriber<Pulse> allPulses(Topic topic, List<Pulse> known) {
        return new Subscriber<>() {
            @Override
            public void onSubscribed(Optional<Update<Pulse>> last) {
                snapshot(topic, last.map(Update::sequence).orElse(0L), known);
            }

            @Override
            public void onUpdate(Update<Pulse> update) {
                tell(topic, update, Pulse::instrument);
            }
        };
    }

    private void snapshot(Topic topic, long sequence, Object data) {
        send(message(
                "snapshot",
                topic,
                topic.instrument(),
                sequence,
                data instanceof Trade trade ? TradeAnswer.of(trade) : data));
    }

    private <T> void tell(Topic topic, Update<T> update, Function<T, String> name) {
        T data = update.data();
        send(message(
                topic.channel().messageType(),
                topic,
                name.apply(data),
                update.sequence(),
                data instanceof Trade trade ? TradeAnswer.of(trade) : data));
    }

    private static SocketMessage message(String type, Topic topic, String name, long sequence, Object data) {
        return new SocketMessage(
                type,
                topic.channel().wireName(),
                name,
                topic.interval() == null ? null : topic.interval().label(),
                sequence,
                data);
    }

    private void confirm(String type, Channel channel, Interval interval, Set<Topic> topics, int subscribed) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("type", type);
        answer.put("channel", channel.wireName());
        answer.put("instruments", topics.stream().map(Topic::instrument).toList());
        if (interval != null) {
            answer.put("interval", interval.label());
        }
        answer.put("subscriptions", subscribed);
        send(answer);
    }

    private void error(Problem problem) {
        tell("error", problem);
    }

    private void send(Object message) {
        try {
            client.accept(json.writeValueAsString(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of our own cannot be written", e);
        }
    }
}
