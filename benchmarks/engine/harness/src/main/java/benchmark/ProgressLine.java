package benchmark;

import java.util.concurrent.atomic.LongAdder;

/** Tells the benchmark, on standard output, how many trades this process has counted. Any thread may count. */
public final class ProgressLine {

    static final String PREFIX = "counted ";

    /** ms; a hundredth of the shortest time that is measured. */
    private static final long INTERVAL = 10;

    private final LongAdder counted = new LongAdder();

    private ProgressLine() {}

    public static ProgressLine start() {
        ProgressLine line = new ProgressLine();
        Thread thread = new Thread(line::print, "progress");
        thread.setDaemon(true);
        thread.start();
        return line;
    }

    public void add(long trades) {
        counted.add(trades);
    }

    private void print() {
        try {
            while (true) {
                System.out.println(PREFIX + counted.sum());
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
