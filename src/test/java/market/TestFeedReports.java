package market;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How feeds are doing, for tests of those who show it. */
public final class TestFeedReports {

    public static final Instant SINCE = Instant.parse("2026-01-01T12:00:00Z");

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private TestFeedReports() {}

    /** A feed that is well now: with a trouble behind it, gaps, and a channel that the venue refuses. */
    public static FeedReport live(String feed) {
        return report(feed, FeedState.LIVE, "", 5_000, gaps());
    }

    public static FeedReport report(
            String feed, FeedState state, String reason, long frames, Optional<List<InstrumentGaps>> gaps) {
        return new FeedReport(
                new FeedStatus(
                        feed,
                        "binance",
                        state,
                        SINCE,
                        reason,
                        SINCE,
                        SINCE.plusSeconds(300),
                        12.5,
                        frames,
                        4_000,
                        3,
                        2,
                        1,
                        4,
                        2,
                        new FeedStatus.Problem(SINCE.minusSeconds(60), "the connection broke"),
                        Duration.ofMillis(-35),
                        List.of(
                                new FeedStatus.ChannelStatus(
                                        "trade", "binance:BTC-USDT", true, Duration.ofMillis(1_500), LIMIT, null),
                                new FeedStatus.ChannelStatus(
                                        "trade",
                                        "binance:ETH-USDT",
                                        false,
                                        Duration.ofMinutes(5),
                                        Duration.ofMinutes(5),
                                        "no such symbol"))),
                gaps,
                RecordingStatus.OFF);
    }

    public static Optional<List<InstrumentGaps>> gaps() {
        return Optional.of(List.of(new InstrumentGaps("binance:BTC-USDT", 3, 1, "too old")));
    }
}
