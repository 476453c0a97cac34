package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.direct;

import candles.Rebuild;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** A request to compute candles again → the log, read beside the workers → candles in the stored ones' place → a report. */
@Component
class RebuildRoutes extends RouteBuilder {

    private final Rebuild rebuild;

    RebuildRoutes(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public void configure() {
        // Nobody tries again but who asked: nothing was changed if it failed.
        from(direct(RouteIds.REBUILD))
                .routeId(RouteIds.REBUILD)
                .routeDescription(
                        "An instrument's candles, computed again from the log and put in the stored ones' place")
                .routeGroup(RouteIds.ENGINE)
                .errorHandler(noErrorHandler())
                .bean(rebuild, "rebuild");
    }
}
