package api;

import java.util.Optional;

/**
 * Receives a topic's updates in order, on the publisher's thread and under the topic's lock: it must hand over and
 * return, and must neither block nor throw.
 */
public interface Subscriber<T> {

    /**
     * Called once, before any update.
     *
     * @param last what the updates before the subscription add up to, with the number of the last of them: the last trade by
     *     its time, or the last candle that came by; empty if there was none in this process
     */
    default void onSubscribed(Optional<Update<T>> last) {}

    void onUpdate(Update<T> update);
}
