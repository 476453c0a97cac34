package benchmark.flink;

import benchmark.CandleSum;
import benchmark.Candles;
import benchmark.ProgressLine;
import java.util.List;
import market.Interval;
import market.Trade;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Folds the trades of an instrument into all its candles at once: three windows of Flink's would cost three shuffles. */
final class CandleFunction extends KeyedProcessFunction<String, Trade, ClosedCandle> {

    private static final long serialVersionUID = 1;
    private static final ProgressLine PROGRESS = ProgressLine.start();

    /** By the start in ms plus the interval's place in the list: starts are whole minutes, so no two are the same. */
    private transient MapState<Long, CandleSum> open;

    @Override
    public void open(OpenContext context) {
        open = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("open", Types.LONG, TypeInformation.of(CandleSum.class)));
    }

    @Override
    public void processElement(Trade trade, Context context, Collector<ClosedCandle> out) throws Exception {
        List<Interval> intervals = Candles.INTERVALS;
        for (int i = 0; i < intervals.size(); i++) {
            Interval interval = intervals.get(i);
            long start = interval.windowStart(trade.eventTimeMicros()) / 1_000;
            CandleSum sum = open.get(start + i);
            if (sum == null) {
                sum = new CandleSum();
                context.timerService()
                        .registerEventTimeTimer(start + interval.duration().toMillis());
            }
            open.put(start + i, sum.add(trade));
        }
        PROGRESS.add(1);
    }

    @Override
    public void onTimer(long endMillis, OnTimerContext context, Collector<ClosedCandle> out) throws Exception {
        List<Interval> intervals = Candles.INTERVALS;
        for (int i = 0; i < intervals.size(); i++) {
            Interval interval = intervals.get(i);
            long start = endMillis - interval.duration().toMillis();
            CandleSum sum = open.get(start + i);
            if (sum != null && interval.windowStart(start * 1_000) == start * 1_000) {
                out.collect(new ClosedCandle(context.getCurrentKey(), interval.label(), start, sum));
                open.remove(start + i);
            }
        }
    }
}
