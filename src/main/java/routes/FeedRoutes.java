package routes;

import feeds.DecodedFrame;
import feeds.Feed;
import feeds.FeedMonitor;
import feeds.FeedOutage;
import feeds.Frames;
import feeds.RawFrame;
import java.time.Clock;
import java.util.List;
import market.MarketEvent;
import market.MarketEventJson;
import market.Quote;
import market.QuoteJson;
import org.apache.camel.Exchange;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;
import storage.ReportedGaps;

/** Exchange WebSocket → trades → the log; one route a feed, all of one template. */
@Component
class FeedRoutes extends EndpointRouteBuilder {

    private static final String TEMPLATE = "feed";

    /** Exchange property: the {@link RawFrame} that is read. */
    private static final String FRAME = "souk.frame";

    /** Exchange property: what it said. */
    private static final String DECODED = "souk.decoded";

    private final List<FeedMonitor> feeds;
    private final ReportedGaps gaps;
    private final Clock clock;

    FeedRoutes(List<FeedMonitor> feeds, ReportedGaps gaps, Clock clock) {
        this.feeds = feeds;
        this.gaps = gaps;
        this.clock = clock;
    }

    @Override
    public void configure() {
        routeTemplate(TEMPLATE)
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
                .to(seda(RouteIds.FEED_EVENTS))
                .otherwise()
                .setProperty(FRAME, body())
                .bean(new Frames(), "decode")
                .setProperty(DECODED, body())
                .filter(exchange -> !decoded(exchange).quotes().isEmpty())
                .split()
                .exchange(exchange -> decoded(exchange).quotes())
                .process(FeedRoutes::toQuoteRecord)
                .to(LogEndpoints.quotes(this))
                .end()
                .end()
                .filter(exchange -> !decoded(exchange).faults().isEmpty())
                .split()
                .exchange(FeedRoutes::faults)
                .to(direct(RouteIds.DEAD_LETTER))
                .end()
                .end()
                .split()
                .exchange(exchange -> decoded(exchange).trades())
                .process(new TickMessage(clock))
                .to(LogEndpoints.ticks(this))
                .end()
                .end();

        for (FeedMonitor monitor : feeds) {
            Feed feed = monitor.feed();
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
                .to(LogEndpoints.marketEvents(this));
    }

    private static void toQuoteRecord(Exchange exchange) {
        Quote quote = exchange.getMessage().getBody(Quote.class);
        LogRecord.write(exchange.getMessage(), quote.instrument(), QuoteJson.write(quote));
    }

    private static void toRecord(Exchange exchange) {
        MarketEvent event = exchange.getMessage().getBody(MarketEvent.class);
        LogRecord.write(exchange.getMessage(), event.key(), MarketEventJson.write(event));
    }

    private static DecodedFrame decoded(Exchange exchange) {
        return exchange.getProperty(DECODED, DecodedFrame.class);
    }

    /** Each of them names its reason, and shows the frame that it is in. */
    private static List<DeadLetter> faults(Exchange exchange) {
        byte[] frame = exchange.getProperty(FRAME, RawFrame.class).bytes();
        String source = exchange.getProperty(DeadLetters.SOURCE, String.class);
        return decoded(exchange).faults().stream()
                .map(fault -> new DeadLetter(source, fault, frame))
                .toList();
    }
}
