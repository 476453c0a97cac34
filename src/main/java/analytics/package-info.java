/**
 * Indicators, market pulse and anomaly detection as pure functions. Empty until the first of them lands. Imports
 * {@code market} only; used by {@code routes}, {@code ui}, {@code api} and {@code app}.
 */
package analytics;
