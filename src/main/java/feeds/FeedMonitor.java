package feeds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import market.FeedState;
import market.FeedStatus;
import market.Instrument;
import market.Quote;
import market.Trade;
import market.TradingHours;

/**
 * What is known of a feed while it runs. Written by its connection's event loop, or its poller, and by the thread that
 * decodes its frames, one at a time; {@link #status} may be asked by any thread.
 */
public final class FeedMonitor {

    private static final int RATE_SECONDS = 10;

    /** Characters: a fault may quote much of its frame, and is there to be read at a glance. */
    private static final int MAX_ERROR_LENGTH = 300;

    private final Feed feed;
    private final Clock clock;
    private final TradingHours hours;
    private final List<ChannelWatch> watches;
    private final Map<String, ChannelWatch> tradesOf = new HashMap<>();
    private final Map<String, ChannelWatch> quotesOf = new HashMap<>();
    private final Map<String, ChannelWatch> tradesBySymbol = new HashMap<>();
    private final Map<String, ChannelWatch> bySymbol = new HashMap<>();
    private final long[] framesAtSecond = new long[RATE_SECONDS + 1];

    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong trades = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final AtomicLong renewals = new AtomicLong();
    private final AtomicLong resubscriptions = new AtomicLong();
    private final AtomicLong outages = new AtomicLong();
    private volatile State state;
    private volatile FeedStatus.Problem error;
    private volatile Instant connectedAt;
    private volatile long lastFrameMicros;
    private volatile long skewMicros;
    private volatile double framesPerSecond;
    private int second;

    private record State(FeedState state, Instant since, String reason) {}

    /** A feed of a venue that never closes. */
    public FeedMonitor(Feed feed, WatchdogLimits limits, Clock clock) {
        this(feed, limits, TradingHours.ALWAYS, clock);
    }

    public FeedMonitor(Feed feed, WatchdogLimits limits, TradingHours hours, Clock clock) {
        this.feed = feed;
        this.clock = clock;
        this.hours = hours;
        this.state = new State(FeedState.STOPPED, clock.instant(), "");
        long now = System.nanoTime();
        this.watches = feed.subscriptions().stream()
                .map(subscription -> new ChannelWatch(subscription, limits, now))
                .toList();
        for (ChannelWatch watch : watches) {
            Subscription subscription = watch.subscription();
            Instrument instrument = subscription.instrument();
            if (feed.venue().bringsTrades(subscription.channel())) {
                tradesOf.put(instrument.id(), watch);
                tradesBySymbol.put(upper(instrument.venueSymbol()), watch);
            } else {
                quotesOf.put(instrument.id(), watch);
            }
            bySymbol.put(key(subscription.channel(), instrument.venueSymbol()), watch);
        }
    }

    public Feed feed() {
        return feed;
    }

    /** How it is doing now. */
    public FeedStatus status() {
        long now = System.nanoTime();
        State current = state;
        return new FeedStatus(
                feed.name(),
                feed.venue().name(),
                current.state(),
                current.since(),
                current.reason(),
                connectedAt,
                lastFrameMicros == 0 ? null : Instant.ofEpochMilli(lastFrameMicros / 1_000),
                current.state() == FeedState.STOPPED ? 0 : framesPerSecond,
                frames.get(),
                trades.get(),
                faults.get(),
                reconnects.get(),
                renewals.get(),
                resubscriptions.get(),
                outages.get(),
                error,
                Duration.ofNanos(skewMicros * 1_000),
                watches.stream().map(watch -> status(watch, now)).toList());
    }

    private static FeedStatus.ChannelStatus status(ChannelWatch watch, long now) {
        return new FeedStatus.ChannelStatus(
                watch.subscription().channel(),
                watch.subscription().instrument().id(),
                watch.everHeard(),
                Duration.ofNanos(Math.max(0, now - watch.heardNanos())),
                Duration.ofNanos(watch.limitNanos()),
                watch.refusal());
    }

    /** A frame came. */
    void received(long micros) {
        frames.incrementAndGet();
        lastFrameMicros = micros;
    }

    /** What a frame said of what is subscribed. */
    void decoded(DecodedFrame frame) {
        long now = System.nanoTime();
        for (Trade trade : frame.trades()) {
            ChannelWatch watch = tradesOf.get(trade.instrument());
            // Snapshots and repetitions tell of the past, not of the clock.
            if (watch != null && watch.heard(trade.tradeId(), now - sinceReceived(trade), now)) {
                skewMicros = trade.eventTimeMicros() - trade.receiveTimeMicros();
            }
        }
        trades.addAndGet(frame.trades().size());
        for (Quote quote : frame.quotes()) {
            ChannelWatch watch = quotesOf.get(quote.instrument());
            if (watch != null) {
                watch.heard(now);
            }
            if (tradesOf.isEmpty()) {
                skewMicros = quote.eventTimeMicros() - quote.receiveTimeMicros();
            }
        }
        for (Signal signal : frame.signals()) {
            if (signal instanceof Signal.Heartbeat heartbeat
                    && heartbeat.symbol() != null
                    && heartbeat.lastTradeId().isPresent()) {
                ChannelWatch watch = tradesBySymbol.get(upper(heartbeat.symbol()));
                if (watch != null) {
                    watch.heartbeat(heartbeat.lastTradeId().getAsLong(), now);
                }
            }
        }
        frame.faults().forEach(this::faulty);
    }

    /** ns; what was received before a connection was lost may be read after the next one was opened. */
    private long sinceReceived(Trade trade) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return Math.max(0, now - trade.receiveTimeMicros()) * 1_000;
    }

    /** A frame, or a part of one, became a dead letter. */
    void faulty(String reason) {
        faults.incrementAndGet();
        wrong(reason);
    }

    /** Something is not as it should be. */
    void wrong(String reason) {
        error = new FeedStatus.Problem(
                clock.instant(),
                reason.length() <= MAX_ERROR_LENGTH ? reason : reason.substring(0, MAX_ERROR_LENGTH) + "…");
    }

    void is(FeedState now, String reason) {
        State before = state;
        if (before.state() != now || !Objects.equals(before.reason(), reason)) {
            state = new State(now, before.state() == now ? before.since() : clock.instant(), reason);
        }
    }

    FeedState state() {
        return state.state();
    }

    /** Why nothing is to be expected now; empty while the market is open. */
    Optional<String> closed() {
        Instant now = clock.instant();
        return hours.isOpen(now)
                ? Optional.empty()
                : Optional.of("market closed"
                        + hours.nextChange(now).map(opens -> " until " + opens).orElse(""));
    }

    /** When something came last; when it was connected, if nothing has come since; empty if it never was. */
    Optional<Instant> lastHeard() {
        Instant lastFrame = Instant.ofEpochMilli(lastFrameMicros / 1_000);
        return Optional.ofNullable(connectedAt).map(opened -> lastFrame.isAfter(opened) ? lastFrame : opened);
    }

    void connected() {
        connectedAt = clock.instant();
    }

    void reconnected() {
        reconnects.incrementAndGet();
    }

    void renewed() {
        renewals.incrementAndGet();
    }

    void resubscribed() {
        resubscriptions.incrementAndGet();
    }

    void outage() {
        outages.incrementAndGet();
    }

    /**
     * An instrument of which nobody can say whether trades were missed before it was subscribed, since none came after.
     *
     * @param sinceNanos when it was subscribed
     */
    record Unproven(Instrument instrument, long sinceNanos) {}

    /** Those that were subscribed before this reading of {@link System#nanoTime}. */
    List<Unproven> unproven(long subscribedBefore) {
        boolean connected = state() == FeedState.LIVE || state() == FeedState.STALE;
        return tradesOf.values().stream()
                .flatMap(watch -> watch.unprovenSince().stream()
                        .filter(since -> connected && since - subscribedBefore < 0)
                        .mapToObj(since -> new Unproven(watch.subscription().instrument(), since)))
                .toList();
    }

    /** It is known by the venue's past trades. Any thread. */
    void proven(Unproven known) {
        tradesOf.get(known.instrument().id()).proven(known.sinceNanos());
    }

    /** What is subscribed, each with its watch. */
    List<ChannelWatch> watches() {
        return watches;
    }

    /** The watch of a channel by the venue's symbol; null if it was not asked for. */
    ChannelWatch watch(String channel, String symbol) {
        return bySymbol.get(key(channel, symbol));
    }

    /** Once a second, by the event loop or the poller. */
    void tick() {
        long total = frames.get();
        int seconds = Math.min(second, RATE_SECONDS);
        if (seconds > 0) {
            long then = framesAtSecond[(second - seconds) % framesAtSecond.length];
            framesPerSecond = (total - then) / (double) seconds;
        }
        framesAtSecond[second % framesAtSecond.length] = total;
        second++;
    }

    private static String key(String channel, String symbol) {
        return channel + " " + upper(symbol);
    }

    private static String upper(String symbol) {
        return symbol.toUpperCase(Locale.ROOT);
    }
}
