package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.timer;

import feeds.Backfill;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import market.MarketEventJson;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * A timer → the trades that are missing, asked of their venue → the log. A route and a timer's thread for each venue: one that
 * does not answer holds up no other, and a turn is over before the next one begins.
 */
@Component
class BackfillRoutes extends RouteBuilder {

    /** A gap has been missing for {@code souk.candles.lateness} by the time it is called one; a few seconds more are nothing. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    /** Exchange property: the {@link Backfill.Turn}. */
    private static final String TURN = "souk.turn";

    private final List<Backfill> backfills;
    private final Clock clock;

    BackfillRoutes(List<Backfill> backfills, Clock clock) {
        this.backfills = backfills;
        this.clock = clock;
    }

    @Override
    public void configure() {
        for (Backfill backfill : backfills) {
            String id = RouteIds.BACKFILL + backfill.venue();
            from(timer(id).period(PERIOD.toMillis()).advanced().synchronous(true))
                    .routeId(id)
                    .routeDescription("Trades that are missing, asked of " + backfill.venue() + ", into the log")
                    .routeGroup(RouteIds.FEEDS)
                    .routeConfigurationId(Errors.TRANSIENT)
                    .process(exchange -> exchange.setProperty(TURN, backfill.turn()))
                    .process(records(this::trades))
                    .filter(BackfillRoutes::isNotEmpty)
                    .to(LogEndpoints.ticksTogether())
                    .end()
                    .process(records(BackfillRoutes::events))
                    .filter(BackfillRoutes::isNotEmpty)
                    .to(LogEndpoints.marketEvents())
                    .end()
                    .process(exchange -> backfill.settle(turn(exchange)));
        }
    }

    private static Processor records(Function<Exchange, List<?>> records) {
        return exchange -> exchange.getMessage().setBody(records.apply(exchange));
    }

    private List<?> trades(Exchange exchange) {
        return LogRecord.of(exchange.getContext(), turn(exchange).trades(), clock);
    }

    private static List<?> events(Exchange exchange) {
        return turn(exchange).events().stream()
                .map(event -> LogRecord.of(exchange.getContext(), event.key(), MarketEventJson.write(event)))
                .toList();
    }

    private static Backfill.Turn turn(Exchange exchange) {
        return exchange.getProperty(TURN, Backfill.Turn.class);
    }

    private static boolean isNotEmpty(Exchange exchange) {
        return !exchange.getMessage().getBody(Collection.class).isEmpty();
    }
}
