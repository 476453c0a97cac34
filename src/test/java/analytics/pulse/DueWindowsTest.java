package analytics.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import market.OpenPulse;
import org.junit.jupiter.api.Test;

/** Times in seconds; the default settings: windows of 30 s, 10 s lateness, quiet for 60 s. */
class DueWindowsTest {

    private static final String BTC = "binance:BTC-USDT";
    private static final String ETH = "binance:ETH-USDT";
    private static final int PARTITION = 3;

    @Test
    void aWindowIsDueWhenAQuoteOfItsInstrumentIsLaterThanItsEndByTheLateness() {
        OpenPulse old = window("old", BTC, 30, 29, 100);

        assertThat(due(100, Map.of(), old, window("new", BTC, 60, 39.999999, 100)))
                .isEmpty();
        assertThat(due(100, Map.of(), old, window("new", BTC, 60, 40, 100))).containsExactly("old");
        assertThat(due(100, Map.of(), old, window("other's", ETH, 60, 59, 100))).isEmpty();
    }

    @Test
    void aSourceAheadOfOurClockClosesNothingBeforeItsTime() {
        OpenPulse old = window("old", BTC, 30, 29, 35);
        OpenPulse ahead = window("ahead", BTC, 120, 95, 35);

        assertThat(due(39.9, Map.of(), old, ahead)).isEmpty();
        assertThat(due(40, Map.of(), old, ahead)).containsExactly("old");
    }

    @Test
    void aWindowToWhichNothingIsAddedIsDueAfterTheTimeout() {
        OpenPulse quiet = window("quiet", BTC, 30, 5, 100);

        assertThat(due(1_000, Map.of(PARTITION, micros(159.9)), quiet)).isEmpty();
        assertThat(due(1_000, Map.of(PARTITION, micros(160)), quiet)).containsExactly("quiet");
    }

    /** After a stop the log may hold quotes of it that nobody has read yet. */
    @Test
    void whatIsNotReadToItsEndIsNotQuiet() {
        OpenPulse quiet = window("quiet", BTC, 30, 5, 100);

        assertThat(due(1_000, Map.of(), quiet)).as("not read here").isEmpty();
        assertThat(due(1_000, Map.of(PARTITION + 1, micros(900)), quiet)).isEmpty();
        assertThat(due(1_000, Map.of(PARTITION, micros(120)), quiet))
                .as("read to its end before")
                .isEmpty();
    }

    @Test
    void thoseThatEndFirstComeFirst() {
        assertThat(due(
                        1_000,
                        Map.of(),
                        window("b", BTC, 60, 45, 100),
                        window("a", BTC, 30, 10, 100),
                        window("c", BTC, 90, 80, 100)))
                .containsExactly("a", "b");
    }

    private static List<String> due(double now, Map<Integer, Long> caughtUp, OpenPulse... open) {
        return DueWindows.of(List.of(open), caughtUp, TestPulse.SETTINGS, micros(now));
    }

    private static OpenPulse window(String key, String instrument, double end, double newest, double added) {
        return new OpenPulse(key, instrument, PARTITION, micros(end), micros(newest), micros(added));
    }

    private static long micros(double seconds) {
        return Math.round(seconds * 1_000_000);
    }
}
