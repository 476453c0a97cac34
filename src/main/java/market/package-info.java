/**
 * The domain: trades, candles, intervals, instruments, how feeds are doing, and the checkpoint in which the candle engine's
 * work is stored. Plain Java and Jackson's streaming parser only: no Camel, Spring, Vaadin, Kafka or SQL. Every room may import this
 * one; it imports none.
 */
package market;
