package feeds;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import market.TakerSide;
import market.Trade;

/**
 * Binance's combined streams over loopback, with faults on demand. It keeps its own list of the trades it made, whoever
 * was there to hear of them.
 */
public final class FakeBinance implements AutoCloseable {

    private static final Pattern STREAM = Pattern.compile("\"([a-z]+)@trade\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private final Vertx vertx = Vertx.vertx();
    private final Map<ServerWebSocket, Set<String>> clients = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lastIds = new ConcurrentHashMap<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Trade> trades = new CopyOnWriteArrayList<>();
    private final AtomicLong connections = new AtomicLong();
    private HttpServer server;

    private volatile boolean answersNothing;
    private volatile long handshakeDelayMs;

    public FakeBinance() {
        start(0);
    }

    public void start(int port) {
        server = vertx.createHttpServer(new HttpServerOptions().setMaxWebSocketFrameSize(20_000_000))
                .webSocketHandshakeHandler(handshake -> {
                    if (handshakeDelayMs > 0) {
                        vertx.setTimer(handshakeDelayMs, timer -> handshake.accept());
                    } else {
                        handshake.accept();
                    }
                })
                .webSocketHandler(this::accept)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void accept(ServerWebSocket client) {
        connections.incrementAndGet();
        clients.put(client, ConcurrentHashMap.newKeySet());
        client.closeHandler(closed -> clients.remove(client));
        client.exceptionHandler(broken -> clients.remove(client));
        client.textMessageHandler(request -> request(client, request));
    }

    private void request(ServerWebSocket client, String request) {
        requests.add(request);
        if (answersNothing) {
            return;
        }
        List<String> streams =
                STREAM.matcher(request).results().map(result -> result.group(1)).toList();
        if (request.contains("UNSUBSCRIBE")) {
            clients.get(client).removeAll(streams);
        } else {
            clients.get(client).addAll(streams);
            // A new subscription is a new channel, whatever became of the one before.
            dead.removeAll(streams);
        }
        String id = ID.matcher(request)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
        client.writeTextMessage("{\"result\":null," + id + "}");
    }

    public URI address() {
        return URI.create("ws://127.0.0.1:" + server.actualPort());
    }

    /** A trade happens; who is subscribed hears of it, unless something is wrong. */
    public synchronized long trade(String base) {
        String symbol = base + "USDT";
        long id = lastIds.computeIfAbsent(symbol, first -> new AtomicLong(100)).incrementAndGet();
        long millis = System.currentTimeMillis();
        Trade trade = new Trade(
                "binance:" + base + "-USDT",
                new BigDecimal("100.00").add(BigDecimal.valueOf(id * 7 % 1_000, 2)),
                BigDecimal.valueOf(1 + id % 13, 3),
                id % 3 == 0 ? TakerSide.BUY : TakerSide.SELL,
                id,
                millis * 1_000,
                millis * 1_000,
                millis * 1_000);
        trades.add(trade);
        if (!dead.contains(symbol.toLowerCase(Locale.ROOT))) {
            send(symbol.toLowerCase(Locale.ROOT), frame(trade));
        }
        return id;
    }

    /** Everything that happened, heard or not, in its order. */
    public List<Trade> trades() {
        return trades;
    }

    static String frame(Trade trade) {
        String symbol = trade.instrument().substring("binance:".length()).replace("-", "");
        return ("{\"stream\":\"%s@trade\",\"data\":{\"e\":\"trade\",\"E\":%d,\"s\":\"%s\",\"t\":%d,\"p\":\"%s\","
                        + "\"q\":\"%s\",\"T\":%d,\"m\":%s,\"M\":true}}")
                .formatted(
                        symbol.toLowerCase(Locale.ROOT),
                        trade.eventTimeMicros() / 1_000,
                        symbol,
                        trade.tradeId(),
                        trade.price().toPlainString(),
                        trade.quantity().toPlainString(),
                        trade.eventTimeMicros() / 1_000,
                        trade.takerSide() == TakerSide.SELL);
    }

    /** Everybody is sent something again: the last trades, newest first. */
    public synchronized void repeatLast(int count) {
        List<Trade> last = trades.subList(Math.max(0, trades.size() - count), trades.size());
        for (int i = last.size() - 1; i >= 0; i--) {
            String frame = frame(last.get(i));
            clients.keySet().forEach(client -> client.writeTextMessage(frame));
        }
    }

    /** Everybody is sent a frame. */
    public void sendAll(String frame) {
        clients.keySet().forEach(client -> client.writeTextMessage(frame));
    }

    void send(String stream, String frame) {
        clients.forEach((client, streams) -> {
            if (streams.contains(stream) && !client.isClosed()) {
                client.writeTextMessage(frame);
            }
        });
    }

    static String frame(String symbol, long id, long millis) {
        return ("{\"stream\":\"%s@trade\",\"data\":{\"e\":\"trade\",\"E\":%d,\"s\":\"%s\",\"t\":%d,\"p\":\"100.5\","
                        + "\"q\":\"0.25\",\"T\":%d,\"m\":true,\"M\":true}}")
                .formatted(symbol.toLowerCase(Locale.ROOT), millis, symbol, id, millis);
    }

    /** The open sockets fall silent, but answer pings. New ones are well. */
    public void fallSilent() {
        clients.values().forEach(Set::clear);
    }

    /** One stream is not sent any more until somebody subscribes it again. */
    public void kill(String base) {
        dead.add((base + "USDT").toLowerCase(Locale.ROOT));
    }

    public void closeAll(short code, String reason) {
        clients.keySet().forEach(client -> client.close(code, reason));
    }

    /** Ends the connections without a word. */
    public void breakAll() {
        clients.keySet()
                .forEach(client ->
                        ((WebSocketInternal) client).channelHandlerContext().close());
    }

    /** Nobody listens at the port any more. */
    public int goDown() {
        int port = server.actualPort();
        server.close().toCompletionStage().toCompletableFuture().join();
        return port;
    }

    public void answerNothing(boolean nothing) {
        answersNothing = nothing;
    }

    public void delayHandshakes(long millis) {
        handshakeDelayMs = millis;
    }

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
    public boolean isSubscribed(String... bases) {
        return List.of(bases).stream().allMatch(base -> clients.values().stream()
                .anyMatch(streams -> streams.contains((base + "USDT").toLowerCase(Locale.ROOT))));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
