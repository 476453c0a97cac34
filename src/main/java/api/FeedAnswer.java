package api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import market.FeedReport;
import market.FeedStatus;
import market.InstrumentGaps;
import market.RecordingStatus;

/**
 * One row of {@code feeds}. Times are ISO-8601 UTC, our clock, with twins in epoch ms; those of what has not happened are null.
 *
 * @param skewMs event time of the newest trade less its receive time; null before the first trade
 * @param openGaps of all its instruments; null while the database cannot say
 * @param unfillableGaps those of them that the venue could not fill; null while the database cannot say
 * @param refused how many subscriptions the venue refuses
 * @param error the last thing that went wrong; null if nothing has
 * @param gaps of the instruments that have any; null while the database cannot say
 * @param recording what is recorded of it
 */
public record FeedAnswer(
        String feed,
        String venue,
        String state,
        String since,
        Long sinceMs,
        String reason,
        String connectedAt,
        Long connectedAtMs,
        String lastFrame,
        Long lastFrameMs,
        double framesPerSecond,
        long frames,
        long trades,
        long faults,
        long reconnects,
        long renewals,
        long resubscriptions,
        long outages,
        Long skewMs,
        Long openGaps,
        Long unfillableGaps,
        long refused,
        LastError error,
        List<InstrumentGaps> gaps,
        RecordingStatus recording,
        List<Channel> channels) {

    /** What went wrong and when. */
    public record LastError(String at, long atMs, String text) {

        private static LastError of(FeedStatus.Problem problem) {
            return new LastError(problem.at().toString(), problem.at().toEpochMilli(), problem.text());
        }
    }

    /**
     * A channel of an instrument.
     *
     * @param heard whether anything came of it yet
     * @param quietForMs since it was heard last, or subscribed
     * @param quietLimitMs after which something is done about it
     * @param refusal why the venue does not send it; null if it does
     */
    public record Channel(
            String channel, String instrument, boolean heard, long quietForMs, long quietLimitMs, String refusal) {

        private static Channel of(FeedStatus.ChannelStatus status) {
            return new Channel(
                    status.channel(),
                    status.instrument(),
                    status.heard(),
                    status.quietFor().toMillis(),
                    status.quietLimit().toMillis(),
                    status.refusal());
        }
    }

    static FeedAnswer of(FeedReport report) {
        FeedStatus status = report.status();
        return new FeedAnswer(
                status.feed(),
                status.venue(),
                status.state().name(),
                iso(status.stateSince()),
                millis(status.stateSince()),
                status.reason(),
                iso(status.connectedAt()),
                millis(status.connectedAt()),
                iso(status.lastFrameAt()),
                millis(status.lastFrameAt()),
                status.framesPerSecond(),
                status.frames(),
                status.trades(),
                status.faults(),
                status.reconnects(),
                status.renewals(),
                status.resubscriptions(),
                status.outages(),
                status.trades() == 0 ? null : status.skew().toMillis(),
                report.openGaps().orElse(null),
                report.unfillableGaps().orElse(null),
                status.refused(),
                Optional.ofNullable(status.error()).map(LastError::of).orElse(null),
                report.gaps().orElse(null),
                withoutPlace(report.recording()),
                status.channels().stream().map(Channel::of).toList());
    }

    /** Where this machine keeps its files is nobody's business who may read markets. */
    private static RecordingStatus withoutPlace(RecordingStatus recording) {
        return new RecordingStatus(
                recording.on(),
                recording.file() == null
                        ? null
                        : recording.file().substring(recording.file().lastIndexOf('/') + 1),
                recording.bytes(),
                recording.frames(),
                recording.dropped(),
                recording.problem() == null ? null : "what comes cannot be written at present; the console tells why");
    }

    private static String iso(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
