package feeds;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One open socket of a feed and what was asked for on it. Confined to the event loop on which the socket was opened, but
 * for {@link #heard}.
 */
final class FeedSocket {

    /** After so long an answer is not waited for any longer. */
    static final long ANSWER_NANOS = 10_000_000_000L;

    private final WebSocket socket;
    private final Context eventLoop;
    private final FeedMonitor monitor;
    private final VenueLimits limits;
    private final Runnable goingAway;
    private final long openedNanos = System.nanoTime();

    private final Queue<Request> unsent = new ArrayDeque<>();
    private final Map<Long, Request> unanswered = new HashMap<>();
    private final Set<Subscription> unconfirmed = new HashSet<>();
    private long askedNanos = openedNanos;
    private long requests;
    private boolean sending;
    private boolean asked;
    private boolean askedAgain;
    private volatile boolean heardData;

    /** When it last showed life, by a frame or a pong; {@link System#nanoTime}. */
    private long aliveNanos = openedNanos;

    FeedSocket(WebSocket socket, Context eventLoop, FeedMonitor monitor, Runnable goingAway) {
        this.socket = socket;
        this.eventLoop = eventLoop;
        this.monitor = monitor;
        this.limits = monitor.feed().socketVenue().limits();
        this.goingAway = goingAway;
    }

    /** Asks for everything that the feed is to bring. */
    void subscribe() {
        Map<Boolean, List<Subscription>> subscriptions = monitor.feed().subscriptions().stream()
                .collect(Collectors.partitioningBy(ask -> watch(ask).refusal() != null));
        List<Subscription> others = subscriptions.get(false);
        monitor.feed().socketVenue().greet(others, ++requests).forEach(unsent::add);
        asked = true;
        ask(others);
        askAlone(subscriptions.get(true));
    }

    /** Each in a message of its own: not every venue does the rest of one in which it refuses something. */
    void askAlone(Collection<Subscription> refused) {
        long now = System.nanoTime();
        for (Subscription ask : refused) {
            watch(ask).askedForAgain(now);
            ask(List.of(ask));
        }
    }

    private ChannelWatch watch(Subscription ask) {
        return monitor.watch(ask.channel(), ask.instrument().venueSymbol());
    }

    /** Takes subscriptions back and asks for them again. */
    void subscribeAgain(Collection<Subscription> quiet) {
        batches(quiet).forEach(batch -> {
            long id = ++requests;
            unsent.add(monitor.feed().socketVenue().unsubscribe(batch, id));
        });
        ask(quiet);
    }

    private void ask(Collection<Subscription> subscriptions) {
        for (List<Subscription> batch : batches(subscriptions)) {
            long id = ++requests;
            Request request = monitor.feed().socketVenue().subscribe(batch, id);
            unanswered.put(id, request);
            unsent.add(request);
        }
        unconfirmed.addAll(subscriptions);
        askedNanos = System.nanoTime();
        send();
    }

    /** A channel a batch: not every venue takes several at once. */
    private List<List<Subscription>> batches(Collection<Subscription> subscriptions) {
        List<List<Subscription>> batches = new ArrayList<>();
        subscriptions.stream()
                .collect(Collectors.groupingBy(Subscription::channel))
                .values()
                .forEach(ofChannel -> {
                    for (int from = 0; from < ofChannel.size(); from += limits.asksPerMessage()) {
                        batches.add(
                                ofChannel.subList(from, Math.min(ofChannel.size(), from + limits.asksPerMessage())));
                    }
                });
        return batches;
    }

    /** One message after the other, as fast as the venue lets us. */
    private void send() {
        Request request = sending || socket.isClosed() ? null : unsent.poll();
        if (request != null) {
            sending = true;
            askedNanos = System.nanoTime();
            socket.writeTextMessage(request.text());
            eventLoop.owner().setTimer(Math.max(1, limits.messageSpacing().toMillis()), timer -> {
                sending = false;
                send();
            });
        }
    }

    /** A ping was answered: no more than the connection's being there, which is enough of venues that may be quiet. */
    void ponged() {
        if (!monitor.feed().socketVenue().sendsHeartbeats()) {
            alive();
        }
    }

    /** A frame came. Event loop. */
    void alive() {
        aliveNanos = System.nanoTime();
    }

    /** What a frame said. Any thread. */
    void heard(DecodedFrame frame) {
        // A greeting is no data.
        heardData |= !frame.trades().isEmpty() || !frame.quotes().isEmpty();
        if (!frame.signals().isEmpty()) {
            eventLoop.runOnContext(turn -> frame.signals().forEach(this::heard));
        }
    }

    private void heard(Signal signal) {
        if (signal instanceof Signal.Answer answer) {
            Request request = unanswered.remove(answer.requestId());
            if (request != null) {
                answered(request.asks(), answer.error());
            }
        } else if (signal instanceof Signal.Accepted accepted) {
            ChannelWatch watch = monitor.watch(accepted.channel(), accepted.symbol());
            if (watch != null) {
                confirm(watch.subscription(), null);
            }
        } else if (signal instanceof Signal.Refused refused) {
            List.copyOf(unconfirmed).stream()
                    .filter(ask ->
                            refused.channel() == null || refused.channel().equals(ask.channel()))
                    .filter(ask -> refused.symbol() == null
                            || refused.symbol()
                                    .equalsIgnoreCase(ask.instrument().venueSymbol()))
                    .forEach(ask -> confirm(ask, refused.reason()));
        } else if (signal instanceof Signal.GoingAway) {
            goingAway.run();
        }
    }

    private void answered(List<Subscription> asks, String refusal) {
        if (refusal == null || asks.size() == 1) {
            asks.forEach(ask -> confirm(ask, refusal));
        } else {
            // It may be about one of them, and does not say which: the halves will tell.
            ask(asks.subList(0, asks.size() / 2));
            ask(asks.subList(asks.size() / 2, asks.size()));
        }
    }

    private void confirm(Subscription ask, String refusal) {
        long now = System.nanoTime();
        watch(ask).refused(refusal, now);
        if (unconfirmed.remove(ask) && refusal == null) {
            watch(ask).expectFrom(now);
        }
    }

    /** What was asked for, without an answer, for so long that none will come. Data counts as an answer. */
    Set<Subscription> overdue() {
        if (!asked || !unsent.isEmpty() || System.nanoTime() - askedNanos < ANSWER_NANOS) {
            return Set.of();
        }
        monitor.watches().stream()
                .filter(watch -> watch.everHeard() && watch.heardNanos() - askedNanos > 0)
                .forEach(watch -> unconfirmed.remove(watch.subscription()));
        return Set.copyOf(unconfirmed);
    }

    /** Whether nothing is waited for. */
    boolean isAnswered() {
        return asked && unsent.isEmpty() && unconfirmed.isEmpty();
    }

    /** Whether what was asked for was asked for twice. */
    boolean askAgain(Set<Subscription> overdue) {
        if (askedAgain) {
            return false;
        }
        askedAgain = true;
        ask(overdue);
        return true;
    }

    /** Whether it can take the place of another socket: everything is answered, or data comes. */
    boolean isSettled() {
        return asked && unsent.isEmpty() && (unconfirmed.isEmpty() || heardData);
    }

    long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    long silentNanos() {
        return System.nanoTime() - aliveNanos;
    }

    /** Asks for a sign of life. */
    void ping() {
        if (!socket.isClosed()) {
            socket.writePing(Buffer.buffer("souk".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    void pause() {
        socket.pause();
    }

    void resume() {
        socket.resume();
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    void close() {
        socket.close();
    }
}
