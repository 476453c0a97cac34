package api;

/**
 * Something new on a topic.
 *
 * @param sequence 1 for the first update of a topic in this process, then +1; a subscriber that sees a hole missed one
 * @param data a {@link market.Trade}, a {@link market.Candle}, a {@link market.Pulse} or a {@link market.Alert}
 */
public record Update<T>(Topic topic, long sequence, T data) {}
