/**
 * The Camel routes: the map of the system. One RouteBuilder per stage; they only route, the logic is in beans. May import
 * {@code api}, {@code feeds}, {@code candles}, {@code analytics}, {@code storage} and {@code market}; nothing imports it,
 * since Camel finds the builders as beans. See {@code docs/architecture.md} for the way of a trade.
 */
package routes;
