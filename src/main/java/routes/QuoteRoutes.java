package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.http;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.https;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.timer;

import feeds.Frames;
import feeds.PollHttp;
import feeds.Poller;
import feeds.RawFrame;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.builder.EndpointProducerBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.stereotype.Component;

/**
 * A venue's HTTP API, asked again and again → quotes → the log; one route a polled feed. When it is asked is decided by its
 * {@link Poller}, each second anew, so nothing waits in a route.
 */
@Component
class QuoteRoutes extends RouteBuilder {

    private static final long TICK_MS = 1_000;

    /** From the request to the last byte of the answer; venues take below one second. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Exchange property: the {@link RawFrame} that is read. */
    static final String FRAME = "souk.frame";

    private final Frames frames = new Frames();
    private final List<Poller> pollers;
    private final Clock clock;

    QuoteRoutes(List<Poller> pollers, Clock clock) {
        this.pollers = pollers;
        this.clock = clock;
    }

    @Override
    public void configure() {
        for (Poller poller : pollers) {
            String name = poller.feed().name();
            FilterDefinition due = from(timer(RouteIds.FEED + name).delay(0).period(TICK_MS))
                    .routeId(RouteIds.FEED + name)
                    .routeDescription("Quotes of " + name + ", asked for when it is time, into the log")
                    .routeGroup(RouteIds.FEEDS)
                    .routeConfigurationId(Errors.POLL)
                    .routePolicy(new TellsPoller(poller))
                    .filter(exchange -> poller.tick());
            due.setProperty(DeadLetters.SOURCE, constant(name))
                    .process(exchange -> prepare(exchange, poller))
                    .to(api(poller.request()))
                    .process(exchange -> toFrame(exchange, poller))
                    .setProperty(FRAME, body())
                    .process(this::read);
            FrameSteps.append(due, clock);
        }
    }

    private EndpointProducerBuilder api(URI request) {
        String path = request.getRawAuthority() + request.getRawPath();
        return ("https".equals(request.getScheme()) ? https(path) : http(path))
                .throwExceptionOnFailure(false)
                .advanced()
                .httpClientOptions("connectTimeout", CONNECT_TIMEOUT.toMillis())
                .httpClientOptions("responseTimeout", ANSWER_TIMEOUT.toMillis())
                .httpClientConfigurer(new PollHttp(ANSWER_TIMEOUT));
    }

    private static void prepare(Exchange exchange, Poller poller) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                Exception failure = done.getException() != null
                        ? done.getException()
                        : done.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
                if (failure == null) {
                    poller.succeeded();
                } else {
                    poller.failed(failure);
                }
            }
        });
        Message request = exchange.getMessage();
        request.setHeader(HttpConstants.HTTP_METHOD, "GET");
        request.setHeader(HttpConstants.HTTP_QUERY, poller.request().getRawQuery());
        request.setHeader("Accept", "application/json");
        poller.headers().forEach(request::setHeader);
    }

    private static void toFrame(Exchange exchange, Poller poller) {
        Message answer = exchange.getMessage();
        int status = answer.getHeader(HttpConstants.HTTP_RESPONSE_CODE, Integer.class);
        String retryAfter = answer.getHeader("Retry-After", String.class);
        byte[] body = Objects.requireNonNullElse(answer.getBody(byte[].class), new byte[0]);
        // What a venue sends in its headers must not become the headers of records.
        answer.removeHeaders("*");
        answer.setBody(poller.answered(status, retryAfter, body));
    }

    private void read(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setBody(frames.read(message.getBody(RawFrame.class)));
    }

    /** Whether a feed runs is what its route says, whoever started or stopped that. */
    private static final class TellsPoller extends RoutePolicySupport {

        private final Poller poller;

        TellsPoller(Poller poller) {
            this.poller = poller;
        }

        @Override
        public void onStart(Route route) {
            poller.started();
        }

        @Override
        public void onResume(Route route) {
            poller.started();
        }

        @Override
        public void onSuspend(Route route) {
            poller.stopped();
        }

        @Override
        public void onStop(Route route) {
            poller.stopped();
        }
    }
}
