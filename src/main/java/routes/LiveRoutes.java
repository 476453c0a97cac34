package routes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import market.Candle;
import market.CandleJson;
import org.apache.camel.Exchange;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.redis.RedisConstants;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import storage.LatestTrades;

/** What happens now, for those who watch: last trades into Redis, trades and candles published to every replica. */
@Component
class LiveRoutes extends EndpointRouteBuilder {

    private final Duration latestTtl;

    LiveRoutes(@Value("${souk.live.latest-ttl:300s}") Duration latestTtl) {
        this.latestTtl = latestTtl;
    }

    @Override
    public void configure() {
        from(LogEndpoints.ticksNow(this))
                .routeId(RouteIds.TRADES_LIVE)
                .routeDescription("Trades of the log: the latest of each instrument, and every one published")
                .routeGroup(RouteIds.LIVE)
                .routeConfigurationId(Errors.TRANSIENT)
                .convertBodyTo(String.class, "UTF-8")
                .process(LiveRoutes::keyOfLatest)
                .setHeader(RedisConstants.VALUE, body())
                .setHeader(RedisConstants.TIMEOUT, constant(latestTtl.toSeconds()))
                .to(LiveEndpoints.redis(this, "SETEX"))
                .setHeader(RedisConstants.CHANNEL, constant(LiveEndpoints.TRADES_CHANNEL))
                .setHeader(RedisConstants.MESSAGE, header(RedisConstants.VALUE))
                .to(LiveEndpoints.redis(this, "PUBLISH"));

        from(LiveEndpoints.queuedCandles(this))
                .routeId(RouteIds.CANDLES_LIVE)
                .routeDescription("Candles that changed, the open ones too, published")
                .routeGroup(RouteIds.LIVE)
                .routeConfigurationId(Errors.TRANSIENT)
                .setHeader(RedisConstants.CHANNEL, constant(LiveEndpoints.CANDLES_CHANNEL))
                .process(LiveRoutes::candleMessage)
                .to(LiveEndpoints.redis(this, "PUBLISH"));
    }

    private static void keyOfLatest(Exchange exchange) {
        String instrument = exchange.getMessage().getHeader(KafkaConstants.KEY, String.class);
        exchange.getMessage().setHeader(RedisConstants.KEY, LatestTrades.key(instrument));
    }

    private static void candleMessage(Exchange exchange) {
        Candle candle = exchange.getMessage().getBody(Candle.class);
        exchange.getMessage()
                .setHeader(RedisConstants.MESSAGE, new String(CandleJson.write(candle), StandardCharsets.UTF_8));
    }
}
