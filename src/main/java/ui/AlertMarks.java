package ui;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import market.Alert;
import market.AlertSeverity;
import market.Interval;
import ui.components.AlertMark;
import ui.components.AlertTexts;

/** Where on a chart its alerts are marked. Pure, so safe for any thread. */
final class AlertMarks {

    /** More than these on one candle are one mark that counts them. */
    static final int EACH = 2;

    /** More sentences would hide the chart that they are about. */
    static final int SENTENCES = 5;

    private static final Comparator<Alert> WORST_FIRST =
            Comparator.comparing(Alert::severity).reversed().thenComparing(Alert::eventTime);

    private AlertMarks() {}

    /**
     * The marks of alerts that came from candles: each at the candle of the shown interval which holds that candle's start. In the order
     * of time.
     */
    static List<AlertMark> of(Collection<Alert> alerts, Interval interval) {
        Map<Long, List<Alert>> byCandle = new TreeMap<>();
        alerts.stream()
                .filter(alert -> alert.candle() != null)
                .sorted(WORST_FIRST)
                .forEach(alert -> byCandle.computeIfAbsent(
                                interval.windowStart(alert.candle().startMicros()), start -> new ArrayList<>())
                        .add(alert));
        List<AlertMark> marks = new ArrayList<>();
        byCandle.forEach((start, there) -> marks.add(mark(start, there)));
        return marks;
    }

    private static AlertMark mark(long startMicros, List<Alert> worstFirst) {
        AlertSeverity worst = worstFirst.get(0).severity();
        List<AlertMark.Sign> signs = worstFirst.size() <= EACH
                ? worstFirst.stream()
                        .map(alert -> new AlertMark.Sign(alert.severity(), AlertTexts.mark(alert.kind())))
                        .toList()
                : List.of(new AlertMark.Sign(worst, AlertTexts.count(worstFirst.size(), "alert")));
        List<String> sentences = new ArrayList<>(worstFirst.stream()
                .limit(worstFirst.size() > SENTENCES ? SENTENCES - 1 : SENTENCES)
                .map(Alert::text)
                .toList());
        if (worstFirst.size() > SENTENCES) {
            sentences.add("and " + (worstFirst.size() - SENTENCES + 1) + " more");
        }
        return new AlertMark(startMicros / 1_000_000, signs, sentences);
    }
}
