/**
 * What comes from exchanges: decoders of their frames, their subscriptions, and the built-in simulator. Imports
 * {@code market} only; used by {@code routes} and {@code app}.
 */
package feeds;
