package routes;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import market.AlertKind;
import market.AlertRule;
import market.Interval;
import storage.AlertRuleStore;

/**
 * The rules of the settings and of users, and whether users have changed theirs since they were followed. Not thread safe: the
 * alerts route's.
 */
final class FollowedRules {

    private final List<AlertRule> configured;
    private final AlertRuleStore store;
    private final Interval shortest;
    private final OpenCandles open;
    private AlertRuleStore.Version followed;
    private AlertRuleStore.Version newest;
    private List<AlertRule> all = List.of();

    /** @param shortest the interval whose candles are always looked at */
    FollowedRules(List<AlertRule> configured, AlertRuleStore store, Interval shortest, OpenCandles open) {
        this.configured = configured;
        this.store = store;
        this.shortest = shortest;
        this.open = open;
    }

    boolean isNews() {
        newest = store.version();
        return !newest.equals(followed);
    }

    List<AlertRule> all() {
        all = Stream.concat(configured.stream(), store.all().stream()).toList();
        return all;
    }

    /** They are followed from now on. */
    void followed() {
        store.resolveOrphans(configured.stream().map(AlertRule::id).toList());
        followed = newest;
        Set<Interval> wanted = EnumSet.of(shortest);
        all.stream()
                .filter(rule -> rule.kind() == AlertKind.VOLUME_OVER)
                .map(AlertRule::interval)
                .forEach(wanted::add);
        open.want(wanted);
    }
}
