package routes;

import feeds.Feed;
import feeds.FeedOutage;
import feeds.Frames;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import storage.ReportedGaps;

/** Exchange WebSocket → trades → the log. */
@Component
class FeedRoutes extends EndpointRouteBuilder {

    private static final Logger log = LoggerFactory.getLogger(FeedRoutes.class);

    private final List<Feed> feeds;
    private final ReportedGaps gaps;
    private final Clock clock;

    FeedRoutes(List<Feed> feeds, ReportedGaps gaps, Clock clock) {
        this.feeds = feeds;
        this.gaps = gaps;
        this.clock = clock;
    }

    @Override
    public void configure() {
        for (Feed feed : feeds) {
            from("vertx-websocket:" + feed.address() + "&consumeAsClient=true&reconnectInterval=1000")
                    .routeId(RouteIds.FEED + feed.name())
                    .routeDescription("Trades of " + feed.name() + ", decoded, into the log")
                    .routeGroup(RouteIds.FEEDS)
                    .routeConfigurationId(Errors.FEED)
                    .setProperty(DeadLetters.SOURCE, constant(feed.name()))
                    .filter(body().isInstanceOf(FeedOutage.class))
                    .process(exchange -> tellGaps(exchange, feed))
                    .to(seda(RouteIds.OUTAGES))
                    .stop()
                    .end()
                    .bean(new Frames(feed.decoder(), clock), "decode")
                    .split(body())
                    .process(new TickMessage(clock))
                    .to(LogEndpoints.ticks(this));
        }

        // Behind a queue: a database that is away must not hold up the frames.
        from(seda(RouteIds.OUTAGES))
                .routeId(RouteIds.OUTAGES)
                .routeDescription("What may be missing because a feed was down, told to the candle engine")
                .routeGroup(RouteIds.FEEDS)
                .routeConfigurationId(Errors.DURABLE)
                .bean(gaps, "report");
    }

    private static void tellGaps(Exchange exchange, Feed feed) {
        FeedOutage outage = exchange.getMessage().getBody(FeedOutage.class);
        log.warn("Feed {} was down from {} to {}", feed.name(), outage.from(), outage.to());
        exchange.getMessage().setBody(outage.gaps(feed.instruments()));
    }
}
