/**
 * What is computed from trades, candles and quotes, as pure functions, each in a package of its own: {@code indicators},
 * {@code pulse}, {@code alerts} and {@code forecast}. May import {@code market} only; open to {@code routes}, {@code ui},
 * {@code api} and {@code app}.
 */
package analytics;
