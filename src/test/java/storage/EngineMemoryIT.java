package storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the engine keeps in memory does not grow with what it has counted. */
class EngineMemoryIT {

    /** For the whole process, driver and all. The documents state it. */
    private static final String HEAP = "-Xmx64m";

    private final JdbcTemplate jdbc = new JdbcTemplate(EmbeddedDatabase.dataSource());

    @TempDir
    Path directory;

    @AfterEach
    void empty() {
        jdbc.execute("truncate candles_1m, candles_5m, candles_15m, candles_1h, candles_4h, candles_1d,"
                + " consumer_offsets, counted_trade_ids, outbox");
    }

    @Test
    void aDayOfFiveHundredInstrumentsStaysInsideItsHeap() throws Exception {
        empty();
        Path output = directory.resolve("output.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DayOfTrades.class.getName(),
                        address())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }

        int instruments = DayOfTrades.INSTRUMENTS;
        assertThat(candlesOfTheDay("1m")).isEqualTo(1_440L * instruments);
        assertThat(candlesOfTheDay("15m")).isEqualTo(96L * instruments);
        assertThat(candlesOfTheDay("1d")).isEqualTo(instruments);
        assertThat(jdbc.queryForObject("select distinct trades from candles_1d where start = ?", Long.class, day()))
                .isEqualTo(8_640);
    }

    private long candlesOfTheDay(String interval) {
        return jdbc.queryForObject(
                "select count(*) from candles_" + interval
                        + " where start >= ?::timestamptz and start < ?::timestamptz + interval '1 day' and status = 'COMPLETE'",
                Long.class,
                day(),
                day());
    }

    private static Timestamp day() {
        return Timestamp.from(DayOfTrades.DAY);
    }

    private static String address() throws Exception {
        try (var connection = EmbeddedDatabase.dataSource().getConnection()) {
            return connection.getMetaData().getURL() + "?user=postgres";
        }
    }
}
