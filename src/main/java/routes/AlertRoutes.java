package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.direct;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.seda;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.timer;

import analytics.alerts.AlertCounts;
import analytics.alerts.AlertEngines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import market.Alert;
import market.AlertJson;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.endpoint.dsl.SedaEndpointBuilderFactory.SedaEndpointBuilder;
import org.apache.camel.component.redis.RedisConstants;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import storage.AlertStore;

/** Closed candles and market events of the log, and open candles → alerts → the database → the log and those who watch. */
@Component
@ConditionalOnProperty(name = "souk.alerts.enabled", matchIfMissing = true)
class AlertRoutes extends RouteBuilder {

    /** Exchange property: the {@link AlertPoll} of this round. */
    private static final String POLL = "souk.poll";

    /** Exchange property: the alerts that are to be told. */
    private static final String ALERTS = "souk.alerts";

    /** How often alerts are looked for that nobody has told: those that were acknowledged, or whose writer was killed, ms. */
    private static final long UNTOLD_MS = 500;

    /** Exchange property: when what is to be told was found; none if it was found by somebody who did not tell it. */
    static final String LOOKED_AT = "souk.looked-at";

    /** What waited for longer may have been told by another meanwhile. */
    private static final Duration SURE = AlertStore.TURN.dividedBy(2);

    /** Batches that wait to be told. The next round is looked at meanwhile; where the log is away, it waits when there are so many. */
    private static final int BATCHES = 20;

    private static final Duration RETENTION_PERIOD = Duration.ofDays(1);

    private final AlertStore store;
    private final AlertCounts counts;
    private final AlertEngines engines;
    private final Clock clock;

    AlertRoutes(AlertStore store, AlertCounts counts, AlertEngines engines, Clock clock) {
        this.store = store;
        this.counts = counts;
        this.engines = engines;
        this.clock = clock;
    }

    @Override
    public void configure() {
        from(LogEndpoints.candlesAndEvents())
                .routeId(RouteIds.ALERTS)
                .routeDescription("Candles and market events, a poll at a time, looked at by detectors and rules")
                .routeGroup(RouteIds.ALERTING)
                .routeConfigurationId(Errors.DURABLE)
                .setProperty(POLL, body())
                .process(step(AlertPoll::read))
                .split(body())
                .to(direct(RouteIds.DEAD_LETTER))
                .end()
                .process(step(AlertPoll::look))
                .filter(AlertRoutes::isNotEmpty)
                .process(exchange -> exchange.setProperty(LOOKED_AT, clock.instant()))
                .bean(store, "save")
                .filter(AlertRoutes::isNotEmpty)
                .process(exchange -> counts.count(changed(exchange)))
                .to(found())
                .end();

        from(timer(RouteIds.ALERTS_UNTOLD).period(UNTOLD_MS).advanced().synchronous(true))
                .routeId(RouteIds.ALERTS_UNTOLD)
                .routeDescription("Alerts that were acknowledged, or written and not told, to the log")
                .routeGroup(RouteIds.ALERTING)
                .routeConfigurationId(Errors.DURABLE)
                .bean(store, "takeUntold")
                .filter(AlertRoutes::isNotEmpty)
                .to(found())
                .end();

        from(found())
                .routeId(RouteIds.ALERTS_PUBLISH)
                .routeDescription("Alerts that changed to the log and to those who watch")
                .routeGroup(RouteIds.ALERTING)
                .routeConfigurationId(Errors.DURABLE)
                .process(this::leaveOutWhatIsTold)
                .filter(AlertRoutes::isNotEmpty)
                .setProperty(ALERTS, body())
                .to(direct(RouteIds.ALERTS_LIVE))
                .process(AlertRoutes::toRecords)
                .to(LogEndpoints.alerts())
                .process(exchange -> store.told(alerts(exchange)))
                .end();

        from(direct(RouteIds.ALERTS_LIVE))
                .routeId(RouteIds.ALERTS_LIVE)
                .routeDescription("Alerts that changed, to the WebSocket clients and views of every process")
                .routeGroup(RouteIds.ALERTING)
                .routeConfigurationId(Errors.TRANSIENT)
                .setHeader(RedisConstants.CHANNEL, constant(LiveEndpoints.ALERTS_CHANNEL))
                .setHeader(RedisConstants.MESSAGE)
                .exchange(exchange -> Lines.join(alerts(exchange), AlertJson::write))
                .to(LiveEndpoints.redis("PUBLISH"));

        from(timer(RouteIds.ALERTS_RETENTION).period(RETENTION_PERIOD.toMillis()))
                .routeId(RouteIds.ALERTS_RETENTION)
                .routeDescription("Deletes alerts that are over and older than souk.alerts.retention")
                .routeGroup(RouteIds.ALERTING)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(exchange -> store.deleteBefore(clock.instant().minus(engines.retention())));
    }

    /** The queue between what finds alerts and what tells of them. */
    private static SedaEndpointBuilder found() {
        SedaEndpointBuilder queue = seda(RouteIds.ALERTS_PUBLISH);
        queue.size(BATCHES);
        queue.advanced().blockWhenFull(true);
        return queue;
    }

    private void leaveOutWhatIsTold(Exchange exchange) {
        Instant lookedAt = exchange.getProperty(LOOKED_AT, Instant.class);
        if (lookedAt == null || !clock.instant().isBefore(lookedAt.plus(SURE))) {
            exchange.getMessage().setBody(store.untold(changed(exchange)));
        }
    }

    /** A step of the round; the next one finds in the body what it answers. */
    private static Processor step(Function<AlertPoll, Object> step) {
        return exchange -> exchange.getMessage().setBody(step.apply(exchange.getProperty(POLL, AlertPoll.class)));
    }

    private static boolean isNotEmpty(Exchange exchange) {
        return !exchange.getMessage().getBody(Collection.class).isEmpty();
    }

    private static void toRecords(Exchange exchange) {
        exchange.getMessage()
                .setBody(alerts(exchange).stream()
                        .map(alert -> LogRecord.of(exchange.getContext(), alert.key(), AlertJson.write(alert)))
                        .toList());
    }

    @SuppressWarnings("unchecked")
    private static List<Alert> changed(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    @SuppressWarnings("unchecked")
    private static List<Alert> alerts(Exchange exchange) {
        return exchange.getProperty(ALERTS, List.class);
    }
}
