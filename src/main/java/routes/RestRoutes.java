package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.direct;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.platformHttp;

import api.Actor;
import api.AlertQueries;
import api.AlertRules;
import api.FeedQueries;
import api.ForecastQueries;
import api.IndicatorQueries;
import api.MarketQueries;
import api.Problem;
import api.PulseQueries;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.dataformat.JsonDataFormat;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The REST edge: {@code openapi.yaml} is the contract, each of its operations is a route {@code direct:operationId}. */
@Component
class RestRoutes extends RouteBuilder {

    private static final String CONTRACT = "openapi.yaml";
    private static final String SYMBOL = "symbol";
    private static final String JSON = "application/json";

    private final MarketQueries queries;
    private final SimulatorControl simulator;
    private final FeedQueries feeds;
    private final IndicatorQueries indicators;
    private final ForecastQueries forecasts;
    private final PulseQueries pulse;
    private final AlertQueries alerts;
    private final AlertRules rules;

    RestRoutes(
            MarketQueries queries,
            IndicatorQueries indicators,
            ForecastQueries forecasts,
            PulseQueries pulse,
            FeedQueries feeds,
            AlertQueries alerts,
            AlertRules rules,
            SimulatorControl simulator) {
        this.queries = queries;
        this.indicators = indicators;
        this.forecasts = forecasts;
        this.pulse = pulse;
        this.feeds = feeds;
        this.alerts = alerts;
        this.rules = rules;
        this.simulator = simulator;
    }

    @Override
    public void configure() {
        restConfiguration().component("platform-http");
        ((ModelCamelContext) getContext()).addModelLifecycleStrategy(new DescribeRest());
        rest().openApi().specification(CONTRACT).routeId(RouteIds.REST).missingOperation("fail");

        operation(RouteIds.REST_INSTRUMENTS, "All instruments", request -> queries.instrumentAnswers());
        operation(
                RouteIds.REST_LATEST,
                "The last trade of an instrument and its last 24 hours",
                request -> queries.latest(parameter(request, SYMBOL)));
        operation(
                RouteIds.REST_HISTORICAL,
                "Candles of an instrument",
                request -> queries.historical(
                        parameter(request, SYMBOL),
                        parameter(request, "interval"),
                        parameter(request, "from"),
                        parameter(request, "to"),
                        parameter(request, "limit"),
                        parameter(request, "cursor")));

        operation(RouteIds.REST_PULSE, "What each instrument and the whole market do", request -> pulse.answer());
        operation(
                RouteIds.REST_PULSE_HISTORY,
                "What an instrument did, window by window",
                request -> pulse.history(
                        parameter(request, SYMBOL),
                        parameter(request, "from"),
                        parameter(request, "to"),
                        parameter(request, "limit"),
                        parameter(request, "cursor")));
        operation(
                RouteIds.REST_INDICATORS,
                "Values of an indicator",
                request -> indicators.indicators(
                        parameter(request, SYMBOL),
                        parameter(request, "interval"),
                        parameter(request, "name"),
                        parameter(request, "params"),
                        parameter(request, "from"),
                        parameter(request, "to"),
                        parameter(request, "limit"),
                        parameter(request, "cursor")));
        operation(
                RouteIds.REST_FORECAST,
                "Where a price may go, an experiment",
                request -> forecasts.forecast(
                        parameter(request, SYMBOL), parameter(request, "interval"), parameter(request, "horizon")));

        operation(RouteIds.REST_FEEDS, "How the feeds are doing", request -> feeds.feeds());
        operation(RouteIds.REST_SIMULATOR, "What the simulator does", request -> simulator.state());
        operation(
                RouteIds.REST_SIMULATOR_RATE,
                "Another rate of the simulator",
                request -> simulator.change(request.getBody(InputStream.class), Actor.name()));
        operation(
                RouteIds.REST_SIMULATOR_PROFILE,
                "Another profile of a simulated instrument",
                request ->
                        simulator.change(parameter(request, SYMBOL), request.getBody(InputStream.class), Actor.name()));
        operation(
                RouteIds.REST_RECORD_FEED,
                "Records the frames of a feed, or stops doing so",
                request -> feeds.record(parameter(request, "feed"), request.getBody(InputStream.class)));

        operation(RouteIds.REST_ALERTS, "Alerts", request -> alerts.alerts(wanted(request)));
        operation(RouteIds.REST_ALERTS_OF, "Alerts of an instrument", request -> alerts.alerts(wanted(request)));
        operation(
                RouteIds.REST_ACKNOWLEDGE,
                "Takes note of an alert",
                request -> alerts.acknowledge(parameter(request, "id"), Actor.name()));
        operation(RouteIds.REST_RULES, "The rules of alerts", request -> rules.answers());
        operation(
                RouteIds.REST_CREATE_RULE,
                "Another rule",
                request -> rules.create(request.getBody(InputStream.class), Actor.name()));
        operation(
                RouteIds.REST_CHANGE_RULE,
                "A rule, changed",
                request -> rules.change(parameter(request, "id"), request.getBody(InputStream.class), Actor.name()));
        operation(
                RouteIds.REST_DELETE_RULE,
                "A rule, deleted",
                request -> rules.delete(parameter(request, "id"), Actor.name()));

        from(direct(RouteIds.REST_ANSWER))
                .routeId(RouteIds.REST_ANSWER)
                .routeDescription("An answer, or the problem instead, as JSON")
                .routeGroup(RouteIds.EDGES)
                .process(RestRoutes::describe)
                .marshal(answerFormat());

        from(platformHttp("/" + CONTRACT).httpMethodRestrict("GET"))
                .routeId(RouteIds.REST_CONTRACT)
                .routeDescription("The contract of the REST edge")
                .routeGroup(RouteIds.EDGES)
                .removeHeaders("*")
                .setHeader(Exchange.CONTENT_TYPE, constant("application/yaml"))
                .setBody(constant("resource:classpath:" + CONTRACT));
    }

    private static AlertQueries.Wanted wanted(Message request) {
        return new AlertQueries.Wanted(
                parameter(request, SYMBOL),
                parameter(request, "kind"),
                parameter(request, "severity"),
                parameter(request, "status"),
                parameter(request, "from"),
                parameter(request, "to"),
                parameter(request, "limit"),
                parameter(request, "cursor"));
    }

    /** Leaves the content type alone: it says whether this is an answer or a problem. */
    private static JsonDataFormat answerFormat() {
        JsonDataFormat json = new JsonDataFormat(JsonLibrary.Jackson);
        json.setContentTypeHeader("false");
        return json;
    }

    private void operation(String operationId, String description, Function<Message, Object> query) {
        from(direct(operationId))
                .routeId(operationId)
                .routeDescription(description)
                .routeGroup(RouteIds.EDGES)
                .routeConfigurationId(Errors.REQUEST)
                .process(RestRoutes::decodeSymbol)
                .process(exchange -> exchange.getMessage().setBody(query.apply(exchange.getMessage())))
                .to(direct(RouteIds.REST_ANSWER));
    }

    /** Camel takes path parameters as they stand in the URL: {@code binance%3ABTC-USDT}. */
    private static void decodeSymbol(Exchange exchange) {
        String symbol = exchange.getMessage().getHeader(SYMBOL, String.class);
        if (symbol != null) {
            exchange.getMessage().setHeader(SYMBOL, UriUtils.decode(symbol, StandardCharsets.UTF_8));
        }
    }

    /**
     * As it was sent; null if it was not. Not through a bean expression, which would take {@code null} and quotes in a
     * value for its own.
     */
    private static String parameter(Message request, String name) {
        return request.getHeader(name, String.class);
    }

    /** Says what the answer is, and takes the request's headers off it: Camel would send them back. */
    static void describe(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        if (message.getBody() instanceof Problem problem) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
            message.setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, JSON);
        }
    }

    /** Camel makes the contract's own route, and leaves no place where it could be described. */
    private static final class DescribeRest extends ModelLifecycleStrategySupport {

        @Override
        public void onAddRouteDefinition(RouteDefinition route) {
            if (RouteIds.REST.equals(route.getRouteId())) {
                route.routeDescription("Requests of the REST edge, each to its operation's route");
                route.routeGroup(RouteIds.EDGES);
            }
        }
    }
}
