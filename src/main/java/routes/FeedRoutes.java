package routes;

import feeds.Feed;
import feeds.Frames;
import java.time.Clock;
import java.util.List;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** Exchange WebSocket → trades → the log. */
@Component
class FeedRoutes extends EndpointRouteBuilder {

    private final List<Feed> feeds;
    private final Clock clock;

    FeedRoutes(List<Feed> feeds, Clock clock) {
        this.feeds = feeds;
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
                    .bean(new Frames(feed.decoder(), clock), "decode")
                    .split(body())
                    .process(new TickMessage(clock))
                    .to(LogEndpoints.ticks(this));
        }
    }
}
