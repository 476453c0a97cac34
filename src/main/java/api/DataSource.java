package api;

/**
 * Where a feed's data comes from, told to everyone who looks at it.
 *
 * @param feed the feed's name
 * @param address what it is connected to, without credentials
 */
public record DataSource(String feed, Kind kind, String address) {

    /** How far what is shown can be taken for the market. */
    public enum Kind {
        /** A real exchange. */
        LIVE,
        /** The built-in simulator's random walk. */
        SIMULATED,
        /** Recorded frames of a real exchange, played again by the simulator. */
        REPLAYED
    }
}
