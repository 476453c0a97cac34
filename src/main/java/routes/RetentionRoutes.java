package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.timer;

import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;
import storage.CandleRetention;

/** A timer → candles past their retention dropped. */
@Component
class RetentionRoutes extends RouteBuilder {

    /** No partition is shorter than a month, so a day more or less is not seen. The first run is at the start. */
    private static final Duration PERIOD = Duration.ofDays(1);

    private final CandleRetention retention;

    RetentionRoutes(CandleRetention retention) {
        this.retention = retention;
    }

    @Override
    public void configure() {
        from(timer(RouteIds.CANDLES_RETENTION).period(PERIOD.toMillis()))
                .routeId(RouteIds.CANDLES_RETENTION)
                .routeDescription("Drops candles that are older than souk.candles.retention")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.TRANSIENT)
                .bean(retention, "apply");
    }
}
