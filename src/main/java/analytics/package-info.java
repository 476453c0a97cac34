/**
 * Indicators, market pulse and anomaly detection as pure functions, each in a package of its own. May import {@code market} only;
 * open to {@code routes}, {@code ui}, {@code api} and {@code app}.
 */
package analytics;
