package routes;

import api.AlertQueries;
import api.AlertRules;
import api.MarketQueries;
import api.TestQueries;
import java.time.Clock;
import java.util.List;
import market.Interval;
import storage.AlertRuleStore;
import storage.AlertStore;
import storage.AuditStore;

/** What the edges ask of alerts, over a database that is not there: what is asked of it fails. */
final class TestAlerts {

    private TestAlerts() {}

    static AlertQueries queries(MarketQueries markets) {
        return new AlertQueries(new AlertStore(null), markets, new AuditStore(null), Clock.systemUTC());
    }

    static AlertRules rules() {
        return new AlertRules(
                List.of(),
                new AlertRuleStore(null),
                TestQueries.INSTRUMENTS,
                List.of(Interval.M1, Interval.H1),
                new AuditStore(null),
                Clock.systemUTC());
    }
}
