package storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Interval;

/** How candles and their times stand in Postgres. */
final class CandleRows {

    private CandleRows() {}

    /** The table of an interval's candles. The view {@code candles} shows all of them, slower. */
    static String table(Interval interval) {
        return "candles_" + interval.label();
    }

    /** A row of the view. */
    static Candle candle(ResultSet row) throws SQLException {
        return candle(row, Interval.of(row.getString("candle_interval")));
    }

    /** A row of an interval's table. */
    static Candle candle(ResultSet row, Interval interval) throws SQLException {
        return new Candle(
                new CandleKey(row.getString("instrument"), interval, micros(row, "start")),
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

    static long micros(ResultSet row, String column) throws SQLException {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, row.getObject(column, OffsetDateTime.class).toInstant());
    }

    static Timestamp timestamp(long epochMicros) {
        return Timestamp.from(instant(epochMicros));
    }

    static Instant instant(long epochMicros) {
        return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
    }
}
