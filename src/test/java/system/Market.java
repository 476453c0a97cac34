package system;

import static org.assertj.core.api.Assertions.assertThat;

import feeds.FakeVenue;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Trades at a venue, some 110 a second, on a thread of its own, until it is closed. */
final class Market implements AutoCloseable {

    /** Of the instruments; the first is traded ten times as often as the second. */
    static final List<String> BASES = List.of("BTC", "ETH");

    private static final long OFTEN_MS = 10;
    private static final long SELDOM_MS = 100;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private Market() {}

    static Market of(FakeVenue venue) {
        Market market = new Market();
        market.thread.scheduleAtFixedRate(() -> venue.trade(BASES.get(0)), 0, OFTEN_MS, TimeUnit.MILLISECONDS);
        market.thread.scheduleAtFixedRate(() -> venue.trade(BASES.get(1)), 0, SELDOM_MS, TimeUnit.MILLISECONDS);
        return market;
    }

    /** Nothing is traded any more when it returns. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
