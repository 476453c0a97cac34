package feeds;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import market.GapQueue;
import market.IdRun;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a venue for what came after the last trade known, where no later one tells by its id what is missing: of a market that
 * has been quiet since it was subscribed, at the start or after it was not heard for a while. For one thread.
 */
final class Tails {

    private static final Logger log = LoggerFactory.getLogger(Tails.class);

    /** By then the subscription works, and the venue's past trades have those of before. */
    static final Duration QUIET = Duration.ofSeconds(10);

    /** The rest waits for the next turn, so that gaps have theirs in time. */
    private static final int PER_TURN = 20;

    private final String venue;
    private final HistoryClient client;
    private final Set<String> instruments;
    private final List<FeedMonitor> feeds;
    private final GapQueue gaps;
    private final Duration quiet;

    /** By instrument the newest trade that was delivered; the engine may not have counted it yet. */
    private final Map<String, Trade> delivered = new HashMap<>();

    /**
     * @param instruments those whose trade ids are dense
     * @param quiet for how long after its subscription
     */
    Tails(
            String venue,
            HistoryClient client,
            Set<String> instruments,
            List<FeedMonitor> feeds,
            GapQueue gaps,
            Duration quiet) {
        this.venue = venue;
        this.client = client;
        this.instruments = instruments;
        this.feeds = feeds;
        this.gaps = gaps;
        this.quiet = quiet;
    }

    /** Adds to a turn what the venue gives. */
    void ask(Backfill.Turn turn, BooleanSupplier isTurnOver) {
        Map<FeedMonitor.Unproven, FeedMonitor> tails = unproven();
        if (tails.isEmpty()) {
            return;
        }
        Map<String, IdRun> newest = gaps.newest(tails.keySet().stream()
                .map(tail -> tail.instrument().id())
                .distinct()
                .toList());
        int asked = 0;
        for (Map.Entry<FeedMonitor.Unproven, FeedMonitor> entry : tails.entrySet()) {
            FeedMonitor.Unproven tail = entry.getKey();
            IdRun known = newest.get(tail.instrument().id());
            if (known != null && (asked++ == PER_TURN || isTurnOver.getAsBoolean())) {
                return;
            }
            // Of what was never heard nothing can be said to be missing.
            if (known == null || isOver(after(tail, known), turn)) {
                turn.delivered().add(() -> entry.getValue().proven(tail));
            }
        }
    }

    private Map<FeedMonitor.Unproven, FeedMonitor> unproven() {
        long subscribedBefore = System.nanoTime() - quiet.toNanos();
        Map<FeedMonitor.Unproven, FeedMonitor> unproven = new LinkedHashMap<>();
        for (FeedMonitor feed : feeds) {
            feed.unproven(subscribedBefore).stream()
                    .filter(tail -> instruments.contains(tail.instrument().id()))
                    .forEach(tail -> unproven.put(tail, feed));
        }
        return unproven;
    }

    private TradeHistory.Missing after(FeedMonitor.Unproven tail, IdRun known) {
        Trade last = delivered.get(tail.instrument().id());
        return last == null || last.tradeId() < known.last()
                ? TradeHistory.Missing.after(tail.instrument(), known.last(), known.lastMicros())
                : TradeHistory.Missing.after(tail.instrument(), last.tradeId(), last.eventTimeMicros());
    }

    /** Whether all that the venue has was fetched. */
    private boolean isOver(TradeHistory.Missing first, Backfill.Turn turn) {
        TradeHistory.Missing missing = first;
        for (int page = 0; page < Backfill.PAGES_PER_GAP; page++) {
            HistoryClient.Answer answer = client.ask(missing);
            if (answer instanceof HistoryClient.Answer.NotNow) {
                return false;
            }
            if (answer instanceof HistoryClient.Answer.Refused refused) {
                log.warn(
                        "Whether trades of {} are missing is not known: {}",
                        missing.instrument().id(),
                        refused.reason());
                return true;
            }
            long firstId = missing.firstId();
            List<Trade> news = ((HistoryClient.Answer.Page) answer)
                    .trades().stream()
                            .filter(trade -> trade.tradeId() >= firstId)
                            .toList();
            if (news.isEmpty()) {
                return true;
            }
            log.info(
                    "{} gave {} trades of {} after the last one known",
                    venue,
                    news.size(),
                    missing.instrument().id());
            Trade newest = Collections.max(news, Comparator.comparingLong(Trade::tradeId));
            turn.trades().addAll(news);
            turn.delivered().add(() -> delivered.put(newest.instrument(), newest));
            missing = TradeHistory.Missing.after(missing.instrument(), newest.tradeId(), newest.eventTimeMicros());
        }
        return false;
    }
}
