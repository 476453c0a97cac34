/**
 * Folding trades into candles, each trade once. A {@link candles.CandleWorker} folds the partitions of one consumer: a
 * {@code PartitionFold} for each, an {@code InstrumentFold} for each instrument in it, which knows what is counted
 * ({@code CountedIds}), what is missing ({@code Gaps}) and what is in no candle yet ({@code WindowDelta}).
 * {@link candles.Rebuild} computes candles again. Where all that is stored is told by {@link market.CheckpointStore}, where
 * trades are read again by {@link candles.TradeLog}. May import {@code market} only; open to {@code routes} and {@code app}.
 * See {@code docs/candles.md}.
 */
package candles;
