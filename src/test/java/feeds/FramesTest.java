package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import market.FeedStatus;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static final long NOW_MICROS = 1_767_225_600_123_456L;

    private final FeedMonitor monitor =
            TestFeeds.monitor("test", URI.create("ws://127.0.0.1:1"), TestFeeds.patient(), "BTC", "ETH");
    private final List<Signal> signals = new ArrayList<>();
    private final Frames frames = new Frames();

    private DecodedFrame decode(String frame) {
        return frames.decode(new RawFrame(
                monitor,
                frame.getBytes(StandardCharsets.UTF_8),
                NOW_MICROS,
                decoded -> signals.addAll(decoded.signals())));
    }

    private static String frame(long micros) {
        return new FakeBinance()
                .frame(new Trade("binance:BTC-USDT", BigDecimal.TEN, BigDecimal.ONE, TakerSide.BUY, 7, 1_000_000, 1, 1))
                .replace("\"T\":1000", "\"T\":" + micros);
    }

    @Test
    void aFrameIsReceivedWhenItCameAndNotWhenItIsRead() {
        assertThat(decode(frame(NOW_MICROS)).trades())
                .extracting(Trade::receiveTimeMicros)
                .containsExactly(NOW_MICROS);
    }

    @Test
    void aVenuesClockMayBeAheadOfOursByAMinuteAndNoMore() {
        long aMinuteAhead = NOW_MICROS + 60_000_000;

        assertThat(decode(frame(aMinuteAhead)).trades())
                .extracting(Trade::eventTimeMicros)
                .containsExactly(aMinuteAhead);

        DecodedFrame future = decode(frame(aMinuteAhead + 1));
        assertThat(future.trades()).isEmpty();
        assertThat(future.faults())
                .containsExactly("the trade's time 2026-01-01T00:01:00.123457Z is more than 60 s ahead of our clock, "
                        + "2026-01-01T00:00:00.123456Z");
    }

    @Test
    void theMonitorIsToldWhatWasReadAndWhatWasNot() {
        decode(frame(NOW_MICROS - 1_270_000));
        decode(frame(NOW_MICROS + 61_000_000));
        assertThatThrownBy(() -> decode("rubbish")).isInstanceOf(MalformedDataException.class);

        FeedStatus status = monitor.status();
        assertThat(status.trades()).isEqualTo(1);
        assertThat(status.faults()).isEqualTo(2);
        assertThat(status.skew()).hasMillis(-1_270);
        assertThat(status.channels())
                .extracting(FeedStatus.ChannelStatus::instrument, FeedStatus.ChannelStatus::heard)
                .containsExactly(tuple("binance:BTC-USDT", true), tuple("binance:ETH-USDT", false));
    }
}
