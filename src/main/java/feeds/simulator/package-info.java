/**
 * The built-in exchange: a WebSocket server on loopback that speaks Binance spot's market stream protocol, fed by
 * random walks or by a recorded file. It lets the whole system run, and be tested, where no exchange can be reached.
 * Imports {@code market}, Vert.x, Jackson and SLF4J only; {@code app} starts and stops it, and nothing else knows that the
 * exchange behind an address is this one.
 *
 * <p>Everything behind {@link feeds.simulator.ExchangeSimulator} runs on one event loop of its own, so nothing in
 * here is locked.
 */
package feeds.simulator;
