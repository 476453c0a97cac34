package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final long NOW_MICROS = 1_767_225_600_123_456L;

    /** Reads a frame that is nothing but the event time in µs. */
    private final Frames frames = new Frames(
            (frame, received) -> DecodedFrame.of(new Trade(
                    "binance:BTC-USDT",
                    BigDecimal.ONE,
                    BigDecimal.ONE,
                    TakerSide.BUY,
                    1,
                    Long.parseLong(new String(frame, StandardCharsets.UTF_8)),
                    received,
                    received)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aFrameIsReceivedByOurClockWhetherItIsTextOrBytes() {
        assertThat(frames.decode("1000")).extracting(Trade::receiveTimeMicros).containsExactly(NOW_MICROS);
        assertThat(frames.decode("1000".getBytes(StandardCharsets.UTF_8)))
                .extracting(Trade::receiveTimeMicros)
                .containsExactly(NOW_MICROS);
    }

    @Test
    void aVenuesClockMayBeAheadOfOursByAMinuteAndNoMore() {
        long aMinuteAhead = NOW_MICROS + 60_000_000;

        assertThat(frames.decode(Long.toString(aMinuteAhead)))
                .extracting(Trade::eventTimeMicros)
                .containsExactly(aMinuteAhead);
        assertThatThrownBy(() -> frames.decode(Long.toString(aMinuteAhead + 1)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("the trade's time 2026-01-01T00:01:00.123457Z is more than 60 s ahead of our clock, "
                        + "2026-01-01T00:00:00.123456Z");
    }
}
