package market;

/** What a feed is doing. */
public enum FeedState {
    /** Opening its socket. */
    CONNECTING,
    /** Connected, and what is subscribed is heard as often as usual. */
    LIVE,
    /** Connected, and something that is subscribed has been quiet for too long. */
    STALE,
    /** Not connected, and waiting before the next attempt. */
    BACKING_OFF,
    /** Not started, or stopped by somebody. */
    STOPPED
}
