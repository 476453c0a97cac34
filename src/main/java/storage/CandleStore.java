package storage;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Checkpoint;
import market.CheckpointStore;
import market.DayFigures;
import market.Interval;
import market.LogTopics;
import market.TradeIdRanges;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Candles, the offsets up to which the log is counted in them, and the trade ids that are. Safe for any thread; one
 * partition is committed by one thread at a time.
 */
@Repository
public class CandleStore implements CheckpointStore {

    private static final String UPSERT_CANDLE = """
            insert into candles (instrument, candle_interval, start, open, high, low, close, volume, quote_volume,
                taker_buy_volume, trades, first_trade_id, last_trade_id, first_trade_time, last_trade_time, revision, status)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (instrument, candle_interval, start) do update set
                open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
                volume = excluded.volume, quote_volume = excluded.quote_volume,
                taker_buy_volume = excluded.taker_buy_volume, trades = excluded.trades,
                first_trade_id = excluded.first_trade_id, last_trade_id = excluded.last_trade_id,
                first_trade_time = excluded.first_trade_time, last_trade_time = excluded.last_trade_time,
                revision = excluded.revision, status = excluded.status, updated_at = now()
            """;

    private static final String UPSERT_TRADE_IDS = """
            insert into counted_trade_ids (instrument, partition, ids) values (?, ?, ?::int8multirange)
            on conflict (instrument) do update set
                partition = excluded.partition, ids = excluded.ids, updated_at = now()
            """;

    private static final String UPSERT_OFFSET = """
            insert into consumer_offsets (topic, partition, next_offset, watermark) values (?, ?, ?, ?)
            on conflict (topic, partition) do update set
                next_offset = excluded.next_offset, watermark = excluded.watermark, updated_at = now()
            """;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final Set<YearMonth> ensuredPartitions = ConcurrentHashMap.newKeySet();

    public CandleStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.transaction = transaction;
    }

    @Override
    public PartitionState load(int partition) {
        return transaction.execute(status -> {
            Map<String, List<TradeIdRanges.Range>> tradeIds = new HashMap<>();
            client.sql("select instrument, ids::text as ids from counted_trade_ids where partition = ?")
                    .param(partition)
                    .query(row -> {
                        tradeIds.put(row.getString("instrument"), Multirange.parse(row.getString("ids")));
                    });
            List<Candle> open = client.sql("""
                            select c.* from candles c join counted_trade_ids t on t.instrument = c.instrument
                            where t.partition = ? and c.status = 'OPEN'
                            """)
                    .param(partition)
                    .query((row, number) -> candle(row))
                    .list();
            return client.sql("select next_offset, watermark from consumer_offsets where topic = ? and partition = ?")
                    .param(LogTopics.TICKS)
                    .param(partition)
                    .query((row, number) -> new PartitionState(
                            Optional.of(row.getLong("next_offset")), micros(row, "watermark"), tradeIds, open))
                    .optional()
                    .orElseGet(() -> new PartitionState(Optional.empty(), 0, tradeIds, open));
        });
    }

    @Override
    public Optional<Candle> find(CandleKey key) {
        return client.sql("select * from candles where instrument = ? and candle_interval = ? and start = ?")
                .param(key.instrument())
                .param(key.interval().label())
                .param(timestamp(key.startMicros()))
                .query((row, number) -> candle(row))
                .optional();
    }

    @Override
    public void commit(List<Checkpoint> checkpoints) {
        List<Candle> candles = checkpoints.stream()
                .flatMap(checkpoint -> checkpoint.candles().stream())
                .toList();
        ensurePartitions(candles);
        transaction.executeWithoutResult(status -> {
            jdbc.batchUpdate(
                    UPSERT_CANDLE, candles.stream().map(CandleStore::columns).toList());
            jdbc.batchUpdate(
                    UPSERT_TRADE_IDS,
                    checkpoints.stream().flatMap(CandleStore::tradeIdRows).toList());
            jdbc.batchUpdate(
                    UPSERT_OFFSET,
                    checkpoints.stream().map(CandleStore::offsetRow).toList());
        });
    }

    /**
     * Candles of one instrument, oldest first.
     *
     * @param from first start, inclusive
     * @param to last start, exclusive
     * @param limit how many at most, counted from {@code from}
     */
    public List<Candle> range(String instrument, Interval interval, Instant from, Instant to, int limit) {
        return client.sql("""
                        select * from candles where instrument = ? and candle_interval = ? and start >= ? and start < ?
                        order by start limit ?
                        """)
                .params(instrument, interval.label(), offsetDateTime(from), offsetDateTime(to), limit)
                .query((row, number) -> candle(row))
                .list();
    }

    /** The newest candles of one instrument that start before {@code to}, oldest first. */
    public List<Candle> newest(String instrument, Interval interval, Instant to, int limit) {
        List<Candle> newestFirst = client.sql("""
                        select * from candles where instrument = ? and candle_interval = ? and start < ?
                        order by start desc limit ?
                        """)
                .params(instrument, interval.label(), offsetDateTime(to), limit)
                .query((row, number) -> candle(row))
                .list();
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The figures of the last 24 hours before {@code now}, by instrument; none for one that did not trade. */
    public Map<String, DayFigures> dayFigures(Interval from, Instant now) {
        Map<String, DayFigures> figures = new HashMap<>();
        client.sql("""
                        select instrument, (array_agg(open order by start))[1] as open, max(high) as high, min(low) as low,
                            sum(volume) as volume, sum(quote_volume) as quote_volume, sum(trades) as trades
                        from candles where candle_interval = ? and start > ? group by instrument
                        """)
                .params(from.label(), offsetDateTime(now.minus(Duration.ofDays(1))))
                .query(row -> {
                    figures.put(
                            row.getString("instrument"),
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
                            select close from candles where instrument = i.id and candle_interval = ?
                            order by start desc limit 1) c
                        """).param(interval.label()).query(row -> {
            closes.put(row.getString("id"), row.getBigDecimal("close"));
        });
        return closes;
    }

    private void ensurePartitions(List<Candle> candles) {
        for (Candle candle : candles) {
            YearMonth month = YearMonth.from(candle.start().atOffset(ZoneOffset.UTC));
            if (!ensuredPartitions.contains(month)) {
                transaction.executeWithoutResult(status -> client.sql("select ensure_candle_partition(?)")
                        .param(offsetDateTime(candle.start()))
                        .query(row -> {}));
                ensuredPartitions.add(month);
            }
        }
    }

    private static Stream<Object[]> tradeIdRows(Checkpoint checkpoint) {
        return checkpoint.tradeIds().entrySet().stream()
                .map(ids -> new Object[] {ids.getKey(), checkpoint.partition(), Multirange.format(ids.getValue())});
    }

    private static Object[] offsetRow(Checkpoint checkpoint) {
        return new Object[] {
            LogTopics.TICKS, checkpoint.partition(), checkpoint.nextOffset(), timestamp(checkpoint.watermarkMicros())
        };
    }

    private static Object[] columns(Candle candle) {
        return new Object[] {
            candle.key().instrument(),
            candle.key().interval().label(),
            timestamp(candle.key().startMicros()),
            candle.open(),
            candle.high(),
            candle.low(),
            candle.close(),
            candle.volume(),
            candle.quoteVolume(),
            candle.takerBuyVolume(),
            candle.trades(),
            candle.firstTradeId(),
            candle.lastTradeId(),
            timestamp(candle.firstTradeMicros()),
            timestamp(candle.lastTradeMicros()),
            candle.revision(),
            candle.status().name()
        };
    }

    private static Candle candle(ResultSet row) throws SQLException {
        return new Candle(
                new CandleKey(
                        row.getString("instrument"),
                        Interval.of(row.getString("candle_interval")),
                        micros(row, "start")),
                row.getBigDecimal("open"),
                row.getBigDecimal("high"),
                row.getBigDecimal("low"),
                row.getBigDecimal("close"),
                row.getBigDecimal("volume"),
                row.getBigDecimal("quote_volume"),
                row.getBigDecimal("taker_buy_volume"),
                row.getLong("trades"),
                row.getLong("first_trade_id"),
                row.getLong("last_trade_id"),
                micros(row, "first_trade_time"),
                micros(row, "last_trade_time"),
                row.getInt("revision"),
                CandleStatus.valueOf(row.getString("status")));
    }

    private static long micros(ResultSet row, String column) throws SQLException {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, row.getObject(column, OffsetDateTime.class).toInstant());
    }

    private static Timestamp timestamp(long epochMicros) {
        return Timestamp.from(Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS));
    }

    private static OffsetDateTime offsetDateTime(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
