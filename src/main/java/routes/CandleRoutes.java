package routes;

import candles.CandleEngine;
import java.util.List;
import market.Candle;
import market.CandleJson;
import org.apache.camel.Exchange;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;

/** The log's trades, in batches → candles and offsets in one transaction → closed candles to the log, all to watchers. */
@Component
class CandleRoutes extends EndpointRouteBuilder {

    /** How often candles of quiet partitions are looked at, ms. */
    private static final int IDLE_CHECK_MS = 2_000;

    private final CandleEngine engine;

    CandleRoutes(CandleEngine engine) {
        this.engine = engine;
    }

    @Override
    public void configure() {
        from(LogEndpoints.ticksInBatches(this))
                .routeId(RouteIds.CANDLES)
                .routeDescription("Trades of the log, folded into candles and stored with their offsets")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.DURABLE)
                .process(CandleRoutes::decode)
                .split(simple("${body.rejected}"))
                .to(direct(RouteIds.DEAD_LETTER))
                .end()
                .split(simple("${body.partitions}"))
                .bean(engine, "apply")
                .to(direct(RouteIds.CANDLES_PUBLISH));

        from(timer(RouteIds.CANDLES_IDLE).period(IDLE_CHECK_MS))
                .routeId(RouteIds.CANDLES_IDLE)
                .routeDescription("Closes candles that no further trade will close")
                .routeGroup(RouteIds.ENGINE)
                .bean(engine, "closeIdle")
                .to(direct(RouteIds.CANDLES_PUBLISH));

        from(direct(RouteIds.CANDLES_PUBLISH))
                .routeId(RouteIds.CANDLES_PUBLISH)
                .routeDescription("Stored candles: all to those who watch, the closed ones to the log")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.DURABLE)
                .to(LiveEndpoints.toCandleUpdates(this))
                .split(body())
                .filter(exchange -> !exchange.getMessage().getBody(Candle.class).isOpen())
                .process(CandleRoutes::writeCandle)
                .to(LogEndpoints.candles(this));
    }

    @SuppressWarnings("unchecked")
    private static void decode(Exchange exchange) {
        exchange.getMessage().setBody(DecodedTicks.of(exchange.getMessage().getBody(List.class)));
    }

    private static void writeCandle(Exchange exchange) {
        Candle candle = exchange.getMessage().getBody(Candle.class);
        exchange.getMessage().setHeader(KafkaConstants.KEY, candle.key().instrument());
        exchange.getMessage().setBody(CandleJson.write(candle));
    }
}
