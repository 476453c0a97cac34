package feeds;

import java.time.Duration;

/**
 * How long a channel of an instrument may be quiet before something is done about it.
 *
 * @param floor at least so long, however often it is heard
 * @param ceiling at most so long, however seldom it is heard; also for one that was never heard
 */
public record WatchdogLimits(Duration floor, Duration ceiling) {}
