/**
 * What is worth an alert: detectors of anomalies, rules, and when an alert begins and ends. An {@link analytics.alerts.AlertEngine}
 * sees candles and what happens to feeds and answers with the alerts that this raises or resolves; it holds an
 * {@code InstrumentAlerts} for each instrument, and that a {@code CandleHistory} with what is usual, a {@code Watch} for each
 * thing that can be told once at a time, and a {@code RuleBook}. Everything goes by the candles' own times, so seeing them again
 * finds the same. May import {@code market} only; open to {@code routes}, {@code api} and {@code app}. See {@code docs/alerts.md}.
 */
package analytics.alerts;
