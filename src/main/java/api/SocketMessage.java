package api;

/**
 * A message to a WebSocket client.
 *
 * @param type {@code snapshot}, {@code trade}, {@code candle} …
 * @param channel the channel's name on the wire
 * @param instrument instrument id
 * @param seq see {@link Update}; a snapshot carries that of the last update it contains, 0 if there was none
 */
record SocketMessage(String type, String channel, String instrument, long seq, Object data) {}
