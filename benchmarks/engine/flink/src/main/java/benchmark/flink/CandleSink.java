package benchmark.flink;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;

/** Closed candles to Postgres by Flink's JDBC sink, at least once: an upsert makes a repetition harmless. */
final class CandleSink {

    private static final String UPSERT = """
            insert into candles (instrument, candle_interval, start, open, high, low, close, volume, quote_volume,
                taker_buy_volume, trades, first_trade_id, last_trade_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (instrument, candle_interval, start) do update set
                open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
                volume = excluded.volume, quote_volume = excluded.quote_volume,
                taker_buy_volume = excluded.taker_buy_volume, trades = excluded.trades,
                first_trade_id = excluded.first_trade_id, last_trade_id = excluded.last_trade_id
            """;

    private CandleSink() {}

    static JdbcSink<ClosedCandle> to(String url) {
        return JdbcSink.<ClosedCandle>builder()
                .withQueryStatement(UPSERT, CandleSink::bind)
                .withExecutionOptions(JdbcExecutionOptions.builder()
                        .withBatchSize(1_000)
                        .withBatchIntervalMs(200)
                        .build())
                .buildAtLeastOnce(new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(url + "&reWriteBatchedInserts=true")
                        .withDriverName("org.postgresql.Driver")
                        .build());
    }

    private static void bind(PreparedStatement statement, ClosedCandle candle) throws SQLException {
        statement.setString(1, candle.instrument);
        statement.setString(2, candle.interval);
        statement.setObject(3, Instant.ofEpochMilli(candle.startMillis).atOffset(ZoneOffset.UTC));
        statement.setBigDecimal(4, candle.sum.open);
        statement.setBigDecimal(5, candle.sum.high);
        statement.setBigDecimal(6, candle.sum.low);
        statement.setBigDecimal(7, candle.sum.close);
        statement.setBigDecimal(8, candle.sum.volume);
        statement.setBigDecimal(9, candle.sum.quoteVolume);
        statement.setBigDecimal(10, candle.sum.takerBuyVolume);
        statement.setLong(11, candle.sum.trades);
        statement.setLong(12, candle.sum.firstTradeId);
        statement.setLong(13, candle.sum.lastTradeId);
    }
}
