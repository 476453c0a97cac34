package ui.admin;

import java.util.Locale;
import ops.RouteAction;
import ops.RouteStatus;

/** How the console speaks of routes. */
final class RouteTexts {

    private RouteTexts() {}

    static String state(RouteStatus.State state) {
        return switch (state) {
            case STARTING -> "Starting";
            case STARTED -> "Started";
            case SUSPENDED -> "Suspended";
            case STOPPED -> "Stopped";
        };
    }

    static String stateClass(RouteStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String button(RouteAction action) {
        return switch (action) {
            case START -> "Start";
            case STOP -> "Stop";
            case SUSPEND -> "Suspend";
            case RESUME -> "Resume";
        };
    }

    static String underWay(RouteAction action) {
        return switch (action) {
            case START -> "Starting…";
            case STOP -> "Stopping…";
            case SUSPEND -> "Suspending…";
            case RESUME -> "Resuming…";
        };
    }

    static String done(RouteAction action) {
        return switch (action) {
            case START -> "started";
            case STOP -> "stopped";
            case SUSPEND -> "suspended";
            case RESUME -> "resumed";
        };
    }

    /** What will happen, for somebody who has to decide. */
    static String consequence(RouteAction action) {
        return switch (action) {
            case START -> "It takes up its work again where it left off.";
            case STOP ->
                "What it is working on is finished first, for up to 20 s. Then it takes nothing new and lets go"
                        + " of its connections, and what comes after it goes without, until somebody starts it again.";
            case SUSPEND ->
                "It takes nothing new but keeps its connections, until somebody resumes it. What it is working"
                        + " on is finished first, for up to 20 s.";
            case RESUME -> "It takes up its work again at once.";
        };
    }
}
