package candles;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whether the workers of this process get on, for those who watch. Safe for any thread. */
public final class EngineState {

    private final Clock clock;
    private final Map<Object, Stall> stalls = new ConcurrentHashMap<>();

    EngineState(Clock clock) {
        this.clock = clock;
    }

    /**
     * A worker cannot go on: it reads no further, and tries again until it can.
     *
     * @param since when it was noticed first, our clock
     * @param reason what the store said, one line
     */
    public record Stall(Instant since, String reason) {}

    /** The oldest of the workers' troubles; empty if all get on. */
    public Optional<Stall> stall() {
        return stalls.values().stream().min(Comparator.comparing(Stall::since));
    }

    void stalls(Object worker, String reason) {
        stalls.merge(worker, new Stall(clock.instant(), reason), (before, now) -> new Stall(before.since(), reason));
    }

    /** @return whether it was stalled */
    boolean goesOn(Object worker) {
        return !stalls.isEmpty() && stalls.remove(worker) != null;
    }
}
