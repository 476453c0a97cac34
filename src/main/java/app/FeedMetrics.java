package app;

import feeds.FeedMonitor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import market.FeedConsole;
import market.FeedReport;
import market.FeedState;
import market.FeedStatus;
import market.Feeds;
import org.springframework.stereotype.Component;

/** How the feeds are doing, as metrics named {@code souk_feed_…}, each with the feed's name. */
@Component
class FeedMetrics implements MeterBinder {

    private final List<FeedMonitor> monitors;
    private final Feeds feeds;
    private final FeedConsole console;

    FeedMetrics(List<FeedMonitor> monitors, Feeds feeds, FeedConsole console) {
        this.monitors = monitors;
        this.feeds = feeds;
        this.console = console;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (FeedMonitor feed : monitors) {
            for (FeedState state : FeedState.values()) {
                Gauge.builder("souk.feed.state", feed, of -> of.status().state() == state ? 1 : 0)
                        .description("1 for the state that the feed is in, else 0")
                        .tags("feed", feed.feed().name(), "state", state.name().toLowerCase(Locale.ROOT))
                        .register(meters);
            }
            gauge(
                    meters,
                    feed,
                    "souk.feed.skew.seconds",
                    "The venue's clock less ours, less the way here",
                    FeedMetrics::skew);
            gauge(meters, feed, "souk.feed.frames.rate", "Frames a second of late", FeedStatus::framesPerSecond);
            gauge(meters, feed, "souk.feed.refused", "Subscriptions that the venue refuses", FeedStatus::refused);
            gauge(
                    meters,
                    feed,
                    "souk.feed.last.frame.seconds",
                    "When the last frame came, epoch; not a number before the first",
                    FeedMetrics::lastFrame);
            gaps(meters, feed, "souk.feed.gaps.open", "Gaps whose trades have not come", FeedReport::openGaps);
            gaps(
                    meters,
                    feed,
                    "souk.feed.gaps.unfillable",
                    "Open gaps that the venue could not fill",
                    FeedReport::unfillableGaps);
            recordings(meters, feed.feed().name());
            counter(meters, feed, "souk.feed.outages", "Times of which trades may be missing", FeedStatus::outages);
            counter(meters, feed, "souk.feed.frames", "Frames received", FeedStatus::frames);
            counter(meters, feed, "souk.feed.trades", "Trades decoded", FeedStatus::trades);
            counter(meters, feed, "souk.feed.faults", "Frames or parts that became dead letters", FeedStatus::faults);
            counter(
                    meters,
                    feed,
                    "souk.feed.reconnects",
                    "Lost connections that were replaced",
                    FeedStatus::reconnects);
            counter(meters, feed, "souk.feed.renewals", "Connections replaced in time", FeedStatus::renewals);
            counter(
                    meters,
                    feed,
                    "souk.feed.resubscriptions",
                    "Subscriptions repeated since nothing came",
                    FeedStatus::resubscriptions);
        }
    }

    private static double skew(FeedStatus status) {
        return status.skew().toNanos() / (double) Duration.ofSeconds(1).toNanos();
    }

    private void recordings(MeterRegistry meters, String feed) {
        Gauge.builder("souk.feed.recording", feeds, of -> of.recording(feed).on() ? 1 : 0)
                .description("1 if frames are to be recorded, else 0")
                .tags("feed", feed)
                .register(meters);
        FunctionCounter.builder(
                        "souk.feed.recorded", feeds, of -> of.recording(feed).frames())
                .description("Frames recorded")
                .tags("feed", feed)
                .register(meters);
        FunctionCounter.builder(
                        "souk.feed.unrecorded", feeds, of -> of.recording(feed).dropped())
                .description("Frames that were to be recorded and could not be")
                .tags("feed", feed)
                .register(meters);
    }

    private static double lastFrame(FeedStatus status) {
        return status.lastFrameAt() == null
                ? Double.NaN
                : status.lastFrameAt().toEpochMilli()
                        / (double) Duration.ofSeconds(1).toMillis();
    }

    /** Not a number while the database cannot say. */
    private void gaps(
            MeterRegistry meters,
            FeedMonitor feed,
            String name,
            String text,
            Function<FeedReport, Optional<Long>> figure) {
        String feedName = feed.feed().name();
        Gauge.builder(name, console, of -> of.feeds().stream()
                        .filter(report -> report.status().feed().equals(feedName))
                        .flatMap(report -> figure.apply(report).stream())
                        .mapToDouble(Long::doubleValue)
                        .findFirst()
                        .orElse(Double.NaN))
                .description(text)
                .tags("feed", feedName)
                .register(meters);
    }

    private static void gauge(
            MeterRegistry meters, FeedMonitor feed, String name, String text, ToDoubleFunction<FeedStatus> value) {
        Gauge.builder(name, feed, of -> value.applyAsDouble(of.status()))
                .description(text)
                .tags("feed", feed.feed().name())
                .register(meters);
    }

    private static void counter(
            MeterRegistry meters, FeedMonitor feed, String name, String text, ToDoubleFunction<FeedStatus> value) {
        FunctionCounter.builder(name, feed, of -> value.applyAsDouble(of.status()))
                .description(text)
                .tags("feed", feed.feed().name())
                .register(meters);
    }
}
