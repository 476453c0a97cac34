package api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import market.Pulse;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Sends new pulses to clients of {@code /ws} that have subscribed to nothing, those of a second together. Safe for any thread.
 */
public class PulseBroadcast implements DisposableBean {

    private static final long PERIOD_MS = 1_000;

    private final MarketSocket socket;
    private final Subscription subscription;

    /** By instrument; guarded by itself. */
    private final Map<String, Pulse> waiting = new LinkedHashMap<>();

    public PulseBroadcast(Hub hub, MarketSocket socket) {
        this.socket = socket;
        this.subscription = hub.subscribeAllPulse(update -> {
            synchronized (waiting) {
                waiting.merge(update.data().instrument(), update.data(), Pulse::later);
            }
        });
    }

    @Scheduled(fixedDelay = PERIOD_MS)
    void send() {
        List<Pulse> pulses;
        synchronized (waiting) {
            pulses = new ArrayList<>(waiting.values());
            waiting.clear();
        }
        if (!pulses.isEmpty()) {
            socket.broadcast(pulses);
        }
    }

    @Override
    public void destroy() {
        subscription.close();
    }
}
