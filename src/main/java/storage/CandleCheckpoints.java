package storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import market.Candle;
import market.CandleKey;
import market.Checkpoint;
import market.CheckpointStore;
import market.CountedTrades;
import market.Gap;
import market.IdRun;
import market.Interval;
import market.LogTopics;
import market.Publication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the candle engine keeps: candles, the offsets up to which the log is counted in them, the trades that are, gaps,
 * and what the log is still to be told. What it writes is in {@link CheckpointWriter}.
 */
@Repository
class CandleCheckpoints implements CheckpointStore {

    private static final String TAKE_OVER = """
            insert into consumer_offsets (topic, partition, epoch, watermark) values (?, ?, 1, 'epoch')
            on conflict (topic, partition) do update set epoch = consumer_offsets.epoch + 1
            returning epoch, next_offset, watermark
            """;

    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final CandlePartitions partitions;
    private final CheckpointWriter writer;
    private final Rollups rollups;

    CandleCheckpoints(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.client = JdbcClient.create(jdbc);
        this.transaction = transaction;
        this.partitions = new CandlePartitions(client);
        this.writer = new CheckpointWriter(jdbc);
        this.rollups = new Rollups(client);
    }

    @Override
    public PartitionState takeOver(int partition, List<Interval> intervals, long latenessMicros) {
        return transaction.execute(status -> {
            // The row's lock is held from here on: whoever had the partition has committed, or never will.
            PartitionState taken = client.sql(TAKE_OVER)
                    .params(LogTopics.TICKS, partition)
                    .query((row, number) -> new PartitionState(
                            row.getLong("epoch"),
                            Rows.optionalLong(row, "next_offset"),
                            CandleRows.micros(row, "watermark"),
                            List.of(),
                            List.of(),
                            List.of(),
                            Published.NOTHING))
                    .single();
            rollUpNew(partition, intervals, taken.watermarkMicros() - latenessMicros);
            return new PartitionState(
                    taken.epoch(),
                    taken.nextOffset(),
                    taken.watermarkMicros(),
                    counted(partition),
                    openCandles(partition, intervals),
                    gaps(partition, taken.watermarkMicros()),
                    unpublished(partition));
        });
    }

    @Override
    public List<Candle> find(Collection<CandleKey> keys) {
        List<Candle> found = new ArrayList<>();
        keys.stream()
                .collect(Collectors.groupingBy(CandleKey::interval))
                .forEach((interval, ofInterval) -> found.addAll(client.sql(
                                "select c.* from " + CandleRows.table(interval) + """
                                 c join unnest(?::text[], ?::timestamptz[]) as k (instrument, start)
                                on c.instrument = k.instrument and c.start = k.start
                                """)
                        .params(
                                ofInterval.stream().map(CandleKey::instrument).toArray(String[]::new),
                                ofInterval.stream()
                                        .map(key -> CandleRows.instant(key.startMicros())
                                                .toString())
                                        .toArray(String[]::new))
                        .query((row, number) -> CandleRows.candle(row, interval))
                        .list()));
        return found;
    }

    @Override
    public List<Candle> within(String instrument, List<Interval> intervals, long fromMicros, long toMicros) {
        return intervals.stream()
                .flatMap(interval -> client
                        .sql("select * from " + CandleRows.table(interval)
                                + " where instrument = ? and start > ? and start <= ?")
                        .params(
                                instrument,
                                CandleRows.timestamp(fromMicros - interval.micros()),
                                CandleRows.timestamp(toMicros))
                        .query((row, number) -> CandleRows.candle(row, interval))
                        .list()
                        .stream())
                .toList();
    }

    @Override
    public Optional<Integer> partitionOf(String instrument) {
        return client.sql("select partition from counted_trade_ids where instrument = ?")
                .param(instrument)
                .query(Integer.class)
                .optional();
    }

    @Override
    public long nextOffset(int partition) {
        return client.sql("select next_offset from consumer_offsets where topic = ? and partition = ?")
                .params(LogTopics.TICKS, partition)
                .query((row, number) -> row.getLong("next_offset"))
                .optional()
                .orElse(0L);
    }

    @Override
    public void delete(Collection<CandleKey> keys) {
        for (CandleKey key : keys) {
            client.sql("delete from " + CandleRows.table(key.interval()) + " where instrument = ? and start = ?")
                    .params(key.instrument(), CandleRows.timestamp(key.startMicros()))
                    .update();
        }
    }

    @Override
    public <T> T together(Supplier<T> steps) {
        return transaction.execute(status -> steps.get());
    }

    @Override
    public List<Gap> reportedGaps(Collection<Integer> partitions) {
        return client.sql("""
                        select g.* from gaps g join counted_trade_ids t on t.instrument = g.instrument
                        where g.state = 'REPORTED' and t.partition = any(?)
                        """)
                .param(partitions.toArray(Integer[]::new))
                .query((row, number) -> gap(row))
                .list();
    }

    @Override
    public Map<Integer, Published> commit(List<Checkpoint> checkpoints) {
        try {
            partitions.ensure(checkpoints.stream()
                    .flatMap(checkpoint -> checkpoint.candles().stream())
                    .map(Candle::key)
                    .toList());
            return transaction.execute(status -> {
                refuseFenced(checkpoints);
                writer.writeCandles(checkpoints);
                writer.writeCounted(checkpoints);
                writer.writeGaps(checkpoints);
                return stored(checkpoints, writer.writePublications(checkpoints));
            });
        } catch (FencedException e) {
            throw e;
        } catch (RuntimeException e) {
            partitions.forget();
            throw e;
        }
    }

    @Override
    public void published(int partition, long upTo) {
        client.sql("delete from outbox where partition = ? and id <= ?")
                .params(partition, upTo)
                .update();
    }

    private void refuseFenced(List<Checkpoint> checkpoints) {
        Set<Integer> fenced =
                checkpoints.stream().map(Checkpoint::partition).collect(Collectors.toCollection(HashSet::new));
        writer.writeOffsets(checkpoints).forEach(fenced::remove);
        if (!fenced.isEmpty()) {
            throw new FencedException(fenced);
        }
    }

    private static Map<Integer, Published> stored(List<Checkpoint> checkpoints, Map<Integer, Long> lastIds) {
        Map<Integer, Published> stored = new TreeMap<>();
        for (Checkpoint checkpoint : checkpoints) {
            if (!checkpoint.publications().isEmpty()) {
                stored.put(
                        checkpoint.partition(),
                        new Published(lastIds.get(checkpoint.partition()), checkpoint.publications()));
            }
        }
        return stored;
    }

    /** Gives intervals that were not folded so far the candles that they would have if they had been. */
    private void rollUpNew(int partition, List<Interval> intervals, long closedBeforeMicros) {
        Set<Interval> folded = EnumSet.noneOf(Interval.class);
        client.sql("select unnest(intervals) from consumer_offsets where topic = ? and partition = ?")
                .params(LogTopics.TICKS, partition)
                .query((row, number) -> Interval.of(row.getString(1)))
                .list()
                .forEach(folded::add);
        if (folded.equals(Set.copyOf(intervals))) {
            return;
        }
        intervals.stream()
                .sorted()
                .filter(interval -> !folded.contains(interval))
                .forEach(interval -> {
                    folded.stream()
                            .filter(shorter -> shorter.compareTo(interval) < 0)
                            .max(Comparator.naturalOrder())
                            .ifPresent(shorter -> rollups.rollUp(
                                    partition, shorter, interval, CandleRows.instant(closedBeforeMicros)));
                    folded.add(interval);
                });
        client.sql("update consumer_offsets set intervals = ? where topic = ? and partition = ?")
                .params(intervals.stream().map(Interval::label).toArray(String[]::new), LogTopics.TICKS, partition)
                .update();
    }

    private List<CountedTrades> counted(int partition) {
        Map<String, Map<Long, List<Long>>> recent = new HashMap<>();
        client.sql("""
                        select r.* from recent_trade_ids r join counted_trade_ids t on t.instrument = r.instrument
                        where t.partition = ?
                        """).param(partition).query(row -> {
            recent.computeIfAbsent(row.getString("instrument"), instrument -> new HashMap<>())
                    .put(CandleRows.micros(row, "minute"), Rows.longs(row, "ids"));
        });
        return client.sql("select *, ids::text as runs from counted_trade_ids where partition = ?")
                .param(partition)
                .query((row, number) -> {
                    String instrument = row.getString("instrument");
                    return new CountedTrades(
                            instrument,
                            runs(row),
                            CandleRows.micros(row, "newest_trade"),
                            row.getBigDecimal("newest_price"),
                            recent.getOrDefault(instrument, Map.of()),
                            row.getObject("forgotten_before") == null
                                    ? Long.MIN_VALUE
                                    : CandleRows.micros(row, "forgotten_before"));
                })
                .list();
    }

    private static List<IdRun> runs(ResultSet row) throws SQLException {
        String ids = row.getString("runs");
        return ids == null ? List.of() : Multirange.parse(ids, Rows.longs(row, "run_times"));
    }

    private List<Candle> openCandles(int partition, List<Interval> intervals) {
        return intervals.stream()
                .flatMap(interval -> client
                        .sql("select c.* from " + CandleRows.table(interval) + """
                                 c join counted_trade_ids t on t.instrument = c.instrument
                                where t.partition = ? and c.status = 'OPEN'
                                """)
                        .param(partition)
                        .query((row, number) -> CandleRows.candle(row, interval))
                        .list()
                        .stream())
                .toList();
    }

    /** Filled ones too, as long as a window that they touch may be open: a day is the longest. */
    private List<Gap> gaps(int partition, long watermarkMicros) {
        return client.sql("""
                        select g.* from gaps g join counted_trade_ids t on t.instrument = g.instrument
                        where t.partition = ? and (g.state in ('OPEN', 'REPORTED') or g.to_time > ?)
                        """)
                .params(partition, CandleRows.timestamp(watermarkMicros - 2 * Interval.D1.micros()))
                .query((row, number) -> gap(row))
                .list();
    }

    private Published unpublished(int partition) {
        List<Publication> publications = new ArrayList<>();
        long[] upTo = new long[1];
        client.sql("select id, topic, key, payload from outbox where partition = ? order by id")
                .param(partition)
                .query(row -> {
                    upTo[0] = row.getLong("id");
                    publications.add(
                            new Publication(row.getString("topic"), row.getString("key"), row.getBytes("payload")));
                });
        return new Published(upTo[0], publications);
    }

    static Gap gap(ResultSet row) throws SQLException {
        return new Gap(
                row.getString("instrument"),
                Gap.Kind.valueOf(row.getString("kind")),
                row.getLong("first_id"),
                row.getLong("last_id"),
                CandleRows.micros(row, "from_time"),
                CandleRows.micros(row, "to_time"),
                Gap.State.valueOf(row.getString("state")));
    }
}
