package analytics.alerts;

/**
 * What a detector sees in a candle beside those before it.
 *
 * @param value never falls while its candle is open, so that it is the same to look often or only at the end
 * @param text what happened, as the rest of a sentence that begins with the instrument
 */
record Reading(double value, String text) {}
