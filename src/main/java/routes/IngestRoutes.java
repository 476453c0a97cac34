package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.direct;

import api.Ingest;
import api.ProblemException;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.stereotype.Component;

/** Trades that are pushed over REST → the log; answered when the broker has acknowledged them. */
@Component
class IngestRoutes extends RouteBuilder {

    /** Exchange property: the {@link Ingest.Batch}. */
    private static final String BATCH = "souk.batch";

    /** Batches that wait for the log at a time, so that one that is away takes no more of the threads of the REST edge. */
    private static final int TURNS = 4;

    private final Semaphore turns = new Semaphore(TURNS);
    private final Ingest ingest;
    private final Clock clock;

    IngestRoutes(Ingest ingest, Clock clock) {
        this.ingest = ingest;
        this.clock = clock;
    }

    @Override
    public void configure() {
        from(direct(RouteIds.REST_INGEST))
                .routeId(RouteIds.REST_INGEST)
                .routeDescription("Trades from outside, into the log")
                .routeGroup(RouteIds.EDGES)
                .routeConfigurationId(Errors.REQUEST)
                .process(this::read)
                .filter(exchange -> !batch(exchange).trades().isEmpty())
                // The first alone: whether the log is there is known after one wait for it, not after one a trade.
                .process(exchange -> records(exchange, 0, 1))
                .to(LogEndpoints.ticksInTime())
                .filter(exchange -> batch(exchange).trades().size() > 1)
                .process(exchange ->
                        records(exchange, 1, batch(exchange).trades().size()))
                .to(LogEndpoints.ticksInTime())
                .end()
                .end()
                .process(exchange ->
                        exchange.getMessage().setBody(batch(exchange).answer()))
                .to(direct(RouteIds.REST_ANSWER));
    }

    /** The client's headers end here: some would tell the producer where to write, and all would stand in the records. */
    private void read(Exchange exchange) {
        if (!turns.tryAcquire()) {
            throw ProblemException.unavailable(
                    "Other batches wait for the log. Nothing of this one was written: send it again in a moment.");
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                turns.release();
            }
        });
        Message request = exchange.getMessage();
        byte[] body = request.getBody(byte[].class);
        request.removeHeaders("*");
        exchange.setProperty(BATCH, ingest.read(body == null ? new byte[0] : body));
    }

    private void records(Exchange exchange, int from, int to) {
        exchange.getMessage()
                .setBody(LogRecord.of(
                        exchange.getContext(), batch(exchange).trades().subList(from, to), clock));
    }

    private static Ingest.Batch batch(Exchange exchange) {
        return exchange.getProperty(BATCH, Ingest.Batch.class);
    }
}
