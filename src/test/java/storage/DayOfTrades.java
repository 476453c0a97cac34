package storage;

import candles.CandleEngine;
import candles.CandleWorker;
import candles.EngineSettings;
import candles.LoggedTrade;
import candles.PartitionBatch;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import market.Instrument;
import market.Instruments;
import market.Interval;
import market.TakerSide;
import market.Trade;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A process that folds a day's trades of many instruments as fast as it can. Argument: the database's address. */
final class DayOfTrades {

    static final int INSTRUMENTS = 500;
    static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    /** Between two trades of an instrument: a calm one's, so that a day has time in a test. */
    private static final int SECONDS_BETWEEN_TRADES = 10;

    private static final int SECONDS_A_ROUND = 300;

    private DayOfTrades() {}

    public static void main(String[] arguments) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        CandleCheckpoints store = new CandleCheckpoints(
                new JdbcTemplate(source), new TransactionTemplate(new DataSourceTransactionManager(source)));
        EngineSettings settings = new EngineSettings(
                List.of(Interval.values()),
                1,
                Duration.ofSeconds(10),
                Duration.ZERO,
                Optional.empty(),
                Duration.ofHours(1));
        CandleWorker worker =
                new CandleEngine(store, settings, new Instruments(instruments()), Clock.systemUTC()).newWorker();
        worker.takeOver(0, 0, Long.MAX_VALUE);
        long offset = 0;
        for (int from = 0; from <= 86_400; from += SECONDS_A_ROUND) {
            List<LoggedTrade> trades = new ArrayList<>();
            for (int second = from;
                    second < from + SECONDS_A_ROUND && second <= 86_400 + SECONDS_A_ROUND;
                    second += SECONDS_BETWEEN_TRADES) {
                for (int i = 0; i < INSTRUMENTS; i++) {
                    trades.add(trade(offset + trades.size(), i, second));
                }
            }
            worker.fold(List.of(new PartitionBatch(0, offset, offset + trades.size(), trades)));
            worker.merge();
            worker.published(worker.commit().published());
            offset += trades.size();
        }
    }

    private static LoggedTrade trade(long offset, int instrument, int second) {
        long micros = DAY.plusSeconds(second).toEpochMilli() * 1_000 + instrument;
        return new LoggedTrade(
                offset,
                micros,
                new Trade(
                        "x:I" + instrument + "-USD",
                        BigDecimal.valueOf(10_000L + (offset * 31) % 997, 2),
                        BigDecimal.valueOf(1L + offset % 1_000, 4),
                        offset % 2 == 0 ? TakerSide.BUY : TakerSide.SELL,
                        second / SECONDS_BETWEEN_TRADES,
                        micros,
                        micros,
                        micros));
    }

    private static List<Instrument> instruments() {
        return IntStream.range(0, INSTRUMENTS)
                .mapToObj(i -> new Instrument(
                        "x:I" + i + "-USD", "x", "I" + i, "USD", "I" + i, List.of(), new BigDecimal("0.01")))
                .toList();
    }
}
