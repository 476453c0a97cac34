package api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A message to a WebSocket client.
 *
 * @param type {@code snapshot}, {@code trade}, {@code candle} …
 * @param channel the channel's name on the wire
 * @param instrument instrument id, or the name of a feed
 * @param interval of candles; null, and left out, of all else
 * @param seq see {@link Update}; a snapshot carries that of the last update it contains, 0 if there was none
 */
record SocketMessage(
        String type,
        String channel,
        String instrument,
        @JsonInclude(JsonInclude.Include.NON_NULL) String interval,
        long seq,
        Object data) {

    SocketMessage(String type, String channel, String instrument, long seq, Object data) {
        this(type, channel, instrument, null, seq, data);
    }
}
