package feeds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.TakerSide;
import market.Trade;

/** A venue's HTTP API on loopback that has some trades, in pages, and can be told to misbehave. */
public final class FakeHistoryVenue implements AutoCloseable {

    /** Whose paths, parameters and answers it has. */
    public enum Dialect {
        BINANCE,
        COINBASE,
        KRAKEN
    }

    /** What is answered instead of trades. */
    private record Fault(int status, Map<String, String> headers, String body, boolean hangs) {}

    private final Dialect dialect;
    private final Collection<Trade> trades;
    private final int pageSize;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** @param trades may grow while it runs, if they are a collection that allows it */
    public FakeHistoryVenue(Dialect dialect, Collection<Trade> trades, int pageSize) throws IOException {
        this.dialect = dialect;
        this.trades = trades;
        this.pageSize = pageSize;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Those of an instrument, by the letters of its symbol: each venue puts another sign between the currencies. */
    private Stream<Trade> of(String symbol) {
        return trades.stream()
                .filter(trade -> letters(
                                trade.instrument().substring(trade.instrument().indexOf(':')))
                        .equals(letters(symbol)))
                .sorted(Comparator.comparingLong(Trade::tradeId));
    }

    private static String letters(String symbol) {
        return symbol.replaceAll("[^A-Za-z0-9]", "");
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Paths and queries, in their order. */
    public List<String> requests() {
        return requests;
    }

    public FakeHistoryVenue thenAnswers(int status, String body, Map<String, String> headers) {
        faults.add(new Fault(status, headers, body, false));
        return this;
    }

    /** How many of the answers that {@link #thenAnswers} put in line nobody has asked for yet. */
    public int unanswered() {
        return faults.size();
    }

    /** The next request gets the head of an answer and no more. */
    FakeHistoryVenue thenHangs() {
        faults.add(new Fault(200, Map.of(), "", true));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        Fault fault = faults.poll();
        if (fault != null && fault.hangs) {
            exchange.sendResponseHeaders(fault.status, 1_000);
            exchange.getResponseBody().flush();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        if (fault != null) {
            fault.headers.forEach(exchange.getResponseHeaders()::set);
        }
        byte[] body = (fault == null ? page(exchange.getRequestURI()) : fault.body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(fault == null ? 200 : fault.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String page(URI uri) {
        Map<String, String> parameters = parameters(uri);
        return switch (dialect) {
            case BINANCE -> {
                long from = Long.parseLong(parameters.get("fromId"));
                yield items(
                        of(parameters.get("symbol")).filter(trade -> trade.tradeId() >= from),
                        FakeHistoryVenue::binance);
            }
            case COINBASE -> {
                long after = Long.parseLong(parameters.getOrDefault("after", String.valueOf(Long.MAX_VALUE)));
                yield items(
                        of(uri.getPath().replaceAll(".*/products/(.*)/trades", "$1"))
                                .filter(trade -> trade.tradeId() < after)
                                .sorted(Comparator.comparingLong(Trade::tradeId).reversed()),
                        FakeHistoryVenue::coinbase);
            }
            case KRAKEN -> {
                long since = Long.parseLong(parameters.get("since"));
                yield "{\"error\":[],\"result\":{\"XXBTZUSD\":"
                        + items(
                                of(parameters.get("pair"))
                                        .filter(trade -> trade.eventTimeMicros() * 1_000 > since)
                                        // Its clock may have been set back.
                                        .sorted(Comparator.comparingLong(Trade::eventTimeMicros)),
                                FakeHistoryVenue::kraken)
                        + ",\"last\":\"1688671969993150842\"}}";
            }
        };
    }

    private String items(Stream<Trade> chosen, Function<Trade, String> form) {
        return chosen.limit(pageSize).map(form).collect(Collectors.joining(",", "[", "]"));
    }

    private static String binance(Trade trade) {
        return "{\"id\":%d,\"price\":\"%s\",\"qty\":\"%s\",\"quoteQty\":\"1\",\"time\":%d,\"isBuyerMaker\":%b,\"isBestMatch\":true}"
                .formatted(
                        trade.tradeId(),
                        trade.price().toPlainString(),
                        trade.quantity().toPlainString(),
                        trade.eventTimeMicros() / 1_000,
                        trade.takerSide() == TakerSide.SELL);
    }

    private static String coinbase(Trade trade) {
        return "{\"trade_id\":%d,\"side\":\"%s\",\"size\":\"%s\",\"price\":\"%s\",\"time\":\"%s\"}"
                .formatted(
                        trade.tradeId(),
                        trade.takerSide() == TakerSide.SELL ? "buy" : "sell",
                        trade.quantity().toPlainString(),
                        trade.price().toPlainString(),
                        trade.eventTime());
    }

    private static String kraken(Trade trade) {
        return "[\"%s\",\"%s\",%s,\"%s\",\"m\",\"\",%d]"
                .formatted(
                        trade.price().toPlainString(),
                        trade.quantity().toPlainString(),
                        BigDecimal.valueOf(trade.eventTimeMicros(), 6).toPlainString(),
                        trade.takerSide() == TakerSide.SELL ? "s" : "b",
                        trade.tradeId());
    }

    private static Map<String, String> parameters(URI uri) {
        return Stream.of(uri.getQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
