package analytics.alerts;

import java.util.function.Supplier;

/**
 * What a detector sees in a candle beside those before it.
 *
 * @param value never falls while its candle is open, so that it is the same to look often or only at the end
 * @param text what happened, as the rest of a sentence that begins with the instrument; written only for what is told
 */
record Reading(double value, Supplier<String> text) {}
