import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a trade takes from its event time to a WebSocket client, in ms: through feed, log, Redis, hub and socket.
 * Subscribes to every instrument of a running Souk on this machine (both ends must share a clock) and prints the
 * distribution over all trades.
 *
 * <p>{@code java benchmarks/PriceLatency.java http://localhost:8080 [seconds]}
 */
public final class PriceLatency {

    private static final long WARM_UP_MS = 5_000;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern TRADE = Pattern.compile("^\\{\"type\":\"trade\".*\"timeMs\":(\\d+)");

    private final List<Long> latencies = new ArrayList<>();
    private final long countFrom = System.currentTimeMillis() + WARM_UP_MS;

    public static void main(String[] args) throws Exception {
        String url = args.length > 0 ? args[0] : "http://localhost:8080";
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 30;
        new PriceLatency().run(url, seconds);
    }

    private void run(String url, long seconds) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String instruments = http.send(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1/instruments")).build(), BodyHandlers.ofString())
                .body();
        Matcher ids = ID.matcher(instruments);
        while (ids.find()) {
            String socket = url.replaceFirst("http", "ws") + "/ws/prices/" + ids.group(1);
            http.newWebSocketBuilder().buildAsync(URI.create(socket), new Client()).join();
        }
        Thread.sleep(WARM_UP_MS + seconds * 1_000);
        print(seconds);
        System.exit(0);
    }

    private synchronized void add(long latency) {
        latencies.add(latency);
    }

    private synchronized void print(long seconds) {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        System.out.printf(
                "%d trades, %.0f a second; ms: p50 %d, p90 %d, p99 %d, max %d%n",
                sorted.length,
                sorted.length / (double) seconds,
                at(sorted, 0.50),
                at(sorted, 0.90),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static long at(long[] sorted, double part) {
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
    }

    private final class Client implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                long now = System.currentTimeMillis();
                Matcher trade = TRADE.matcher(text);
                if (now >= countFrom && trade.find()) {
                    add(now - Long.parseLong(trade.group(1)));
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
