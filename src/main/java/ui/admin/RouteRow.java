package ui.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ops.RouteAction;
import ops.RouteStatus;
import ui.components.Numbers;

/**
 * One route in the console.
 *
 * @param underWay what it is being told to do just now, null if nothing
 */
record RouteRow(RouteStatus status, RouteAction underWay) {

    String id() {
        return status.id();
    }

    String stateText() {
        return underWay == null ? RouteTexts.state(status.state()) : RouteTexts.underWay(underWay);
    }

    String stateClass() {
        return underWay == null ? RouteTexts.stateClass(status.state()) : "starting";
    }

    String uptime() {
        return status.uptime().map(Numbers::duration).orElse("–");
    }

    String rate() {
        return String.format(Locale.ROOT, "%.1f /s", status.perSecond());
    }

    String meanTime() {
        return status.meanTime().toMillis() + " ms";
    }

    /** The names of what can be done now, in the order of {@link RouteAction}. */
    List<String> actions() {
        return Arrays.stream(RouteAction.values())
                .filter(action -> underWay == null && status.allowed().contains(action))
                .map(RouteAction::name)
                .toList();
    }
}
