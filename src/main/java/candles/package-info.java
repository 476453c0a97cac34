/**
 * Folding trades into candles, exactly. Imports {@code market} only; used by {@code routes} and {@code app}.
 */
package candles;
