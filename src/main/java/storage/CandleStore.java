package storage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.Candle;
import market.DayFigures;
import market.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The candles, for those who read them; {@link CandleCheckpoints} writes them. Safe for any thread. */
@Repository
public class CandleStore {

    private final JdbcClient client;

    public CandleStore(JdbcClient client) {
        this.client = client;
    }

    /**
     * Candles of one instrument, oldest first.
     *
     * @param from first start, inclusive
     * @param to last start, exclusive
     * @param limit how many at most, counted from {@code from}
     */
    public List<Candle> range(String instrument, Interval interval, Instant from, Instant to, int limit) {
        return client.sql("select * from " + CandleRows.table(interval)
                        + " where instrument = ? and start >= ? and start < ? order by start limit ?")
                .params(instrument, offsetDateTime(from), offsetDateTime(to), limit)
                .query((row, number) -> CandleRows.candle(row, interval))
                .list();
    }

    /** The newest candles of one instrument that start before {@code to}, oldest first. */
    public List<Candle> newest(String instrument, Interval interval, Instant to, int limit) {
        List<Candle> newestFirst = client.sql("select * from " + CandleRows.table(interval)
                        + " where instrument = ? and start < ? order by start desc limit ?")
                .params(instrument, offsetDateTime(to), limit)
                .query((row, number) -> CandleRows.candle(row, interval))
                .list();
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /**
     * The figures of the last 24 hours before {@code now}, by instrument; none for one that did not trade. They are asked
     * for instrument by instrument, since the candles have no index by time alone.
     */
    public Map<String, DayFigures> dayFigures(Interval from, Instant now) {
        Map<String, DayFigures> figures = new HashMap<>();
        client.sql("""
                        select i.id, day.* from instruments i cross join lateral (
                            select (array_agg(open order by start))[1] as open, max(high) as high, min(low) as low,
                                sum(volume) as volume, sum(quote_volume) as quote_volume, sum(trades) as trades
                            from %s where instrument = i.id and start > ?) day
                        where day.trades > 0
                        """.formatted(CandleRows.table(from)))
                .param(offsetDateTime(now.minus(Duration.ofDays(1))))
                .query(row -> {
                    figures.put(
                            row.getString("id"),
                            new DayFigures(
                                    row.getBigDecimal("open"),
                                    row.getBigDecimal("high"),
                                    row.getBigDecimal("low"),
                                    row.getBigDecimal("volume"),
                                    row.getBigDecimal("quote_volume"),
                                    row.getLong("trades")));
                });
        return figures;
    }

    /** The close of every instrument's newest candle. */
    public Map<String, BigDecimal> lastCloses(Interval interval) {
        Map<String, BigDecimal> closes = new HashMap<>();
        client.sql("""
                        select i.id, c.close from instruments i cross join lateral (
                            select close from %s where instrument = i.id order by start desc limit 1) c
                        """.formatted(CandleRows.table(interval))).query(row -> {
            closes.put(row.getString("id"), row.getBigDecimal("close"));
        });
        return closes;
    }

    private static OffsetDateTime offsetDateTime(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
