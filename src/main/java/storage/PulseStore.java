package storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import market.Pulse;
import market.Trend;
import market.Volatility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What instruments did in the windows that are closed. Safe for any thread, and in several processes at once. */
@Repository
public class PulseStore {

    /** What one statement drops: some 10 ms of work, so that nobody waits long behind it. */
    private static final int DROPPED_AT_ONCE = 10_000;

    private final JdbcClient client;

    public PulseStore(JdbcClient client) {
        this.client = client;
    }

    /**
     * @param pulse as it is stored
     * @param isOwn whether it was stored by this completion, now or before; else its quotes are late ones of a window stored already
     */
    public record Stored(Pulse pulse, boolean isOwn) {}

    /**
     * Stores what a window added up to. If that window is there already, these quotes came too late: they are counted in its row and
     * change nothing else. Storing the same completion again changes nothing at all.
     *
     * @param completion names the group of quotes that was closed
     */
    public Stored store(Pulse pulse, String completion) {
        return client.sql("""
                        insert into pulse (instrument, window_start, window_seconds, average_price, average_change, max_volume,
                            max_quote_volume, market_cap, quotes, derived, volatility, trend, completions)
                        values (:instrument, :start, :seconds, :price, :change, :volume, :quoteVolume, :marketCap, :quotes,
                            :derived, :volatility, :trend, array[:completion])
                        on conflict (instrument, window_start) do update set
                            late = pulse.late
                                + case when :completion = any (pulse.completions) then 0 else excluded.quotes end,
                            completions = case when :completion = any (pulse.completions) then pulse.completions
                                else pulse.completions || excluded.completions end
                        returning *, completions[1] = :completion as is_own
                        """)
                .param("instrument", pulse.instrument())
                .param("start", pulse.start().atOffset(ZoneOffset.UTC))
                .param("seconds", (int) (pulse.lengthMicros() / 1_000_000))
                .param("price", pulse.averagePrice())
                .param("change", pulse.averageChangePercent(), Types.NUMERIC)
                .param("volume", pulse.maxVolume(), Types.NUMERIC)
                .param("quoteVolume", pulse.maxQuoteVolume(), Types.NUMERIC)
                .param("marketCap", pulse.marketCap(), Types.NUMERIC)
                .param("quotes", pulse.quotes())
                .param("derived", pulse.derived())
                .param(
                        "volatility",
                        pulse.volatility() == null ? null : pulse.volatility().name(),
                        Types.VARCHAR)
                .param("trend", pulse.trend() == null ? null : pulse.trend().name(), Types.VARCHAR)
                .param("completion", completion)
                .query((row, number) -> new Stored(pulse(row), row.getBoolean("is_own")))
                .single();
    }

    /**
     * Of one instrument, oldest first.
     *
     * @param from first start, inclusive
     * @param to last start, exclusive
     * @param limit how many at most, counted from {@code from}
     */
    public List<Pulse> range(String instrument, Instant from, Instant to, int limit) {
        return client.sql("""
                        select * from pulse where instrument = ? and window_start >= ? and window_start < ?
                        order by window_start limit ?
                        """)
                .params(instrument, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), limit)
                .query((row, number) -> pulse(row))
                .list();
    }

    /** The newest of one instrument whose windows start before {@code to}, oldest first. */
    public List<Pulse> newest(String instrument, Instant to, int limit) {
        List<Pulse> newestFirst = client.sql("""
                        select * from pulse where instrument = ? and window_start < ? order by window_start desc limit ?
                        """)
                .params(instrument, to.atOffset(ZoneOffset.UTC), limit)
                .query((row, number) -> pulse(row))
                .list();
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The newest of each instrument that has any. */
    public List<Pulse> latest() {
        return client.sql("""
                        select p.* from instruments i cross join lateral (
                            select * from pulse where instrument = i.id order by window_start desc limit 1) p
                        """).query((row, number) -> pulse(row)).list();
    }

    /** Drops the windows that start before then. */
    public int dropBefore(Instant end) {
        int dropped = 0;
        int last;
        do {
            last = client.sql("""
                            delete from pulse where ctid in (
                                select ctid from pulse where window_start < ? limit ?)
                            """)
                    .params(end.atOffset(ZoneOffset.UTC), DROPPED_AT_ONCE)
                    .update();
            dropped += last;
        } while (last == DROPPED_AT_ONCE);
        return dropped;
    }

    private static Pulse pulse(ResultSet row) throws SQLException {
        String volatility = row.getString("volatility");
        return new Pulse(
                row.getString("instrument"),
                CandleRows.micros(row, "window_start"),
                row.getInt("window_seconds") * 1_000_000L,
                row.getBigDecimal("average_price"),
                row.getBigDecimal("average_change"),
                row.getBigDecimal("max_volume"),
                row.getBigDecimal("max_quote_volume"),
                row.getBigDecimal("market_cap"),
                row.getInt("quotes"),
                row.getBoolean("derived"),
                row.getInt("late"),
                volatility == null ? null : Volatility.valueOf(volatility),
                volatility == null ? null : Trend.valueOf(row.getString("trend")));
    }
}
