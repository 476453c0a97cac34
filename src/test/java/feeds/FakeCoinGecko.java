package feeds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** CoinGecko on loopback: answers with prices, or as it is told. */
public final class FakeCoinGecko implements AutoCloseable {

    /** @param nanos when it was asked, {@link System#nanoTime} */
    public record Ask(String uri, String key, long nanos) {}

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Ask> asks = new CopyOnWriteArrayList<>();
    private volatile String prices = CoinGeckoDecoderTest.PRICES;

    public FakeCoinGecko() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** In their order. */
    public List<Ask> asks() {
        return asks;
    }

    /** What is answered from now on where nothing else is to be. */
    public void sells(String newPrices) {
        prices = newPrices;
    }

    public FakeCoinGecko thenAnswers(int status, String body, Map<String, String> headers) {
        answers.add(exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        return this;
    }

    /** It answers to the next request a byte now and then, without an end. */
    public FakeCoinGecko thenTrickles() {
        answers.add(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                do {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                } while (!closed.await(100, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    /** It answers to the next request for as long as anybody reads. */
    public FakeCoinGecko thenFloods() {
        answers.add(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = new byte[10_000];
            Arrays.fill(spaces, (byte) ' ');
            OutputStream body = exchange.getResponseBody();
            while (closed.getCount() > 0) {
                body.write(spaces);
            }
        });
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asks.add(new Ask(
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("x-cg-demo-api-key"),
                System.nanoTime()));
        Answer answer = answers.poll();
        if (answer == null) {
            thenAnswers(200, prices, Map.of("Content-Type", "application/json"));
            answer = answers.poll();
        }
        try {
            answer.to(exchange);
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
