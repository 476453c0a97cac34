/**
 * Indicators, market pulse and anomaly detection as pure functions. Empty until the first of them lands. May import
 * {@code market} only; open to {@code routes}, {@code ui}, {@code api} and {@code app}.
 */
package analytics;
