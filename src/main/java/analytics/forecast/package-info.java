/**
 * Experimental: where a price may go next, with the error that such forecasts have had beside that of the simplest one. Pure
 * arithmetic; why it is our own is in docs/decisions/015-forecast.md. Imports nothing; open to {@code api}, {@code ui} and
 * {@code app}.
 */
package analytics.forecast;
