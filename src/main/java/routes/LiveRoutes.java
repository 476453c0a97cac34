package routes;

import java.time.Clock;
import java.util.List;
import market.Trade;
import market.TradeJson;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.redis.RedisConstants;
import org.springframework.stereotype.Component;
import storage.LatestTrades;

/** What happens now, for those who watch: last trades into Redis, trades and candles published to every replica. */
@Component
class LiveRoutes extends RouteBuilder {

    /**
     * How often changed candles are published, ms. Every trade changes one a configured interval, so a busy market would
     * otherwise send more candles than trades; a chart is drawn less often than this.
     */
    private static final long CANDLES_INTERVAL_MS = 100;

    private final LatestTrades latest;
    private final Clock clock;

    LiveRoutes(LatestTrades latest, Clock clock) {
        this.latest = latest;
        this.clock = clock;
    }

    @Override
    public void configure() {
        from(LogEndpoints.ticksNow())
                .routeId(RouteIds.TRADES_LIVE)
                .routeDescription(
                        "Trades of the log, a poll at a time: published, and the last of each instrument kept")
                .routeGroup(RouteIds.LIVE)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(new FreshTrades(clock))
                .filter(exchange -> !trades(exchange).isEmpty())
                .setHeader(RedisConstants.CHANNEL, constant(LiveEndpoints.TRADES_CHANNEL))
                .setHeader(RedisConstants.MESSAGE)
                .exchange(exchange -> Lines.join(trades(exchange), TradeJson::write))
                .to(LiveEndpoints.redis("PUBLISH"))
                .bean(latest, "keep");

        from(LiveEndpoints.queuedCandles())
                .routeId(RouteIds.CANDLES_LIVE)
                .routeDescription("Candles that changed, the open ones too, published ten times a second")
                .routeGroup(RouteIds.LIVE)
                .routeConfigurationId(Errors.TRANSIENT)
                .aggregate(constant(true), new ChangedCandles())
                .completionInterval(CANDLES_INTERVAL_MS)
                .setHeader(RedisConstants.CHANNEL, constant(LiveEndpoints.CANDLES_CHANNEL))
                .setHeader(RedisConstants.MESSAGE)
                .exchange(exchange ->
                        Lines.joinTexts(ChangedCandles.candles(exchange).values(), PublishedCandle::write))
                .to(LiveEndpoints.redis("PUBLISH"));
    }

    @SuppressWarnings("unchecked")
    private static List<Trade> trades(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }
}
