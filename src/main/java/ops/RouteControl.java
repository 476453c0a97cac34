package ops;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.springframework.stereotype.Service;
import storage.AuditStore;

/**
 * Shows and steers the routes of this process. Every attempt to steer leaves an audit row, also one that failed. Safe
 * for any thread; a stop waits for the route's exchanges, but no longer than {@link #STOP_TIMEOUT}.
 */
@Service
public class RouteControl {

    /** Long enough for a batch to be committed, short enough that somebody will wait for it before a screen. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final CamelContext camel;
    private final AuditStore audit;

    public RouteControl(CamelContext camel, AuditStore audit) {
        this.camel = camel;
        this.audit = audit;
    }

    /** All routes, by group and id. */
    public List<RouteStatus> routes() {
        return camel.getRoutes().stream()
                .map(this::status)
                .sorted(Comparator.comparing(RouteStatus::group).thenComparing(RouteStatus::id))
                .toList();
    }

    /**
     * Does something to a route and waits until it is done.
     *
     * @param actor the name of the user who asked for it
     * @throws RouteControlException if it could not be done
     */
    public void control(String routeId, RouteAction action, String actor) {
        try {
            perform(routeId, action);
        } catch (Exception e) {
            audit.add(actor, "route." + action.verb(), routeId, "failed: " + e.getMessage());
            throw new RouteControlException(
                    "Route '" + routeId + "' could not be told to " + action.verb() + ": " + e.getMessage(), e);
        }
        audit.add(actor, "route." + action.verb(), routeId, "ok");
    }

    private void perform(String routeId, RouteAction action) throws Exception {
        Route route = camel.getRoute(routeId);
        if (route == null) {
            throw new IllegalArgumentException("there is no such route");
        }
        if (!allowed(route, state(route)).contains(action)) {
            throw new IllegalStateException(
                    "it is " + state(route).name().toLowerCase(Locale.ROOT) + ", and can only be told to "
                            + allowed(route, state(route)).stream()
                                    .map(RouteAction::verb)
                                    .sorted()
                                    .collect(Collectors.joining(" or ")));
        }
        long timeout = STOP_TIMEOUT.toSeconds();
        switch (action) {
            case START -> camel.getRouteController().startRoute(routeId);
            case STOP -> camel.getRouteController().stopRoute(routeId, timeout, TimeUnit.SECONDS);
            case SUSPEND -> camel.getRouteController().suspendRoute(routeId, timeout, TimeUnit.SECONDS);
            case RESUME -> camel.getRouteController().resumeRoute(routeId);
        }
    }

    private RouteStatus status(Route route) {
        RouteStatus.State state = state(route);
        ManagedRouteMBean figures = camel.getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedRoute(route.getRouteId());
        try {
            return new RouteStatus(
                    route.getRouteId(),
                    Optional.ofNullable(route.getDescription()).orElse(""),
                    Optional.ofNullable(route.getGroup()).orElse(""),
                    state,
                    state == RouteStatus.State.STARTED
                            ? Optional.of(Duration.ofMillis(route.getUptimeMillis()))
                            : Optional.empty(),
                    figures.getExchangesTotal(),
                    figures.getExchangesFailed(),
                    figures.getExchangesInflight(),
                    state == RouteStatus.State.STARTED ? perSecond(figures.getThroughput()) : 0,
                    Duration.ofMillis(Math.max(0, figures.getMeanProcessingTime())),
                    allowed(route, state));
        } catch (Exception e) {
            throw new IllegalStateException("the figures of route '" + route.getRouteId() + "' cannot be read", e);
        }
    }

    /** Camel gives its load throughput as a text with two decimals, empty before the first reading. */
    private static double perSecond(String throughput) {
        return throughput == null || throughput.isBlank() ? 0 : Double.parseDouble(throughput.replace(',', '.'));
    }

    private RouteStatus.State state(Route route) {
        ServiceStatus status = camel.getRouteController().getRouteStatus(route.getRouteId());
        return switch (status) {
            case Starting, Initializing, Initialized -> RouteStatus.State.STARTING;
            case Started -> RouteStatus.State.STARTED;
            case Suspending, Suspended -> RouteStatus.State.SUSPENDED;
            case Stopping, Stopped -> RouteStatus.State.STOPPED;
        };
    }

    /** A route whose source cannot pause, as a feed's socket, can only be stopped. */
    private static Set<RouteAction> allowed(Route route, RouteStatus.State state) {
        return switch (state) {
            case STARTED ->
                route.supportsSuspension()
                        ? EnumSet.of(RouteAction.STOP, RouteAction.SUSPEND)
                        : EnumSet.of(RouteAction.STOP);
            case SUSPENDED -> EnumSet.of(RouteAction.RESUME, RouteAction.STOP);
            case STOPPED -> EnumSet.of(RouteAction.START);
            case STARTING -> EnumSet.of(RouteAction.STOP);
        };
    }
}
