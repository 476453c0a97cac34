/**
 * What is computed from trades and candles, as pure functions: {@code indicators} and {@code forecast}. May import
 * {@code market} only; open to {@code routes}, {@code ui}, {@code api} and {@code app}.
 */
package analytics;
