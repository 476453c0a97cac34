package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.seda;

import feeds.Feed;
import feeds.FeedMonitor;
import feeds.FeedOutage;
import feeds.FrameBatch;
import feeds.Frames;
import java.time.Clock;
import java.util.List;
import market.MarketEvent;
import market.MarketEventJson;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ChoiceDefinition;
import org.springframework.stereotype.Component;
import storage.ReportedGaps;

/** Exchange WebSocket → trades → the log; one route a feed, all of one template. */
@Component
class FeedRoutes extends RouteBuilder {

    private static final String TEMPLATE = "feed";

    private final Frames frames = new Frames();
    private final List<Feed> feeds;
    private final ReportedGaps gaps;
    private final Clock clock;

    FeedRoutes(List<FeedMonitor> feeds, ReportedGaps gaps, Clock clock) {
        this.feeds = feeds.stream()
                .map(FeedMonitor::feed)
                .filter(feed -> !feed.isPolled())
                .toList();
        this.gaps = gaps;
        this.clock = clock;
    }

    @Override
    public void configure() {
        ChoiceDefinition told = routeTemplate(TEMPLATE)
                .templateParameter("feed")
                .templateParameter("socket")
                .from("vertx-websocket:{{socket}}feed={{feed}}&consumeAsClient=true")
                .routeDescription("Trades and quotes of {{feed}}, decoded, into the log")
                .routeGroup(RouteIds.FEEDS)
                .routeConfigurationId(Errors.FEED)
                .setProperty(DeadLetters.SOURCE, constant("{{feed}}"))
                .choice()
                .when(body().isInstanceOf(FeedOutage.class))
                .to(seda(RouteIds.OUTAGES))
                .when(body().isInstanceOf(MarketEvent.class))
                .to(seda(RouteIds.FEED_EVENTS));
        FrameSteps.append(told.otherwise().process(this::read), clock);

        for (Feed feed : feeds) {
            templatedRoute(TEMPLATE)
                    .routeId(RouteIds.FEED + feed.name())
                    .parameter("feed", feed.name())
                    .parameter("socket", feed.address() + (feed.address().getRawQuery() == null ? "?" : "&"));
        }

        // Behind queues: a database or a log that is away must not hold up the frames.
        from(seda(RouteIds.OUTAGES))
                .routeId(RouteIds.OUTAGES)
                .routeDescription("What may be missing because a feed was not heard, told to the candle engine")
                .routeGroup(RouteIds.FEEDS)
                .routeConfigurationId(Errors.DURABLE)
                .process(exchange -> exchange.getMessage()
                        .setBody(exchange.getMessage().getBody(FeedOutage.class).gaps()))
                .bean(gaps, "report");

        from(seda(RouteIds.FEED_EVENTS))
                .routeId(RouteIds.FEED_EVENTS)
                .routeDescription("What happens to feeds, into the log")
                .routeGroup(RouteIds.FEEDS)
                .routeConfigurationId(Errors.DURABLE)
                .process(FeedRoutes::toRecord)
                .to(LogEndpoints.marketEvents());
    }

    private void read(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setBody(frames.read(message.getBody(FrameBatch.class)));
    }

    private static void toRecord(Exchange exchange) {
        MarketEvent event = exchange.getMessage().getBody(MarketEvent.class);
        LogRecord.write(exchange.getMessage(), event.key(), MarketEventJson.write(event));
    }
}
