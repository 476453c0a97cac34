package ui.admin;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.FeedReport;
import market.FeedState;
import market.FeedStatus;
import market.InstrumentGaps;
import market.RecordingStatus;
import ui.components.Numbers;

/**
 * One feed in the console.
 *
 * @param now when it was read, our clock: ages are counted up to it
 */
record FeedRow(FeedReport report, Instant now) {

    private static final String NOTHING = "–";

    /** Below this an age is "now": frames come many times a second. */
    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    FeedStatus status() {
        return report.status();
    }

    String id() {
        return status().feed();
    }

    String stateText() {
        return FeedTexts.state(status().state());
    }

    String stateClass() {
        return FeedTexts.stateClass(status().state());
    }

    String since() {
        return "for " + Numbers.duration(age(status().stateSince()));
    }

    String rate() {
        return String.format(Locale.ROOT, "%.1f", status().framesPerSecond());
    }

    String lastFrame() {
        return ago(status().lastFrameAt());
    }

    String connected() {
        return ago(status().connectedAt());
    }

    String gaps() {
        return report.openGaps().map(Numbers::count).orElse("?");
    }

    String skew() {
        return status().trades() == 0
                ? NOTHING
                : Numbers.count(status().skew().toMillis()).replace('-', '−') + " ms";
    }

    /** The last thing that went wrong, with its age; empty if nothing has. */
    String error() {
        return Optional.ofNullable(status().error())
                .map(error -> error.text() + " (" + ago(error.at()) + ")")
                .orElse("");
    }

    /** What is recorded, in words. */
    String recording() {
        RecordingStatus recording = report.recording();
        if (recording.problem() != null && recording.on()) {
            return recording.problem() + "; " + Numbers.count(recording.dropped()) + " frames were left out";
        }
        String dropped = recording.dropped() == 0 ? "" : ", " + Numbers.count(recording.dropped()) + " were left out";
        String frames = Numbers.count(recording.frames()) + " frames" + dropped;
        if (recording.file() == null) {
            return recording.on() ? "Waits for the first frame" : recording.frames() == 0 ? "Off" : "Off; " + frames;
        }
        return recording.file() + ", " + bytes(recording.bytes()) + "; " + frames;
    }

    private static String bytes(long bytes) {
        return Numbers.compact(BigDecimal.valueOf(bytes)) + (bytes < 1_000 ? " B" : "B");
    }

    boolean isRecorded() {
        return report.recording().on();
    }

    /** The gaps of an instrument in words; a dash if it has none. */
    String gaps(String instrument) {
        return report.gaps().map(all -> words(all, instrument)).orElse("?");
    }

    private static String words(List<InstrumentGaps> all, String instrument) {
        return all.stream()
                .filter(gaps -> gaps.instrument().equals(instrument))
                .findFirst()
                .map(gaps -> gaps.open() + " open"
                        + (gaps.unfillable() == 0 ? "" : ", " + gaps.unfillable() + " not to be filled")
                        + (gaps.problem() == null ? "" : ": " + gaps.problem()))
                .orElse(NOTHING);
    }

    static String quiet(FeedStatus.ChannelStatus channel) {
        return (channel.heard() ? "" : "never heard, ") + Numbers.duration(channel.quietFor());
    }

    /** Whether there is something about a channel that somebody should see. */
    boolean isQuiet(FeedStatus.ChannelStatus channel) {
        boolean connected = status().state() == FeedState.LIVE || status().state() == FeedState.STALE;
        return channel.refusal() != null || connected && channel.quietFor().compareTo(channel.quietLimit()) > 0;
    }

    private String ago(Instant at) {
        if (at == null) {
            return NOTHING;
        }
        return age(at).compareTo(JUST_NOW) < 0 ? "now" : Numbers.duration(age(at)) + " ago";
    }

    private Duration age(Instant at) {
        return at.isAfter(now) ? Duration.ZERO : Duration.between(at, now);
    }
}
