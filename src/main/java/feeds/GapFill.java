package feeds;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import market.Gap;
import market.Instrument;
import market.Trade;

/**
 * One attempt to fill one gap. It does not know from which end a venue's pages come: what a page holds is taken out of the
 * hole, and what is left on either side is asked for again. What a page leaves out between two trades, and what brings
 * nothing when it is asked for, the venue does not have. For one thread.
 */
final class GapFill {

    /** How it ended. */
    enum End {
        /** There is nothing more to ask for: all has come, or the rest will not. */
        OVER,
        /** There is more to ask for, and the turn is over. */
        MORE,
        /** There is more to ask for, and the venue is not to be asked now. */
        NOT_NOW
    }

    private final String venue;
    private final Instrument instrument;
    private final HistoryClient client;
    private final Deque<Gap> holes;
    private final List<Trade> trades = new ArrayList<>();

    private long lost;
    private long lowestLost = Long.MAX_VALUE;
    private long highestLost = Long.MIN_VALUE;
    private String refusal;

    /** @param holes what is missing, by ids */
    GapFill(String venue, Instrument instrument, HistoryClient client, Collection<Gap> holes) {
        this.venue = venue;
        this.instrument = instrument;
        this.client = client;
        this.holes = new ArrayDeque<>(holes);
    }

    /**
     * @param pages how many at most to ask for
     * @param isTurnOver looked at before each
     */
    End run(int pages, BooleanSupplier isTurnOver) {
        for (int page = 0; !holes.isEmpty(); page++) {
            if (page == pages || isTurnOver.getAsBoolean()) {
                return End.MORE;
            }
            Gap hole = holes.getFirst();
            HistoryClient.Answer answer = client.ask(new TradeHistory.Missing(
                    instrument, hole.firstId(), hole.lastId(), hole.fromMicros(), hole.toMicros()));
            if (answer instanceof HistoryClient.Answer.NotNow) {
                return End.NOT_NOW;
            }
            if (answer instanceof HistoryClient.Answer.Refused refused) {
                refusal = refused.reason();
                return End.OVER;
            }
            holes.removeFirst();
            take(hole, ((HistoryClient.Answer.Page) answer).trades());
        }
        return End.OVER;
    }

    /** The trades that have come, each once. */
    List<Trade> trades() {
        return trades;
    }

    /** Why the gap, or a part of it, cannot be filled. */
    Optional<String> unfillable() {
        if (refusal != null || lost == 0) {
            return Optional.ofNullable(refusal);
        }
        String range = "the trades " + lowestLost + " to " + highestLost + " any more";
        boolean all = lost == highestLost - lowestLost + 1;
        return Optional.of(venue + " does not have " + (all ? "" : lost + " of ") + range);
    }

    private void take(Gap hole, List<Trade> page) {
        TreeMap<Long, Trade> inside = new TreeMap<>();
        for (Trade trade : page) {
            if (trade.tradeId() >= hole.firstId() && trade.tradeId() <= hole.lastId()) {
                inside.putIfAbsent(trade.tradeId(), trade);
            }
        }
        if (inside.isEmpty()) {
            takeNothing(hole, page);
            return;
        }
        trades.addAll(inside.values());
        Trade lowest = inside.firstEntry().getValue();
        Trade highest = inside.lastEntry().getValue();
        long expected = lowest.tradeId();
        for (long id : inside.keySet()) {
            lose(expected, id - 1);
            expected = id + 1;
        }
        if (highest.tradeId() < hole.lastId()) {
            holes.addFirst(hole.part(highest.tradeId() + 1, hole.lastId(), highest.eventTimeMicros(), hole.toMicros()));
        }
        if (lowest.tradeId() > hole.firstId()) {
            holes.addFirst(
                    hole.part(hole.firstId(), lowest.tradeId() - 1, hole.fromMicros(), lowest.eventTimeMicros()));
        }
    }

    /** A venue that is asked by time may have to be asked on through trades of the instant before the hole. */
    private void takeNothing(Gap hole, List<Trade> page) {
        long newest = page.stream().mapToLong(Trade::eventTimeMicros).max().orElse(Long.MIN_VALUE);
        boolean isBelow = page.stream().allMatch(trade -> trade.tradeId() < hole.firstId());
        if (isBelow && newest > hole.fromMicros() && newest < hole.toMicros()) {
            holes.addFirst(hole.part(hole.firstId(), hole.lastId(), newest, hole.toMicros()));
        } else {
            lose(hole.firstId(), hole.lastId());
        }
    }

    private void lose(long firstId, long lastId) {
        if (firstId <= lastId) {
            lost += lastId - firstId + 1;
            lowestLost = Math.min(lowestLost, firstId);
            highestLost = Math.max(highestLost, lastId);
        }
    }
}
