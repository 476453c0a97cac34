package candles;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import market.CountedTrades;
import market.Gap;
import market.Instrument;
import market.Trade;
import market.TradeIds;

/**
 * What is counted of one instrument, what of it is in no candle yet, and what is missing. Not thread safe: the
 * partition's worker's.
 */
final class InstrumentFold {

    /** After so long a pause of the instrument any price is believed, µs: so a market that did move is back after it. */
    private static final long JUMP_MEMORY_MICROS = 60_000_000;

    private final String id;
    private final EngineSettings settings;
    private final CountedIds ids;
    private final Gaps gaps;
    private final List<WindowDelta> deltas = new ArrayList<>();

    private long newestMicros;
    private BigDecimal newestPrice;
    private long mergedMicros;
    private boolean uncommitted;

    InstrumentFold(Instrument instrument, EngineSettings settings, CountedTrades counted, List<Gap> gaps) {
        this.id = instrument.id();
        this.settings = settings;
        this.newestMicros = counted.newestMicros();
        this.newestPrice = counted.newestPrice();
        this.mergedMicros = newestMicros;
        if (instrument.tradeIds() == TradeIds.DENSE) {
            DenseIds dense = new DenseIds(counted.runs());
            this.ids = dense;
            this.gaps = new Gaps(id, Optional.of(dense), gaps);
        } else {
            this.ids = new SparseIds(counted, settings.idMemory().toMillis() * 1_000);
            this.gaps = new Gaps(id, Optional.empty(), gaps);
        }
    }

    String id() {
        return id;
    }

    Gaps gaps() {
        return gaps;
    }

    /**
     * Counts a trade, unless it was counted before.
     *
     * @return why it cannot be true; null if it can
     */
    String count(LoggedTrade logged) {
        Trade trade = logged.trade();
        long micros = trade.eventTimeMicros();
        if (micros > logged.loggedMicros() + Trade.MAX_AHEAD_MICROS) {
            return "event time " + trade.eventTime() + " is more than 60 s after " + instant(logged.loggedMicros())
                    + ", when the trade was logged";
        }
        if (ids.contains(trade.tradeId(), micros)) {
            return null;
        }
        String refused = jumps(trade) ? jump(trade) : ids.refuse(micros);
        if (refused != null) {
            return refused;
        }
        ids.add(trade.tradeId(), micros);
        delta(micros).add(trade);
        if (micros >= newestMicros) {
            newestMicros = micros;
            newestPrice = trade.price();
        }
        uncommitted = true;
        return null;
    }

    /** The trades that are in no candle yet, by window. */
    List<WindowDelta> deltas() {
        return deltas;
    }

    /** Whether a window may have trades that are in a candle already. Cheap, and true too often rather than too seldom. */
    boolean mayHaveCandle(long windowStartMicros) {
        return windowStartMicros <= mergedMicros;
    }

    /** The trades are in candles now. */
    void merged() {
        deltas.clear();
        mergedMicros = newestMicros;
    }

    boolean isUncommitted() {
        return uncommitted;
    }

    CountedTrades stored() {
        return ids.stored(id, newestMicros, newestPrice);
    }

    void committed() {
        uncommitted = false;
        ids.committed();
    }

    private WindowDelta delta(long micros) {
        for (int i = deltas.size() - 1; i >= 0; i--) {
            if (deltas.get(i).holds(micros)) {
                return deltas.get(i);
            }
        }
        WindowDelta delta = new WindowDelta(settings.shortest(), micros);
        deltas.add(delta);
        return delta;
    }

    private boolean jumps(Trade trade) {
        if (settings.maxJump().isEmpty()
                || newestPrice == null
                || trade.eventTimeMicros() - newestMicros > JUMP_MEMORY_MICROS) {
            return false;
        }
        BigDecimal most = BigDecimal.ONE.add(settings.maxJump().get());
        return trade.price().compareTo(newestPrice.multiply(most)) > 0
                || newestPrice.compareTo(trade.price().multiply(most)) > 0;
    }

    private String jump(Trade trade) {
        return "price " + trade.price().toPlainString() + " is too far from " + newestPrice.toPlainString()
                + ", that of the trade before; souk.candles.max-jump is "
                + settings.maxJump().orElseThrow().toPlainString();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
