package feeds;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.Gap;
import market.GapAttempt;
import market.GapQueue;
import market.Instrument;
import market.MarketEvent;
import market.OpenGap;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a venue for the trades that the engine misses, a few pages of a few gaps a turn, so that a large gap does not starve
 * the others. What a turn has brought is to be delivered before it is settled: if a process dies in between, another one does
 * it again, and the engine counts each trade once. One turn at a time, on any thread; it takes {@link #TURN} and a request
 * at most. See {@code docs/decisions/010-backfill-by-gap.md}.
 */
public final class Backfill {

    private static final Logger log = LoggerFactory.getLogger(Backfill.class);

    private static final int GAPS_PER_TURN = 5;

    /** With the one above it bounds what a turn holds in memory: 20,000 trades, some 6 MB. */
    static final int PAGES_PER_GAP = 4;

    /** After so long no further page is asked for. */
    private static final Duration TURN = Duration.ofSeconds(15);

    /** A turn, its last request, and as much for the log to take the trades; a log that is away longer costs a repetition. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** Until the engine has counted what was fetched, so that the same is not fetched again. */
    private static final Duration COUNTED_AFTER = Duration.ofSeconds(3);

    /** After attempts that did not fill the gap; the last for ever, since a venue's history may be back some day. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofDays(1));

    /** So often, which is 6 min by the pauses above, trades may be fetched before it is told that the engine does not count them. */
    private static final int DELIVERIES = 2;

    private final String venue;
    private final HistoryClient client;
    private final Map<String, Instrument> instruments;
    private final Tails tails;
    private final GapQueue gaps;
    private final Clock clock;

    /**
     * What a turn has brought.
     *
     * @param trades for the topic {@code ticks}
     * @param events for the topic {@code market-events}
     * @param attempts to be settled when both have them
     * @param delivered what else to do then
     */
    public record Turn(
            List<Trade> trades, List<MarketEvent> events, List<GapAttempt> attempts, List<Runnable> delivered) {

        Turn() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * @param venue its name
     * @param address of its HTTP API
     * @param instruments those whose trade ids are dense
     * @param feeds the venue's
     */
    public Backfill(
            String venue,
            URI address,
            TradeHistory history,
            List<Instrument> instruments,
            List<FeedMonitor> feeds,
            GapQueue gaps,
            Clock clock) {
        this(venue, new HistoryClient(venue, address, history, clock), instruments, feeds, gaps, clock);
    }

    Backfill(
            String venue,
            HistoryClient client,
            List<Instrument> instruments,
            List<FeedMonitor> feeds,
            GapQueue gaps,
            Clock clock) {
        this.venue = venue;
        this.client = client;
        this.instruments = instruments.stream().collect(Collectors.toMap(Instrument::id, Function.identity()));
        this.tails = new Tails(venue, client, this.instruments.keySet(), feeds, gaps, Tails.QUIET);
        this.gaps = gaps;
        this.clock = clock;
    }

    public String venue() {
        return venue;
    }

    /** Asks for what is missing, as far as the venue allows it now. */
    public synchronized Turn turn() {
        Instant now = clock.instant();
        Turn turn = new Turn();
        if (now.isBefore(client.notBefore())) {
            return turn;
        }
        Instant end = now.plus(TURN);
        BooleanSupplier isTurnOver = () -> clock.instant().isAfter(end);
        for (OpenGap gap : gaps.lease(instruments.keySet(), GAPS_PER_TURN, LEASE)) {
            fill(gap, turn, isTurnOver);
        }
        tails.ask(turn, isTurnOver);
        return turn;
    }

    /** Keeps how a turn's attempts ended. */
    public void settle(Turn turn) {
        gaps.settle(turn.attempts());
        turn.delivered().forEach(Runnable::run);
    }

    private void fill(OpenGap gap, Turn turn, BooleanSupplier isTurnOver) {
        GapFill fill = new GapFill(venue, instruments.get(gap.gap().instrument()), client, inTurn(gap));
        GapFill.End end = fill.run(PAGES_PER_GAP, isTurnOver);
        GapAttempt attempt = attempt(gap, fill, end);
        turn.trades().addAll(fill.trades());
        turn.attempts().add(attempt);
        if (attempt.fetched()) {
            log.info(
                    "{} gave {} of the {} trades of {} that were missing",
                    venue,
                    fill.trades().size(),
                    gap.missing(),
                    gap.gap().instrument());
        }
        attempt.unfillable().filter(reason -> !gap.toldUnfillable()).ifPresent(reason -> {
            MarketEvent event = unfillable(gap.gap(), reason);
            log.warn("{}", event.text());
            turn.events().add(event);
        });
    }

    /**
     * The largest holes first, since those that a venue does not have are mostly small; but where there are more than the
     * pages of a turn, each attempt begins with others.
     */
    private static List<Gap> inTurn(OpenGap gap) {
        List<Gap> holes = new ArrayList<>(gap.holes());
        holes.sort(Comparator.comparingLong((Gap hole) -> hole.firstId() - hole.lastId()));
        Collections.rotate(holes, -gap.attempts() * PAGES_PER_GAP);
        return holes;
    }

    private GapAttempt attempt(OpenGap gap, GapFill fill, GapFill.End end) {
        boolean fetched = !fill.trades().isEmpty();
        boolean isShrinking = gap.missingBefore().isPresent()
                && gap.missing() < gap.missingBefore().getAsLong();
        int attempts = isShrinking ? 0 : gap.attempts();
        // As long as something comes, what did not is no reason to stop.
        Optional<String> unfillable =
                end == GapFill.End.OVER || (end == GapFill.End.MORE && !fetched) ? fill.unfillable() : Optional.empty();
        // What was fetched before and is missing still, the engine has refused or cannot count now: no reason to hurry.
        boolean isStuck = fetched && gap.missingBefore().isPresent() && !isShrinking;
        if (end == GapFill.End.OVER && unfillable.isEmpty() && isStuck && attempts >= DELIVERIES) {
            unfillable = Optional.of(venue + " gave its trades " + attempts
                    + " times, and they are not counted; the dead letters may tell why");
        }
        if (end == GapFill.End.OVER || unfillable.isPresent() || isStuck) {
            Duration pause = PAUSES.get(Math.min(attempts, PAUSES.size() - 1));
            return new GapAttempt(gap, pause, attempts + 1, fetched, unfillable);
        }
        Duration pause = fetched ? COUNTED_AFTER : Duration.ZERO;
        if (end == GapFill.End.NOT_NOW) {
            Duration untilNext = Duration.between(clock.instant(), client.notBefore());
            pause = untilNext.compareTo(pause) > 0 ? untilNext : pause;
        }
        return new GapAttempt(gap, pause, attempts, fetched, Optional.empty());
    }

    private MarketEvent unfillable(Gap gap, String reason) {
        return new MarketEvent(
                MarketEvent.Type.GAP_UNFILLABLE,
                gap.instrument(),
                clock.instant(),
                instant(gap.fromMicros()),
                instant(gap.toMicros()),
                gap.firstId(),
                gap.lastId(),
                "The gap of " + (gap.lastId() - gap.firstId() + 1) + " trades of " + gap.instrument()
                        + " cannot be filled: " + reason);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
