package routes;

import api.MarketQueries;
import api.Problem;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.dataformat.JsonDataFormat;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The REST edge: {@code openapi.yaml} is the contract, each of its operations is a route {@code direct:operationId}. */
@Component
class RestRoutes extends EndpointRouteBuilder {

    private static final String CONTRACT = "openapi.yaml";
    private static final String SYMBOL = "symbol";
    private static final String JSON = "application/json";

    private final MarketQueries queries;

    RestRoutes(MarketQueries queries) {
        this.queries = queries;
    }

    @Override
    public void configure() {
        restConfiguration().component("platform-http");
        getContext()
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .addModelLifecycleStrategy(new Described());
        rest().openApi().specification(CONTRACT).routeId(RouteIds.REST).missingOperation("fail");

        operation(RouteIds.REST_INSTRUMENTS, "All instruments", "instrumentAnswers");
        operation(
                RouteIds.REST_LATEST,
                "The last trade of an instrument and its last 24 hours",
                "latest(${header.symbol})");
        operation(
                RouteIds.REST_HISTORICAL,
                "Candles of an instrument",
                "historical(${header.symbol}, ${header.interval}, ${header.from}, ${header.to}, ${header.limit}, ${header.cursor})");

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

    /** Leaves the content type alone: it says whether this is an answer or a problem. */
    private static JsonDataFormat answerFormat() {
        JsonDataFormat json = new JsonDataFormat(JsonLibrary.Jackson);
        json.setContentTypeHeader("false");
        return json;
    }

    private void operation(String operationId, String description, String query) {
        from(direct(operationId))
                .routeId(operationId)
                .routeDescription(description)
                .routeGroup(RouteIds.EDGES)
                .routeConfigurationId(Errors.REQUEST)
                .process(RestRoutes::decodeSymbol)
                .bean(queries, query)
                .to(direct(RouteIds.REST_ANSWER));
    }

    /** Camel takes path parameters as they stand in the URL: {@code binance%3ABTC-USDT}. */
    private static void decodeSymbol(Exchange exchange) {
        String symbol = exchange.getMessage().getHeader(SYMBOL, String.class);
        if (symbol != null) {
            exchange.getMessage().setHeader(SYMBOL, UriUtils.decode(symbol, StandardCharsets.UTF_8));
        }
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

    /** Gives the route that the REST DSL makes what the DSL has no words for. */
    private static final class Described extends ModelLifecycleStrategySupport {

        @Override
        public void onAddRouteDefinition(RouteDefinition route) {
            if (RouteIds.REST.equals(route.getRouteId())) {
                route.routeDescription("Requests, handed to the route of their operation")
                        .routeGroup(RouteIds.EDGES);
            }
        }
    }
}
