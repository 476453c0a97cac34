/**
 * The Camel routes: the map of the system. One RouteBuilder per stage; they only route, the logic is in beans. Imports
 * {@code api}, {@code feeds}, {@code candles}, {@code analytics}, {@code storage} and {@code market}.
 */
package routes;
