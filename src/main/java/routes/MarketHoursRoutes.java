package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.timer;

import feeds.MarketHours;
import java.time.Duration;
import market.MarketEvent;
import market.MarketEventJson;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** A timer → markets that opened or closed → the log. */
@Component
class MarketHoursRoutes extends RouteBuilder {

    /** An opening is told at most so late. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final MarketHours hours;

    MarketHoursRoutes(MarketHours hours) {
        this.hours = hours;
    }

    @Override
    public void configure() {
        from(timer(RouteIds.MARKET_HOURS).period(PERIOD.toMillis()).advanced().synchronous(true))
                .routeId(RouteIds.MARKET_HOURS)
                .routeDescription("Markets that open and close by their calendars, into the log")
                .routeGroup(RouteIds.FEEDS)
                .routeConfigurationId(Errors.DURABLE)
                .split()
                .exchange(exchange -> hours.changes())
                .process(MarketHoursRoutes::toRecord)
                .to(LogEndpoints.marketEvents())
                .end();
    }

    private static void toRecord(Exchange exchange) {
        MarketEvent event = exchange.getMessage().getBody(MarketEvent.class);
        LogRecord.write(exchange.getMessage(), event.key(), MarketEventJson.write(event));
    }
}
