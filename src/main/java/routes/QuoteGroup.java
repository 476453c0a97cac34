package routes;

import java.util.List;
import market.Quote;

/**
 * What a poll brought of one window of an instrument.
 *
 * @param startMicros of the window, epoch µs
 * @param partition of the log, in which they are
 */
record QuoteGroup(String instrument, long startMicros, int partition, List<Quote> quotes) {}
