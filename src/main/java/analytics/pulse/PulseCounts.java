package analytics.pulse;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** How much this process has done for the pulse since its start. Safe for any thread. */
@Component
public class PulseCounts {

    private final LongAdder quotes = new LongAdder();
    private final LongAdder windows = new LongAdder();
    private final LongAdder late = new LongAdder();

    public void quotesRead(int count) {
        quotes.add(count);
    }

    public void windowClosed() {
        windows.increment();
    }

    public void quotesLate(int count) {
        late.add(count);
    }

    /** Quotes read from the log; one that was read again is counted again. */
    public long quotes() {
        return quotes.sum();
    }

    /** Windows closed and stored. */
    public long windows() {
        return windows.sum();
    }

    /** Quotes that came after their window was closed. */
    public long late() {
        return late.sum();
    }
}
