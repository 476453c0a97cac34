package ui.components;

import java.util.List;
import market.AlertSeverity;

/**
 * What is marked at a candle of a chart.
 *
 * @param candleStart epoch seconds
 * @param signs what is drawn, worst first
 * @param sentences what is said of them when the candle is looked at
 */
public record AlertMark(long candleStart, List<Sign> signs, List<String> sentences) {

    /** @param word short: there is no room beside a candle */
    public record Sign(AlertSeverity severity, String word) {}

    public AlertMark {
        signs = List.copyOf(signs);
        sentences = List.copyOf(sentences);
    }
}
