package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import candles.NaiveFold;
import candles.RebuildReport;
import candles.RebuildRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import market.Candle;
import market.Interval;
import market.Trade;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import storage.CandleStore;

/** Candles that somebody has spoilt, computed again from the log while trades go on coming. */
class RebuildIT {

    private static final String BTC = "binance:BTC-USDT";

    @TempDir
    Path dataDir;

    @Test
    void whatIsWrongIsPutRightWhileTheWorkersGoOn() throws Exception {
        try (Souk souk = Souk.start(dataDir, "souk.simulator.trades-per-second=300")) {
            CandleStore store = souk.bean(CandleStore.class);
            JdbcTemplate jdbc = souk.bean(JdbcTemplate.class);
            await().atMost(Duration.ofSeconds(60)).until(() -> trades(store) > 200);

            spoil(jdbc);
            RebuildReport report = souk.bean(ProducerTemplate.class)
                    .requestBody(
                            "direct:rebuild",
                            new RebuildRequest(BTC, Instant.now().minusSeconds(7_200)),
                            RebuildReport.class);

            assertThat(report.notBefore()).isEmpty();
            assertThat(report.trades()).isGreaterThan(200);
            assertThat(report.differences()).singleElement().satisfies(difference -> {
                assertThat(difference.key().interval()).isEqualTo(Interval.M1);
                assertThat(difference.stored()).isPresent();
                assertThat(difference.rebuilt()).isEmpty();
            });
            long after = trades(store);
            await().atMost(Duration.ofSeconds(60)).until(() -> trades(store) > after + 100);
            souk.bean(CamelContext.class).getRouteController().stopRoute("feed-binance");
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(stored(store))
                    .isEqualTo(NaiveFold.of(logged(souk, jdbc), List.of(Interval.values()))));
        }
    }

    /** Adds a closed candle of half an hour ago, when there were no trades. An open one the worker would put right itself. */
    private static void spoil(JdbcTemplate jdbc) {
        jdbc.execute("select ensure_candle_partition('1m', now() - interval '31 minutes')");
        jdbc.update("""
                insert into candles_1m (instrument, start, open, high, low, close, volume, quote_volume, taker_buy_volume,
                    trades, first_trade_id, last_trade_id, first_trade_time, last_trade_time, revision, status)
                select instrument, start - interval '30 minutes', open, high, low, close, volume, quote_volume,
                    taker_buy_volume, trades, first_trade_id, last_trade_id, first_trade_time, last_trade_time, 1, 'COMPLETE'
                from candles_1m where instrument = ? order by start limit 1
                """, BTC);
    }

    /** Of the newest two hours. */
    private static long trades(CandleStore store) {
        return store.newest(BTC, Interval.H1, Instant.now().plusSeconds(60), 2).stream()
                .mapToLong(Candle::trades)
                .sum();
    }

    private static Map<String, NaiveFold.Figures> stored(CandleStore store) {
        return NaiveFold.of(Stream.of(Interval.values())
                .flatMap(interval -> store.newest(BTC, interval, Instant.now().plusSeconds(60), 10_000).stream())
                .toList());
    }

    private static List<Trade> logged(Souk souk, JdbcTemplate jdbc) {
        Map<Integer, Long> offsets = new HashMap<>();
        jdbc.query(
                "select partition, next_offset from consumer_offsets where topic = 'ticks' and next_offset is not null",
                row -> {
                    offsets.put(row.getInt(1), row.getLong(2));
                });
        return TickLog.tradesUpTo(souk.property("souk.kafka.brokers"), offsets).stream()
                .filter(trade -> trade.instrument().equals(BTC))
                .toList();
    }
}
