/**
 * What comes from exchanges: decoders of their frames, their subscriptions, their past trades, and camel-vertx-websocket
 * with what a feed needs of it. The built-in simulator is in {@code feeds.simulator}. May import {@code market} only; open
 * to {@code routes} and {@code app}.
 */
package feeds;
