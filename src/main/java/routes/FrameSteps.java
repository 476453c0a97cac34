package routes;

import feeds.DecodedFrame;
import feeds.Frames;
import feeds.RawFrame;
import java.time.Clock;
import java.util.List;
import market.Quote;
import market.QuoteJson;
import org.apache.camel.Exchange;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.model.ProcessorDefinition;

/** What every feed does with a {@link RawFrame}, however it came: decodes it, and its trades and quotes go into the log. */
final class FrameSteps {

    /** Exchange property: the {@link RawFrame} that is read. */
    static final String FRAME = "souk.frame";

    /** Exchange property: what it said. */
    private static final String DECODED = "souk.decoded";

    private FrameSteps() {}

    /**
     * @param route with the frame in the body, and the feed's name in {@link DeadLetters#SOURCE}
     * @param routes whose route it is
     */
    static void append(ProcessorDefinition<?> route, EndpointRouteBuilder routes, Clock clock) {
        route.setProperty(FRAME, routes.body())
                .bean(new Frames(), "decode")
                .setProperty(DECODED, routes.body())
                .filter(exchange -> !decoded(exchange).quotes().isEmpty())
                .split()
                .exchange(exchange -> decoded(exchange).quotes())
                .process(FrameSteps::toQuoteRecord)
                .to(LogEndpoints.quotes(routes))
                .end()
                .end()
                .filter(exchange -> !decoded(exchange).faults().isEmpty())
                .split()
                .exchange(FrameSteps::faults)
                .to(routes.direct(RouteIds.DEAD_LETTER))
                .end()
                .end()
                .split()
                .exchange(exchange -> decoded(exchange).trades())
                .process(new TickMessage(clock))
                .to(LogEndpoints.ticks(routes))
                .end();
    }

    private static void toQuoteRecord(Exchange exchange) {
        Quote quote = exchange.getMessage().getBody(Quote.class);
        LogRecord.write(exchange.getMessage(), quote.instrument(), QuoteJson.write(quote));
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
