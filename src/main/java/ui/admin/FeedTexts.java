package ui.admin;

import java.util.Locale;
import market.FeedState;

/** How the console speaks of feeds. */
final class FeedTexts {

    private FeedTexts() {}

    static String state(FeedState state) {
        return switch (state) {
            case CONNECTING -> "Connecting";
            case LIVE -> "Live";
            case STALE -> "Stale";
            case BACKING_OFF -> "Backing off";
            case STOPPED -> "Stopped";
        };
    }

    /** The theme's class; the words beside it say the same. */
    static String stateClass(FeedState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
