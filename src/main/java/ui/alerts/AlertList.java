package ui.alerts;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import market.Alert;

/**
 * The alerts of one list, newest first, without a hole: pages of history, and the news that overlap and overtake them. Of two versions of
 * an alert the higher revision counts. Not thread safe: used under its UI's lock.
 */
final class AlertList {

    /** As many as a list that stays open all day keeps by itself; whoever asks for more gets more. */
    static final int KEPT = 500;

    /** News about alerts that have left the list lately: what is read from the database may be older than they are. */
    private static final int REMEMBERED = 1_000;

    /** The database's order: by time, then by the id's text. */
    private static final Comparator<Alert> NEWEST_FIRST = Comparator.comparing(Alert::eventTime)
            .reversed()
            .thenComparing(alert -> alert.id().toString());

    private final Predicate<Alert> wanted;
    private final Map<UUID, Alert> byId = new HashMap<>();
    private final TreeSet<Alert> ordered = new TreeSet<>(NEWEST_FIRST);
    private final Map<UUID, Integer> left = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };
    private int limit = KEPT;
    private boolean more;

    /** @param wanted which alerts the list is of */
    AlertList(Predicate<Alert> wanted) {
        this.wanted = wanted;
    }

    /** Newest first. */
    List<Alert> all() {
        return List.copyOf(ordered);
    }

    /** Whether there are older ones than the last. */
    boolean hasMore() {
        return more;
    }

    Optional<Alert> oldest() {
        return ordered.isEmpty() ? Optional.empty() : Optional.of(ordered.last());
    }

    Optional<Alert> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Takes in what came by.
     *
     * @return whether that changed the list
     */
    boolean accept(Collection<Alert> news) {
        boolean changed = false;
        for (Alert alert : news) {
            // What is older than the oldest comes with its page.
            boolean below = more && !ordered.isEmpty() && NEWEST_FIRST.compare(alert, ordered.last()) > 0;
            changed |= !(below && !byId.containsKey(alert.id())) && put(alert);
        }
        return trim() || changed;
    }

    /** Takes in the newest of history, after which there may be more. */
    void begin(List<Alert> page, boolean moreFollow) {
        page.forEach(this::put);
        more = moreFollow;
        if (moreFollow && !page.isEmpty()) {
            Alert last = page.get(page.size() - 1);
            List.copyOf(ordered.tailSet(last, false)).forEach(this::remove);
        }
        trim();
    }

    /** Takes in what follows an alert, unless that is the oldest no longer: there would be a hole. */
    void append(Alert after, List<Alert> page, boolean moreFollow) {
        if (ordered.isEmpty() || !ordered.last().id().equals(after.id())) {
            return;
        }
        limit += page.size();
        page.forEach(this::put);
        more = moreFollow;
    }

    /**
     * Takes in the newest of history once more, in case news were lost: what it should hold and does not is wanted no longer.
     *
     * @param before what the list had before the history was asked
     * @return whether that changed the list
     */
    boolean check(List<Alert> page, boolean moreFollow, Collection<Alert> before) {
        Set<UUID> there = page.stream().map(Alert::id).collect(Collectors.toSet());
        Alert last = page.isEmpty() ? null : page.get(page.size() - 1);
        boolean changed = false;
        for (Alert alert : before) {
            boolean reached = !moreFollow || NEWEST_FIRST.compare(alert, last) < 0;
            if (reached && !there.contains(alert.id()) && alert.equals(byId.get(alert.id()))) {
                remove(alert);
                changed = true;
            }
        }
        return accept(page) || changed;
    }

    private boolean put(Alert alert) {
        Alert known = byId.get(alert.id());
        int revision = known != null ? known.revision() : left.getOrDefault(alert.id(), 0);
        if (alert.revision() <= revision) {
            return false;
        }
        if (known != null) {
            remove(known);
        }
        if (wanted.test(alert)) {
            left.remove(alert.id());
            byId.put(alert.id(), alert);
            ordered.add(alert);
            return true;
        }
        left.put(alert.id(), alert.revision());
        return known != null;
    }

    private void remove(Alert alert) {
        byId.remove(alert.id());
        ordered.remove(alert);
    }

    private boolean trim() {
        boolean over = ordered.size() > limit;
        while (ordered.size() > limit) {
            remove(ordered.last());
            more = true;
        }
        return over;
    }
}
