package system;

import candles.NaiveFold;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import market.CandleKey;
import market.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application has stored, read beside it and without its code. */
final class Database implements AutoCloseable {

    /** A row of {@code candles}; what depends on how it came about is beside the figures. */
    record StoredCandle(CandleKey key, NaiveFold.Figures figures, int revision, String status) {}

    /** Keeps its connections: who looks every few ms must not log in each time. */
    private final HikariDataSource connections = new HikariDataSource();

    private final JdbcClient client = JdbcClient.create(connections);

    /** @param settings what the application was told, by key */
    Database(UnaryOperator<String> settings) {
        connections.setJdbcUrl(settings.apply("spring.datasource.url"));
        connections.setUsername(settings.apply("spring.datasource.username"));
        connections.setPassword(settings.apply("spring.datasource.password"));
        connections.setMaximumPoolSize(1);
    }

    /** The offsets that the candles are counted up to, by partition; those of which nothing is counted are left out. */
    Map<Integer, Long> nextOffsets() {
        Map<Integer, Long> offsets = new HashMap<>();
        client.sql("select partition, next_offset from consumer_offsets where topic = 'ticks' and next_offset > 0")
                .query(row -> {
                    offsets.put(row.getInt(1), row.getLong(2));
                });
        return offsets;
    }

    /** Of an instrument whose ids are dense; 0 if nothing is counted. */
    long greatestCountedId(String instrument) {
        return client.sql("select upper(ids) - 1 from counted_trade_ids where instrument = ?")
                .param(instrument)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** In words. */
    List<String> gapsNotFilled() {
        return client.sql("select gaps::text from gaps where state <> 'FILLED'")
                .query(String.class)
                .list();
    }

    /** Reason and payload of each that came from there. */
    List<String> deadLetters(String source) {
        return client.sql("select reason || ' ' || encode(payload, 'escape') from dead_letters where source = ?")
                .param(source)
                .query(String.class)
                .list();
    }

    List<StoredCandle> candles() {
        return client.sql("select * from candles")
                .query((row, number) -> candle(row))
                .list();
    }

    private static StoredCandle candle(ResultSet row) throws SQLException {
        return new StoredCandle(
                new CandleKey(
                        row.getString("instrument"),
                        Interval.of(row.getString("candle_interval")),
                        micros(row, "start")),
                new NaiveFold.Figures(
                        row.getBigDecimal("open").stripTrailingZeros(),
                        row.getBigDecimal("high").stripTrailingZeros(),
                        row.getBigDecimal("low").stripTrailingZeros(),
                        row.getBigDecimal("close").stripTrailingZeros(),
                        row.getBigDecimal("volume").stripTrailingZeros(),
                        row.getBigDecimal("quote_volume").stripTrailingZeros(),
                        row.getBigDecimal("taker_buy_volume").stripTrailingZeros(),
                        row.getLong("trades"),
                        row.getLong("first_trade_id"),
                        row.getLong("last_trade_id"),
                        micros(row, "first_trade_time"),
                        micros(row, "last_trade_time")),
                row.getInt("revision"),
                row.getString("status"));
    }

    private static long micros(ResultSet row, String column) throws SQLException {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, row.getObject(column, OffsetDateTime.class).toInstant());
    }

    @Override
    public void close() {
        connections.close();
    }
}
