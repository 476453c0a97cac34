package market;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a feed is doing, for those who watch it. Instants are of our clock; those that have not happened are null.
 *
 * @param stateSince when it came into its state
 * @param reason why it is in it, for people; empty if there is nothing to say
 * @param connectedAt when the socket was opened that data comes from
 * @param lastFrameAt when the last frame came
 * @param framesPerSecond over the last 10 s
 * @param frames received since the start, heartbeats and answers included
 * @param trades decoded since the start
 * @param faults frames, or parts of them, that became dead letters
 * @param reconnects how often a lost socket was replaced
 * @param renewals how often a socket was replaced before it was lost
 * @param resubscriptions how often something was subscribed again because it was quiet
 * @param outages how often it was not heard for a while, of some or all instruments
 * @param error the last thing that went wrong, also if all is well again; null if nothing has
 * @param skew event time of the newest trade, or quote where it brings no trades, less its receive time: how far the venue's
 *     clock is ahead, less the way here
 */
public record FeedStatus(
        String feed,
        String venue,
        FeedState state,
        Instant stateSince,
        String reason,
        Instant connectedAt,
        Instant lastFrameAt,
        double framesPerSecond,
        long frames,
        long trades,
        long faults,
        long reconnects,
        long renewals,
        long resubscriptions,
        long outages,
        Problem error,
        Duration skew,
        List<ChannelStatus> channels) {

    /** How many subscriptions the venue refuses. */
    public long refused() {
        return channels.stream().filter(channel -> channel.refusal() != null).count();
    }

    /** What went wrong and when, our clock. */
    public record Problem(Instant at, String text) {}

    /**
     * How a channel of an instrument is doing.
     *
     * @param quietFor since when nothing was heard of it, and since it was subscribed
     * @param quietLimit after which something is done about it
     * @param refusal why the venue does not send it; null if it does
     */
    public record ChannelStatus(
            String channel, String instrument, boolean heard, Duration quietFor, Duration quietLimit, String refusal) {}
}
