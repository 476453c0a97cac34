package storage;

import java.time.Instant;
import java.time.ZoneOffset;
import market.Interval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the candles of an interval from those of a shorter one, so that an interval has its whole history as soon as it
 * is configured, without a look at the trades. Safe for any thread; one log partition is rolled up by one at a time.
 */
final class Rollups {

    private static final Logger log = LoggerFactory.getLogger(Rollups.class);

    /**
     * Windows of the shorter interval do not overlap, so the first of them holds the first trade of the longer window and
     * the last of them its last trade: the order by start is that by (event time, trade id).
     *
     * <p>A window that is there already may hold more than its parts do, which retention drops sooner: it is replaced by
     * what holds more trades, or closed if it holds the same. What was closed stays closed, and its revision goes up, as
     * with every correction.
     */
    private static final String ROLL_UP = """
            insert into %2$s as stored (instrument, start, open, high, low, close, volume, quote_volume, taker_buy_volume,
                trades, first_trade_id, last_trade_id, first_trade_time, last_trade_time, revision, status)
            select instrument, start, open, high, low, close, volume, quote_volume, taker_buy_volume, trades,
                first_trade_id, last_trade_id, first_trade_time, last_trade_time,
                case status when 'OPEN' then 0 else 1 end, status
            from (
                select part.instrument,
                    date_bin(interval '%3$d seconds', part.start, timestamptz 'epoch') as start,
                    (array_agg(part.open order by part.start))[1] as open,
                    max(part.high) as high,
                    min(part.low) as low,
                    (array_agg(part.close order by part.start))[count(*)] as close,
                    sum(part.volume) as volume,
                    sum(part.quote_volume) as quote_volume,
                    sum(part.taker_buy_volume) as taker_buy_volume,
                    sum(part.trades)::bigint as trades,
                    (array_agg(part.first_trade_id order by part.start))[1] as first_trade_id,
                    (array_agg(part.last_trade_id order by part.start))[count(*)] as last_trade_id,
                    min(part.first_trade_time) as first_trade_time,
                    max(part.last_trade_time) as last_trade_time,
                    case
                        when date_bin(interval '%3$d seconds', part.start, timestamptz 'epoch')
                            + interval '%3$d seconds' > :closedBefore then 'OPEN'
                        when bool_or(part.status = 'PARTIAL') then 'PARTIAL'
                        when bool_or(part.status = 'REPAIRED') then 'REPAIRED'
                        else 'COMPLETE'
                    end as status
                from counted_trade_ids counted join %1$s part on part.instrument = counted.instrument
                where counted.partition = :partition
                group by 1, 2) rolled
            on conflict (instrument, start) do update set
                open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
                volume = excluded.volume, quote_volume = excluded.quote_volume,
                taker_buy_volume = excluded.taker_buy_volume, trades = excluded.trades,
                first_trade_id = excluded.first_trade_id, last_trade_id = excluded.last_trade_id,
                first_trade_time = excluded.first_trade_time, last_trade_time = excluded.last_trade_time,
                revision = case stored.status when 'OPEN' then excluded.revision else stored.revision + 1 end,
                status = case when excluded.status = 'OPEN' then stored.status else excluded.status end,
                updated_at = now()
            where excluded.trades > stored.trades
                or excluded.trades = stored.trades and stored.status = 'OPEN' and excluded.status <> 'OPEN'
            """;

    private final JdbcClient client;

    Rollups(JdbcClient client) {
        this.client = client;
    }

    /**
     * Makes the candles of {@code to} of all instruments of a log partition from the stored ones of {@code from}. To be
     * called in a transaction, in which nobody else writes candles of this partition: what it makes is then exactly
     * what is counted. Postgres sorts what it reads, on disk beyond its {@code work_mem}.
     *
     * @param partition of the {@code ticks} topic
     * @param from an interval that divides {@code to}
     * @param closedBefore windows that end up to here are closed, later ones open; venue's clock
     */
    void rollUp(int partition, Interval from, Interval to, Instant closedBefore) {
        if (to.micros() <= from.micros() || to.micros() % from.micros() != 0) {
            throw new IllegalArgumentException(
                    "candles of " + to.label() + " cannot be made from those of " + from.label());
        }
        // No partition of a longer interval is shorter than one of a shorter interval.
        client.sql("select ensure_candle_partition(?, lower_bound) from candle_partitions where candle_interval = ?")
                .params(to.label(), from.label())
                .query(row -> {});
        int made = client.sql(ROLL_UP.formatted(
                        CandleRows.table(from),
                        CandleRows.table(to),
                        to.duration().toSeconds()))
                .param("partition", partition)
                .param("closedBefore", closedBefore.atOffset(ZoneOffset.UTC))
                .update();
        if (made > 0) {
            log.info(
                    "Made {} candles of {} from those of {} for partition {}",
                    made,
                    to.label(),
                    from.label(),
                    partition);
        }
    }
}
