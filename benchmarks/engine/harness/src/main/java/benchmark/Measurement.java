package benchmark;

/**
 * One pass of one engine.
 *
 * @param tradesPerSecond from the first trade after the warm-up to the last
 * @param engineMicros CPU time a trade of the engine's process
 * @param postgresMicros CPU time a trade of all processes of Postgres
 * @param brokerMicros CPU time a trade of the broker
 * @param rowsPerSecond rows that Postgres inserted or updated, over the whole pass
 * @param transactionsPerSecond over the whole pass
 * @param othersShare how much of the machine's CPU time other programs took meanwhile, 0 to 1
 * @param complete whether the whole log was counted in the time that a pass has
 */
record Measurement(
        String engine,
        int instruments,
        double tradesPerSecond,
        double engineMicros,
        double postgresMicros,
        double brokerMicros,
        double rowsPerSecond,
        double transactionsPerSecond,
        double othersShare,
        boolean complete) {}
