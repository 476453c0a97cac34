package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.direct;

import candles.CandleWorker.Committed;
import candles.EngineSettings;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import market.LogTopics;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * The log's trades, a poll at a time → candles → with their offsets in one transaction → closed candles and gaps to the
 * log, all candles to watchers.
 */
@Component
class CandleRoutes extends RouteBuilder {

    /** Exchange property: the {@link TickPoll} of this round. */
    private static final String POLL = "souk.poll";

    /** Exchange property: what was {@link Committed}. */
    private static final String COMMITTED = "souk.committed";

    private final EngineSettings settings;

    CandleRoutes(EngineSettings settings) {
        this.settings = settings;
    }

    @Override
    public void configure() {
        from(LogEndpoints.ticksByPoll(settings.workers()))
                .routeId(RouteIds.CANDLES)
                .routeDescription("Trades of the log, folded into candles and stored with their offsets")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.DURABLE)
                .setProperty(POLL, body())
                .process(step(TickPoll::count))
                .split(body())
                .to(direct(RouteIds.DEAD_LETTER))
                .end()
                .process(step(TickPoll::merge))
                .to(direct(RouteIds.CANDLES_UPDATES))
                .process(step(TickPoll::commit))
                .setProperty(COMMITTED, body())
                .to(direct(RouteIds.CANDLES_PUBLISH))
                .process(exchange -> poll(exchange).published(committed(exchange)));

        from(direct(RouteIds.CANDLES_PUBLISH))
                .routeId(RouteIds.CANDLES_PUBLISH)
                .routeDescription(
                        "What a checkpoint stored: closed candles and gaps to the log, candles to those who watch")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.DURABLE)
                .process(exchange ->
                        exchange.getMessage().setBody(committed(exchange).closed()))
                .to(direct(RouteIds.CANDLES_UPDATES))
                .process(exchange -> exchange.getMessage().setBody(records(LogTopics.CANDLES, exchange)))
                .filter(CandleRoutes::isNotEmpty)
                .to(LogEndpoints.candles())
                .end()
                .process(exchange -> exchange.getMessage().setBody(records(LogTopics.MARKET_EVENTS, exchange)))
                .filter(CandleRoutes::isNotEmpty)
                .to(LogEndpoints.marketEvents())
                .end();

        from(direct(RouteIds.CANDLES_UPDATES))
                .routeId(RouteIds.CANDLES_UPDATES)
                .routeDescription("Candles that changed, the open ones too, to those who watch")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.TRANSIENT)
                .filter(CandleRoutes::isNotEmpty)
                .to(LiveEndpoints.candleUpdates());
    }

    /** A step of the round; the next one finds in the body what it answers. */
    private static Processor step(Function<TickPoll, Object> step) {
        return exchange -> exchange.getMessage().setBody(step.apply(poll(exchange)));
    }

    private static TickPoll poll(Exchange exchange) {
        return exchange.getProperty(POLL, TickPoll.class);
    }

    private static Committed committed(Exchange exchange) {
        return exchange.getProperty(COMMITTED, Committed.class);
    }

    private static boolean isNotEmpty(Exchange exchange) {
        return !exchange.getMessage().getBody(Collection.class).isEmpty();
    }

    /** The records that a topic is to be sent, in their order: camel-kafka sends them together and waits once. */
    private static List<Message> records(String topic, Exchange exchange) {
        return committed(exchange).published().values().stream()
                .flatMap(published -> published.publications().stream())
                .filter(publication -> publication.topic().equals(topic))
                .map(publication -> LogRecord.of(exchange.getContext(), publication.key(), publication.payload()))
                .toList();
    }
}
