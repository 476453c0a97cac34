/**
 * Folding trades into candles, each trade once: the engine, and what it knows of a partition. Where that is stored is told
 * by {@link market.CheckpointStore}. May import {@code market} only; open to {@code routes} and {@code app}.
 */
package candles;
