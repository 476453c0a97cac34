package routes;

import api.Problem;
import api.ProblemException;
import feeds.RawFrame;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import market.MalformedDataException;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * What happens when a route cannot do its work. A route that names none of these has its failures logged: what serves the
 * REST edge around its operations.
 */
@Component
class Errors extends RouteConfigurationBuilder {

    /** Feeds: what cannot be understood is a dead letter by itself; any other failure is logged by the route's source. */
    static final String FEED = "feed";

    /**
     * Polled feeds: an answer that cannot be understood is a dead letter; any other failure is told by the feed's state, and
     * the venue is asked again.
     */
    static final String POLL = "poll";

    /** Work that must be done: tried until it can be. The source is not read further meanwhile. */
    static final String DURABLE = "durable";

    /** Updates for those who watch: a later one makes up for a lost one, so nothing waits. */
    static final String TRANSIENT = "transient";

    /** Messages to receivers: a digest that one does not take is tried again later; one that is given up is a dead letter. */
    static final String NOTIFICATION = "notification";

    /** Requests: answered with a problem. */
    static final String REQUEST = "request";

    /** How often the log hears of updates that were lost, which can be thousands a second; metrics count them all. */
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private static final long FIRST_DELAY_MS = 500;
    private static final long MAX_DELAY_MS = 10_000;

    private final LogLimit logs = new LogLimit(LOG_INTERVAL);

    @Override
    public void configuration() {
        // None, rather than Camel's own: that refuses what it finds under way when the route stops.
        routeConfiguration(FEED).errorHandler(noErrorHandler());

        routeConfiguration(POLL)
                .onException(MalformedDataException.class)
                .handled(true)
                .process(Errors::toDeadLetter)
                .to("direct:" + RouteIds.DEAD_LETTER)
                .end()
                .onException(Exception.class)
                .handled(true)
                .end();

        routeConfiguration(DURABLE)
                .onException(Exception.class)
                .maximumRedeliveries(-1)
                .redeliveryDelay(FIRST_DELAY_MS)
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(MAX_DELAY_MS)
                .retryAttemptedLogLevel(LoggingLevel.WARN)
                .logRetryStackTrace(false)
                .end();

        routeConfiguration(TRANSIENT)
                .onException(Exception.class)
                .handled(true)
                .logStackTrace(false)
                .filter(exchange -> logs.mayLog())
                .log(LoggingLevel.WARN, "routes.Errors", "Route ${routeId} goes on without: ${exception.message}")
                .end()
                .end();

        routeConfiguration(NOTIFICATION)
                .onException(Exception.class)
                .handled(true)
                .process(Delivery::failed)
                .filter(body().isInstanceOf(DeadLetter.class))
                .to("direct:" + RouteIds.DEAD_LETTER)
                .end()
                .end();

        routeConfiguration(REQUEST)
                .onException(ProblemException.class)
                .handled(true)
                .process(Errors::toProblem)
                .to("direct:" + RouteIds.REST_ANSWER)
                .end()
                // camel-kafka waits on futures.
                .onException(ExecutionException.class, KafkaException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "routes.Errors", "Cannot write: ${exception.message}")
                .process(exchange -> answer(
                        exchange,
                        Problem.of(
                                503,
                                "Service Unavailable",
                                "The log is away. Nothing is known of this batch: send it again in a moment, a trade that"
                                        + " was written is counted once by its id.")))
                .to("direct:" + RouteIds.REST_ANSWER)
                .end()
                .onException(DataAccessException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "routes.Errors", "Cannot answer: ${exception.message}")
                .process(exchange -> answer(
                        exchange,
                        Problem.of(503, "Service Unavailable", "The database is away; try again in a moment.")))
                .to("direct:" + RouteIds.REST_ANSWER)
                .end()
                .onException(Exception.class)
                .handled(true)
                .logHandled(true)
                .process(exchange -> answer(
                        exchange,
                        Problem.of(500, "Internal Server Error", "Something went wrong here; the log tells more.")))
                .to("direct:" + RouteIds.REST_ANSWER)
                .end();
    }

    private static void toDeadLetter(Exchange exchange) {
        Exception reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        byte[] payload = exchange.getProperty(QuoteRoutes.FRAME, RawFrame.class).bytes();
        exchange.getMessage()
                .setBody(new DeadLetter(
                        exchange.getProperty(DeadLetters.SOURCE, String.class), reason.getMessage(), payload));
    }

    private static void toProblem(Exchange exchange) {
        answer(
                exchange,
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ProblemException.class)
                        .problem());
    }

    private static void answer(Exchange exchange, Problem problem) {
        exchange.getMessage().setBody(problem);
    }
}
