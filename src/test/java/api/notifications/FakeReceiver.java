package api.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Somebody's HTTP server on loopback, which is told of alerts: takes them, or does as it is told. */
public final class FakeReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param nanos when it came, {@link System#nanoTime} */
    public record Call(String method, String uri, Map<String, List<String>> headers, byte[] body, long nanos) {

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException("no JSON: " + new String(body, StandardCharsets.UTF_8), e);
            }
        }
    }

    private interface Answer {
        /** @return whether the message is taken */
        boolean to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Call> taken = new CopyOnWriteArrayList<>();
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private volatile Answer otherwise = answer(202, "{}", Map.of());
    private volatile CountDownLatch held = new CountDownLatch(0);

    public FakeReceiver() throws IOException {
        this(HttpServer.create(anyPort(), 0));
    }

    private FakeReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One that is spoken to by TLS only, and whose certificate, GreenMail's, is signed by nobody who is known. */
    public static FakeReceiver ofUnknownCertificate() throws IOException, GeneralSecurityException {
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = FakeReceiver.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(file, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new FakeReceiver(server);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public URI address() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/hook?room=7");
    }

    /** All that came, in its order. */
    public List<Call> calls() {
        return calls;
    }

    /** What of it was answered with 202. */
    public List<Call> taken() {
        return taken;
    }

    public FakeReceiver thenAnswers(int status, String body, Map<String, String> headers) {
        next.add(answer(status, body, headers));
        return this;
    }

    /** The next connection is closed without an answer. */
    public FakeReceiver thenBreaks() {
        next.add(exchange -> {
            exchange.close();
            return false;
        });
        return this;
    }

    /** From now on it refuses to serve. */
    public void goesDown() {
        otherwise = answer(503, "down", Map.of());
    }

    /** From now on it answers nothing before it comes back. */
    public void hangs() {
        CountDownLatch back = new CountDownLatch(1);
        held = back;
        otherwise = exchange -> {
            try {
                back.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return answer(202, "{}", Map.of()).to(exchange);
        };
    }

    public void comesBack() {
        otherwise = answer(202, "{}", Map.of());
        held.countDown();
    }

    private static Answer answer(int status, String body, Map<String, String> headers) {
        return exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            return status == 202;
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        Call call = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                exchange.getRequestBody().readAllBytes(),
                System.nanoTime());
        calls.add(call);
        Answer answer = next.poll();
        try {
            if ((answer == null ? otherwise : answer).to(exchange)) {
                taken.add(call);
            }
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        held.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
