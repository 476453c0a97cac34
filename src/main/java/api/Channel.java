package api;

/** What can be subscribed to. */
public enum Channel {
    /** Every trade of an instrument. */
    TRADES("trades", "trade"),
    /** Every change of an instrument's candles of one interval, the open one included. */
    CANDLES("candles", "candle"),
    /** What an instrument did in a window, once it is over. */
    PULSE("pulse", "pulse"),
    /** Every alert of an instrument or a feed: when it is raised, and whatever becomes of it. */
    ALERTS("alerts", "alert");

    private final String wireName;
    private final String messageType;

    Channel(String wireName, String messageType) {
        this.wireName = wireName;
        this.messageType = messageType;
    }

    /** The name in WebSocket messages. */
    public String wireName() {
        return wireName;
    }

    /** The {@code type} of a WebSocket message that carries one update. */
    public String messageType() {
        return messageType;
    }
}
