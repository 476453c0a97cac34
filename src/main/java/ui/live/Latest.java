package ui.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * A letter box that keeps one value a key: what a view has not yet shown is overwritten by what is newer, so a fast
 * market costs a slow browser nothing. Safe for any thread; {@link #put} never waits for a view.
 */
public final class Latest<K, V> {

    private final BinaryOperator<V> newer;
    private Map<K, V> values = new LinkedHashMap<>();

    /** @param newer chooses between the value that is there and the one that comes */
    public Latest(BinaryOperator<V> newer) {
        this.newer = newer;
    }

    public synchronized void put(K key, V value) {
        values.merge(key, value, newer);
    }

    public synchronized boolean isEmpty() {
        return values.isEmpty();
    }

    /** Takes everything out. */
    public synchronized Map<K, V> drain() {
        Map<K, V> drained = values;
        values = new LinkedHashMap<>();
        return drained;
    }
}
