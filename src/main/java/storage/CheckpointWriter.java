package storage;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.Candle;
import market.Checkpoint;
import market.CountedTrades;
import market.Gap;
import market.Interval;
import market.LogTopics;
import market.Publication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;

/**
 * The statements of a checkpoint's transaction. Each writes all rows of a table at once, its columns sent as arrays: a
 * statement a row costs Postgres and the driver several times as much. Times are sent in µs, which are exact.
 */
final class CheckpointWriter {

    private static final String MICROS = "'epoch'::timestamptz + %s * interval '1 microsecond'";

    private static final String OFFSETS = """
            update consumer_offsets o set next_offset = c.next_offset, watermark = %s, updated_at = now()
            from unnest(?::integer[], ?::bigint[], ?::bigint[], ?::bigint[]) as c (partition, epoch, next_offset, watermark)
            where o.topic = '%s' and o.partition = c.partition and o.epoch = c.epoch
            returning o.partition
            """.formatted(MICROS.formatted("c.watermark"), LogTopics.TICKS);

    private static final String CANDLES = """
            insert into %s (instrument, start, open, high, low, close, volume, quote_volume,
                taker_buy_volume, trades, first_trade_id, last_trade_id, first_trade_time, last_trade_time, revision, status)
            select instrument, %s, open, high, low, close, volume, quote_volume,
                taker_buy_volume, trades, first_trade_id, last_trade_id, %s, %s, revision, status
            from unnest(?::text[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                ?::numeric[], ?::numeric[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::text[])
                as c (instrument, start, open, high, low, close, volume, quote_volume, taker_buy_volume, trades,
                    first_trade_id, last_trade_id, first_time, last_time, revision, status)
            on conflict (instrument, start) do update set
                open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
                volume = excluded.volume, quote_volume = excluded.quote_volume,
                taker_buy_volume = excluded.taker_buy_volume, trades = excluded.trades,
                first_trade_id = excluded.first_trade_id, last_trade_id = excluded.last_trade_id,
                first_trade_time = excluded.first_trade_time, last_trade_time = excluded.last_trade_time,
                revision = excluded.revision, status = excluded.status, updated_at = now()
            """;

    private static final String COUNTED =
            """
            insert into counted_trade_ids (instrument, partition, ids, run_times, newest_trade, newest_price, forgotten_before)
            select instrument, partition, ids::int8multirange, run_times::bigint[], %s, newest_price, %s
            from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::bigint[], ?::numeric[], ?::bigint[])
                as c (instrument, partition, ids, run_times, newest_trade, newest_price, forgotten_before)
            on conflict (instrument) do update set
                partition = excluded.partition, ids = excluded.ids, run_times = excluded.run_times,
                newest_trade = excluded.newest_trade, newest_price = excluded.newest_price,
                forgotten_before = excluded.forgotten_before, updated_at = now()
            """.formatted(MICROS.formatted("newest_trade"), MICROS.formatted("forgotten_before"));

    private static final String RECENT = """
            insert into recent_trade_ids (instrument, minute, ids)
            select instrument, %s, ids::bigint[]
            from unnest(?::text[], ?::bigint[], ?::text[]) as c (instrument, minute, ids)
            on conflict (instrument, minute) do update set ids = recent_trade_ids.ids || excluded.ids
            """.formatted(MICROS.formatted("minute"));

    private static final String FORGOTTEN = """
            delete from recent_trade_ids r
            using unnest(?::text[], ?::bigint[]) as c (instrument, forgotten_before)
            where r.instrument = c.instrument and r.minute < %s
            """.formatted(MICROS.formatted("c.forgotten_before"));

    private static final String GAPS = """
            insert into gaps (instrument, kind, first_id, last_id, from_time, to_time, state)
            select instrument, kind, first_id, last_id, %s, %s, state
            from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
                as c (instrument, kind, first_id, last_id, from_time, to_time, state)
            on conflict (instrument, kind, first_id, from_time)
            """.formatted(MICROS.formatted("from_time"), MICROS.formatted("to_time"));

    private static final String PUBLICATIONS = """
            insert into outbox (partition, topic, key, payload)
            select partition, topic, key, payload
            from unnest(?::integer[], ?::text[], ?::text[], ?::bytea[])
                with ordinality as c (partition, topic, key, payload, place)
            order by place returning partition, id
            """;

    private final JdbcTemplate jdbc;

    CheckpointWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the partitions whose epoch is still the checkpoint's */
    List<Integer> writeOffsets(List<Checkpoint> checkpoints) {
        return execute(
                OFFSETS,
                new Columns<>(checkpoints)
                        .numbers("integer", Checkpoint::partition)
                        .numbers("bigint", Checkpoint::epoch)
                        .numbers("bigint", Checkpoint::nextOffset)
                        .numbers("bigint", Checkpoint::watermarkMicros),
                statement -> {
                    List<Integer> partitions = new ArrayList<>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            partitions.add(rows.getInt(1));
                        }
                    }
                    return partitions;
                });
    }

    void writeCandles(List<Checkpoint> checkpoints) {
        checkpoints.stream()
                .flatMap(checkpoint -> checkpoint.candles().stream())
                .collect(Collectors.groupingBy(candle -> candle.key().interval()))
                .forEach(this::writeCandles);
    }

    private void writeCandles(Interval interval, List<Candle> candles) {
        update(
                CANDLES.formatted(
                        CandleRows.table(interval),
                        MICROS.formatted("start"),
                        MICROS.formatted("first_time"),
                        MICROS.formatted("last_time")),
                new Columns<>(candles)
                        .texts(candle -> candle.key().instrument())
                        .numbers("bigint", candle -> candle.key().startMicros())
                        .decimals(Candle::open)
                        .decimals(Candle::high)
                        .decimals(Candle::low)
                        .decimals(Candle::close)
                        .decimals(Candle::volume)
                        .decimals(Candle::quoteVolume)
                        .decimals(Candle::takerBuyVolume)
                        .numbers("bigint", Candle::trades)
                        .numbers("bigint", Candle::firstTradeId)
                        .numbers("bigint", Candle::lastTradeId)
                        .numbers("bigint", Candle::firstTradeMicros)
                        .numbers("bigint", Candle::lastTradeMicros)
                        .numbers("bigint", Candle::revision)
                        .texts(candle -> candle.status().name()));
    }

    void writeCounted(List<Checkpoint> checkpoints) {
        List<Counted> counted = checkpoints.stream()
                .flatMap(checkpoint ->
                        checkpoint.counted().stream().map(trades -> new Counted(checkpoint.partition(), trades)))
                .toList();
        update(
                COUNTED,
                new Columns<>(counted)
                        .texts(row -> row.trades.instrument())
                        .numbers("integer", row -> row.partition)
                        .texts(Counted::ids)
                        .texts(Counted::runTimes)
                        .numbers("bigint", row -> row.trades.newestMicros())
                        .decimals(row -> row.trades.newestPrice())
                        .optionalNumbers(Counted::forgottenBefore));
        List<Counted> sparse =
                counted.stream().filter(row -> row.trades.runs().isEmpty()).toList();
        update(
                RECENT,
                new Columns<>(sparse.stream().flatMap(Counted::minutes).toList())
                        .texts(Minute::instrument)
                        .numbers("bigint", Minute::start)
                        .texts(minute -> array(minute.ids())));
        update(
                FORGOTTEN,
                new Columns<>(sparse.stream()
                                .filter(row -> row.forgottenBefore() != null)
                                .toList())
                        .texts(row -> row.trades.instrument())
                        .optionalNumbers(Counted::forgottenBefore));
    }

    void writeGaps(List<Checkpoint> checkpoints) {
        writeGaps(
                checkpoints.stream()
                        .flatMap(checkpoint -> checkpoint.gaps().stream())
                        .toList(),
                "do update set state = excluded.state, updated_at = now()");
    }

    /** Leaves those alone that are there. */
    void writeReportedGaps(List<Gap> gaps) {
        writeGaps(gaps, "do nothing");
    }

    private void writeGaps(List<Gap> gaps, String onConflict) {
        update(
                GAPS + onConflict,
                new Columns<>(gaps)
                        .texts(Gap::instrument)
                        .texts(gap -> gap.kind().name())
                        .numbers("bigint", Gap::firstId)
                        .numbers("bigint", Gap::lastId)
                        .numbers("bigint", Gap::fromMicros)
                        .numbers("bigint", Gap::toMicros)
                        .texts(gap -> gap.state().name()));
    }

    /** @return the greatest id of each partition that has publications */
    Map<Integer, Long> writePublications(List<Checkpoint> checkpoints) {
        List<Map.Entry<Integer, Publication>> publications = checkpoints.stream()
                .flatMap(checkpoint -> checkpoint.publications().stream()
                        .map(publication -> Map.entry(checkpoint.partition(), publication)))
                .toList();
        Map<Integer, Long> lastIds = new HashMap<>();
        if (!publications.isEmpty()) {
            execute(
                    PUBLICATIONS,
                    new Columns<>(publications)
                            .numbers("integer", Map.Entry::getKey)
                            .texts(row -> row.getValue().topic())
                            .texts(row -> row.getValue().key())
                            .bytes(row -> row.getValue().payload()),
                    statement -> {
                        try (var rows = statement.executeQuery()) {
                            while (rows.next()) {
                                lastIds.merge(rows.getInt(1), rows.getLong(2), Math::max);
                            }
                        }
                        return null;
                    });
        }
        return lastIds;
    }

    private void update(String sql, Columns<?> columns) {
        if (!columns.rows.isEmpty()) {
            execute(sql, columns, PreparedStatement::executeUpdate);
        }
    }

    private <T> T execute(String sql, Columns<?> columns, PreparedStatementCallback<T> call) {
        return jdbc.execute(
                (Connection connection) -> {
                    PreparedStatement statement = connection.prepareStatement(sql);
                    for (int i = 0; i < columns.arrays.size(); i++) {
                        Columns.TypedArray array = columns.arrays.get(i);
                        statement.setArray(i + 1, connection.createArrayOf(array.type, array.values));
                    }
                    return statement;
                },
                call);
    }

    private static String array(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private record Minute(String instrument, long start, List<Long> ids) {}

    private record Counted(int partition, CountedTrades trades) {

        String ids() {
            return trades.runs().isEmpty() ? null : Multirange.format(trades.runs());
        }

        String runTimes() {
            return array(trades.runs().stream()
                    .flatMap(run -> Stream.of(run.firstMicros(), run.lastMicros()))
                    .toList());
        }

        Long forgottenBefore() {
            return trades.forgottenBeforeMicros() <= 0 ? null : trades.forgottenBeforeMicros();
        }

        Stream<Minute> minutes() {
            return trades.recent().entrySet().stream()
                    .map(minute -> new Minute(trades.instrument(), minute.getKey(), minute.getValue()));
        }
    }

    /** Rows turned into an array for each column, in the order of the calls. */
    private static final class Columns<R> {

        private record TypedArray(String type, Object[] values) {}

        private final List<R> rows;
        private final List<TypedArray> arrays = new ArrayList<>();

        Columns(List<R> rows) {
            this.rows = rows;
        }

        Columns<R> texts(Function<R, String> column) {
            return add("text", rows.stream().map(column).toArray(String[]::new));
        }

        Columns<R> decimals(Function<R, BigDecimal> column) {
            return add("numeric", rows.stream().map(column).toArray(BigDecimal[]::new));
        }

        Columns<R> bytes(Function<R, byte[]> column) {
            return add("bytea", rows.stream().map(column).toArray(byte[][]::new));
        }

        Columns<R> numbers(String type, ToLongFunction<R> column) {
            return add(type, rows.stream().mapToLong(column).boxed().toArray(Long[]::new));
        }

        Columns<R> optionalNumbers(Function<R, Long> column) {
            return add("bigint", rows.stream().map(column).toArray(Long[]::new));
        }

        private Columns<R> add(String type, Object[] values) {
            arrays.add(new TypedArray(type, values));
            return this;
        }
    }
}
