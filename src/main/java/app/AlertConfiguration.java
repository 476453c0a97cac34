package app;

import analytics.alerts.AlertCounts;
import analytics.alerts.AlertEngines;
import api.AlertRules;
import api.DataSource;
import api.ProblemException;
import api.RuleForm;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import market.AlertMemory;
import market.AlertRule;
import market.Calendars;
import market.Instruments;
import market.Interval;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import storage.AlertRuleStore;
import storage.AuditStore;

/** What the alerts route and the edges need to know of alerts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertProperties.class)
class AlertConfiguration {

    /** Who made the rules of the settings. */
    private static final String SETTINGS = "settings";

    @Bean
    AlertEngines alertEngines(
            AlertProperties properties,
            SoukProperties souk,
            Instruments instruments,
            Calendars calendars,
            AlertMemory memory) {
        return new AlertEngines(
                properties.toAlertSettings(shortest(souk)),
                properties.retention(),
                configured(properties, souk, instruments),
                instruments,
                memory,
                (instrument, at) -> calendars.of(instrument.venue()).isOpen(at),
                instrument -> souk.kindOf(instrument.venue()) != DataSource.Kind.LIVE);
    }

    @Bean
    AlertCounts alertCounts() {
        return new AlertCounts();
    }

    @Bean
    AlertRules alertRules(
            AlertEngines engines,
            AlertRuleStore store,
            Instruments instruments,
            List<Interval> intervals,
            AuditStore audit,
            Clock clock) {
        return new AlertRules(engines.configured(), store, instruments, sorted(intervals), audit, clock);
    }

    /** The id is made of what the rule says, so that it stays the same however the settings are ordered. */
    private static List<AlertRule> configured(
            AlertProperties properties, SoukProperties souk, Instruments instruments) {
        List<AlertRule> rules = new ArrayList<>();
        for (RuleForm form : properties.rules()) {
            String id = SETTINGS + "-"
                    + UUID.nameUUIDFromBytes(form.toString().getBytes(StandardCharsets.UTF_8))
                            .toString()
                            .substring(0, 8);
            try {
                rules.add(form.toRule(
                        id, true, instruments, sorted(souk.candles().intervals()), SETTINGS, Instant.EPOCH));
            } catch (ProblemException e) {
                throw new StartRefusedException(
                        "souk.alerts.rules[" + rules.size() + "] is no rule: "
                                + e.problem().detail() + ".",
                        e.problem().allowed() == null
                                ? "See docs/alerts.md for what each kind of rule needs."
                                : "Set its " + e.problem().parameter() + " to one of "
                                        + e.problem().allowed() + ".",
                        e);
            }
        }
        return rules;
    }

    private static Interval shortest(SoukProperties souk) {
        return sorted(souk.candles().intervals()).get(0);
    }

    private static List<Interval> sorted(List<Interval> intervals) {
        return intervals.stream()
                .sorted(Comparator.comparing(Interval::duration))
                .toList();
    }
}
