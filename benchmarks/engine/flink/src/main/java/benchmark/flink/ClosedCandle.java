package benchmark.flink;

import benchmark.CandleSum;

/** A candle whose window has ended. Its fields are open for Flink's serializer. */
public final class ClosedCandle {

    public String instrument;
    public String interval;
    /** Epoch ms. */
    public long startMillis;

    public CandleSum sum;

    public ClosedCandle() {}

    ClosedCandle(String instrument, String interval, long startMillis, CandleSum sum) {
        this.instrument = instrument;
        this.interval = interval;
        this.startMillis = startMillis;
        this.sum = sum;
    }
}
