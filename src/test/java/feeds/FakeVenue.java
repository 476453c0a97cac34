package feeds;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.WebSocketInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import market.TakerSide;
import market.Trade;

/**
 * An exchange on loopback that speaks a {@link FakeProtocol} and misbehaves on demand. It keeps its own list of the trades
 * that happened, whoever was there to hear of them. Instruments are named by their base. Safe for any thread.
 */
public final class FakeVenue implements AutoCloseable {

    private static final long FIRST_ID = 101;

    /** As many as Kraken's snapshot has. */
    private static final int SNAPSHOT = 50;

    /** Every so many trades happen in the same instant as the one before. */
    private static final int SHARED_INSTANT = 5;

    private static final int LONGEST_FRAME = 20_000_000;
    private static final int PIECE = 64_000;

    private static final short POLICY_VIOLATION = 1008;

    /** Who is connected, and to what. */
    private static final class Client {

        private final ServerWebSocket socket;
        private final Set<String> trades = new LinkedHashSet<>();
        private final Set<String> heartbeats = new LinkedHashSet<>();

        /** Answers pings and does nothing else any more. */
        private boolean mute;

        Client(ServerWebSocket socket) {
            this.socket = socket;
        }

        Set<String> subscriptions(FakeProtocol.Ask ask) {
            return ask.trades() ? trades : heartbeats;
        }

        void send(String frame) {
            if (!mute && !socket.isClosed()) {
                socket.writeTextMessage(frame);
            }
        }

        boolean comesBy(String path) {
            return socket.path().equals(path);
        }
    }

    private final FakeProtocol protocol;
    private final Vertx vertx = Vertx.vertx();
    private final Map<ServerWebSocket, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, Long> lastIds = new HashMap<>();
    private final Map<String, Trade> last = new HashMap<>();
    private final Collection<Trade> happened = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong connections = new AtomicLong();
    private final Set<String> dead = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> shutDoors = ConcurrentHashMap.newKeySet();
    private final List<Trade> held = new ArrayList<>();
    private HttpServer server;

    /** Bound to the port while nobody listens: it refuses, and nobody else gets the port. Null while somebody listens. */
    private Socket down;

    private int heldBackOneIn;
    private boolean answersNothing;
    private Duration skew = Duration.ZERO;
    private volatile long handshakeDelayMs;

    private FakeVenue(FakeProtocol protocol) {
        this.protocol = protocol;
        listen(0);
        vertx.setPeriodic(1_000, timer -> heartbeat());
    }

    public static FakeVenue binance() {
        return new FakeVenue(new FakeBinance());
    }

    public static FakeVenue coinbase() {
        return new FakeVenue(new FakeCoinbase());
    }

    /** Its channel is {@code market_trades}. */
    public static FakeVenue coinbaseAdvanced() {
        return new FakeVenue(new FakeCoinbaseAdvanced());
    }

    public static FakeVenue kraken() {
        return new FakeVenue(new FakeKraken());
    }

    private void listen(int port) {
        server = vertx.createHttpServer(new HttpServerOptions().setMaxWebSocketFrameSize(LONGEST_FRAME))
                .webSocketHandshakeHandler(this::shakeHands)
                .webSocketHandler(this::accept)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void shakeHands(ServerWebSocketHandshake handshake) {
        if (shutDoors.contains(handshake.path())) {
            handshake.reject(503);
        } else if (handshakeDelayMs > 0) {
            vertx.setTimer(handshakeDelayMs, timer -> handshake.accept());
        } else {
            handshake.accept();
        }
    }

    private void accept(ServerWebSocket socket) {
        Client client = new Client(socket);
        socket.closeHandler(closed -> clients.remove(socket));
        socket.exceptionHandler(broken -> clients.remove(socket));
        socket.textMessageHandler(request -> request(client, request));
        clients.put(socket, client);
        connections.incrementAndGet();
        protocol.greeting().forEach(client::send);
        if (protocol.subscribeWithinMs() > 0) {
            vertx.setTimer(protocol.subscribeWithinMs(), timer -> throwOutIfIdle(client));
        }
    }

    private synchronized void throwOutIfIdle(Client client) {
        if (client.trades.isEmpty() && client.heartbeats.isEmpty() && !client.socket.isClosed()) {
            client.socket.close(POLICY_VIOLATION, "subscribe within " + protocol.subscribeWithinMs() + " ms");
        }
    }

    private synchronized void request(Client client, String text) {
        requests.add(text);
        if (answersNothing || client.mute) {
            return;
        }
        FakeProtocol.Ask ask = protocol.read(text);
        if (ask.subscribes()) {
            subscribe(client, ask);
        } else {
            client.subscriptions(ask).removeAll(ask.bases());
            protocol.done(ask, ask.bases(), client.subscriptions(ask)).forEach(client::send);
        }
    }

    private void subscribe(Client client, FakeProtocol.Ask ask) {
        List<String> refusals = ask.bases().stream().filter(refused::contains).toList();
        if (!refusals.isEmpty() && protocol.refusesWholeMessages()) {
            client.send(protocol.refusal(ask, refusals.get(0)));
            return;
        }
        refusals.forEach(base -> client.send(protocol.refusal(ask, base)));
        List<String> bases =
                ask.bases().stream().filter(base -> !refused.contains(base)).toList();
        client.subscriptions(ask).addAll(bases);
        protocol.done(ask, bases, client.subscriptions(ask)).forEach(client::send);
        if (ask.trades()) {
            // A new subscription is a new channel, whatever became of the one before.
            dead.removeAll(bases);
            bases.forEach(base -> protocol.past(newest(base, SNAPSHOT)).forEach(client::send));
        }
    }

    private synchronized void heartbeat() {
        clients.values().forEach(client -> protocol.heartbeats(client.trades, client.heartbeats, lastIds)
                .forEach(client::send));
    }

    /** For {@code souk.feeds[n].url}. */
    public URI address() {
        return URI.create("ws://127.0.0.1:" + server.actualPort());
    }

    public String name() {
        return protocol.venue();
    }

    public String instrument(String base) {
        return protocol.instrument(base);
    }

    String symbol(String base) {
        return protocol.symbol(base);
    }

    String quote() {
        return protocol.quote();
    }

    /** The settings that make a Souk know an instrument, as its {@code number}th. */
    public List<String> settings(int number, String base) {
        String key = "souk.instruments[" + number + "].";
        return List.of(
                key + "venue=" + protocol.venue(),
                key + "base=" + base,
                key + "quote=" + protocol.quote(),
                key + "symbol=" + protocol.symbol(base),
                key + "tick-size=0.01");
    }

    /**
     * A trade happens; who is subscribed hears of it, unless something is wrong.
     *
     * @return its id
     */
    public synchronized long trade(String base) {
        long id = lastIds.merge(base, FIRST_ID, (before, first) -> before + 1);
        long micros = eventTime(base, id);
        Trade trade = new Trade(
                protocol.instrument(base),
                new BigDecimal("100.00").add(BigDecimal.valueOf(id * 7 % 1_000, 2)),
                BigDecimal.valueOf(1 + id % 13, 3),
                id % 3 == 0 ? TakerSide.BUY : TakerSide.SELL,
                id,
                micros,
                micros,
                micros);
        happened.add(trade);
        last.put(base, trade);
        if (heldBackOneIn > 0 && id % heldBackOneIn == 0) {
            held.add(trade);
        } else if (!dead.contains(base)) {
            send(trade);
        }
        return id;
    }

    private long eventTime(String base, long id) {
        Trade before = last.get(base);
        if (before != null && id % SHARED_INSTANT == 0) {
            return before.eventTimeMicros();
        }
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().plus(skew));
        return now - now % protocol.timeStepMicros();
    }

    private void send(Trade trade) {
        String base = protocol.base(trade);
        String frame = protocol.frame(trade);
        clients.values().stream().filter(client -> client.trades.contains(base)).forEach(client -> client.send(frame));
    }

    private List<Trade> newest(String base, int count) {
        List<Trade> its = happened.stream()
                .filter(trade -> trade.instrument().equals(protocol.instrument(base)))
                .toList();
        return its.subList(Math.max(0, its.size() - count), its.size());
    }

    /** Everything that happened, heard or not, in its order; grows. */
    public Collection<Trade> happened() {
        return happened;
    }

    /** The same, as it is now. */
    public List<Trade> trades() {
        return List.copyOf(happened);
    }

    public synchronized long lastId(String base) {
        return lastIds.getOrDefault(base, 0L);
    }

    /** Everybody is sent again what happened last, newest first. */
    public synchronized void repeatLast(String base, int count) {
        List<Trade> again = newest(base, count);
        for (int i = again.size() - 1; i >= 0; i--) {
            send(again.get(i));
        }
    }

    /** Everybody is sent the snapshot again; nothing, if the protocol has none. */
    public synchronized void repeatSnapshot(String base) {
        protocol.past(newest(base, SNAPSHOT)).forEach(this::sendAll);
    }

    /** From now on one trade in so many happens and is not told of. */
    public synchronized void holdBack(int oneIn) {
        heldBackOneIn = oneIn;
    }

    /** What was held back is told, newest first and each twice. */
    public synchronized void letGo() {
        heldBackOneIn = 0;
        for (int i = held.size() - 1; i >= 0; i--) {
            send(held.get(i));
            send(held.get(i));
        }
        held.clear();
    }

    /** Everybody is sent a frame. */
    public synchronized void sendAll(String frame) {
        clients.values().forEach(client -> client.send(frame));
    }

    /**
     * Everybody is sent what no client may believe.
     *
     * @return how many dead letters it must become
     */
    public int sendHostileFrames(String base) {
        List<String> frames = HostileFrames.of(protocol, base);
        frames.forEach(this::sendAll);
        return frames.size();
    }

    /** Everybody is sent a frame of 10 MB. */
    public void sendTooLongFrame(String base) {
        sendAll(HostileFrames.tooLong(protocol, base));
    }

    /** The same, as a message in pieces, none of which is too long. */
    public synchronized void sendTooLongMessage(String base) {
        String message = HostileFrames.tooLong(protocol, base);
        for (Client client : clients.values()) {
            client.socket.writeFrame(WebSocketFrame.textFrame("{", false));
            for (int from = 0; from < message.length(); from += PIECE) {
                String piece = message.substring(from, Math.min(message.length(), from + PIECE));
                client.socket.writeFrame(
                        WebSocketFrame.continuationFrame(Buffer.buffer(piece), from + PIECE >= message.length()));
            }
        }
    }

    /** The open sockets fall silent, but answer pings. New ones are well. */
    public synchronized void fallSilent() {
        clients.values().forEach(client -> client.mute = true);
    }

    /** An instrument's trades are not sent any more until somebody subscribes them again. */
    public synchronized void kill(String base) {
        dead.add(base);
    }

    /** Subscriptions to an instrument are refused from now on; those that there are go on. */
    public synchronized void refuse(String base) {
        refused.add(base);
    }

    public synchronized void refuseNothing() {
        refused.clear();
    }

    /** How far the venue's clock is ahead of ours. */
    public synchronized void skew(Duration ahead) {
        skew = ahead;
    }

    public void closeAll(int code, String reason) {
        clients.keySet().forEach(socket -> socket.close((short) code, reason));
    }

    /** Ends the connections without a word, which a client sees as code 1006. */
    public void breakAll() {
        breakThose(client -> true);
    }

    private void breakThose(Predicate<Client> which) {
        clients.values().stream().filter(which).forEach(client -> ((WebSocketInternal) client.socket)
                .channelHandlerContext()
                .close());
    }

    /** Throws out who has come by a path of the address, and lets nobody in there. */
    public void shut(String path) {
        shutDoors.add(path);
        breakThose(client -> client.comesBy(path));
    }

    public void open(String path) {
        shutDoors.remove(path);
    }

    /** Nobody listens at the port any more. */
    public void goDown() {
        int port = server.actualPort();
        server.close().toCompletionStage().toCompletableFuture().join();
        // The server says that it is closed a moment before its port is free.
        down = await("the port of the server that was closed")
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(() -> bound(port), Socket::isBound);
    }

    private static Socket bound(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    public void comeUp() {
        int port = down.getLocalPort();
        letPortGo();
        listen(port);
    }

    private void letPortGo() {
        try {
            if (down != null) {
                down.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        down = null;
    }

    public synchronized void answerNothing(boolean nothing) {
        answersNothing = nothing;
    }

    public void delayHandshakes(Duration delay) {
        handshakeDelayMs = delay.toMillis();
    }

    /** How many there were so far. */
    public long connections() {
        return connections.get();
    }

    public int openConnections() {
        return clients.size();
    }

    public List<String> requests() {
        return requests;
    }

    /** Whether somebody is subscribed to the trades of all these. */
    public synchronized boolean isSubscribed(String... bases) {
        return List.of(bases).stream()
                .allMatch(base -> clients.values().stream().anyMatch(client -> client.trades.contains(base)));
    }

    /** The same, of who came by a path. */
    public synchronized boolean isSubscribedBy(String path, String base) {
        return clients.values().stream().anyMatch(client -> client.comesBy(path) && client.trades.contains(base));
    }

    @Override
    public void close() {
        letPortGo();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
