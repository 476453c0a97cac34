package storage;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import market.CandleKey;
import market.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the partitions that candles are written to. It remembers which are there, so that a writer asks the database
 * once a month; as {@link CandleRetention} of any process may drop one, a writer that failed must {@link #forget} them.
 * Safe for any thread.
 */
final class CandlePartitions {

    private final JdbcClient client;
    private final Set<Month> ensured = ConcurrentHashMap.newKeySet();

    /** No partition is shorter than a month. */
    private record Month(Interval interval, YearMonth month) {}

    CandlePartitions(JdbcClient client) {
        this.client = client;
    }

    /** Best called outside of a transaction: each partition is then there for everybody at once. */
    void ensure(Collection<CandleKey> keys) {
        for (CandleKey key : keys) {
            Month month = new Month(
                    key.interval(),
                    YearMonth.from(CandleRows.instant(key.startMicros()).atOffset(ZoneOffset.UTC)));
            if (!ensured.contains(month)) {
                client.sql("select ensure_candle_partition(?, ?)")
                        .param(key.interval().label())
                        .param(CandleRows.instant(key.startMicros()).atOffset(ZoneOffset.UTC))
                        .query(row -> {});
                ensured.add(month);
            }
        }
    }

    /** Lets the next call ask the database again. */
    void forget() {
        ensured.clear();
    }
}
