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
        LIVE("real"),
        /** The built-in simulator's random walk. */
        SIMULATED("simulated"),
        /** Recorded frames of a real exchange, played again. */
        REPLAYED("replayed");

        private final String adjective;

        Kind(String adjective) {
            this.adjective = adjective;
        }

        /** The word for its trades. */
        public String adjective() {
            return adjective;
        }
    }
}
