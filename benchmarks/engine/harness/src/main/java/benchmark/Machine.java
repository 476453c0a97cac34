package benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What else the machine does: rates mean little while others work on it. */
final class Machine {

    private static final Path STATISTICS = Path.of("/proc/stat");

    /** The kernel's unit of CPU time, on every Linux that is built as usual. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** Of the first line's figures, in their order: idle and waiting for disks are no work, guests are counted twice. */
    private static final int USER = 1;

    private static final int IDLE = 4;
    private static final int INTERRUPTS = 6;
    private static final int STOLEN = 8;

    private Machine() {}

    /** CPU time that all programs and the host have taken so far; 0 where the system does not tell. */
    static Duration busy() {
        if (!Files.exists(STATISTICS)) {
            return Duration.ZERO;
        }
        try (Stream<String> lines = Files.lines(STATISTICS)) {
            String[] figures = lines.findFirst().orElseThrow().split(" +");
            long ticks = 0;
            for (int i = USER; i <= STOLEN; i++) {
                if (i < IDLE || i >= INTERRUPTS) {
                    ticks += Long.parseLong(figures[i]);
                }
            }
            return TICK.multipliedBy(ticks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of all processors' time in a span that some CPU time is. */
    static double share(Duration cpu, Duration span) {
        double all = (double) span.toNanos() * Runtime.getRuntime().availableProcessors();
        return Math.max(0, cpu.toNanos() / all);
    }
}
