package routes;

import analytics.alerts.AlertEngines;
import analytics.alerts.AlertSettings;
import analytics.alerts.DetectorSettings;
import api.AlertQueries;
import api.AlertRules;
import api.MarketQueries;
import api.TestQueries;
import java.time.Clock;
import java.time.Duration;
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

    static AlertEngines engines() {
        DetectorSettings off = new DetectorSettings(false, 1, 2, 2, 1, 1, Duration.ZERO);
        return new AlertEngines(
                new AlertSettings(
                        Interval.M1,
                        off,
                        off,
                        off,
                        off,
                        new AlertSettings.Spread(false, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1)),
                Duration.ofDays(1),
                List.of(),
                TestQueries.INSTRUMENTS,
                new AlertStore(null),
                (instrument, at) -> true,
                instrument -> false);
    }
}
