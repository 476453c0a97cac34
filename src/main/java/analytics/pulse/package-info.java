/**
 * The pulse of the market: what the quotes of a window add up to, which class a change is of, when a window is over, and what
 * all instruments together do. Pure functions and values, but for two counters. What each figure means is in
 * {@code docs/pulse.md}. May import {@code market} only; open to {@code routes}, {@code api} and {@code app}.
 */
package analytics.pulse;
