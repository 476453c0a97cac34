package benchmark;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Something that folds the log of ticks into candles. */
interface Engine {

    String name();

    /**
     * Starts to read the log from its start, with nothing left of earlier passes.
     *
     * @param pass a name that no other pass has: small letters, digits and _
     */
    Running start(Stage stage, String pass) throws Exception;

    /**
     * Looks whether what it stored is what it counted; called after a pass over the whole log.
     *
     * @throws IllegalStateException if not: then the pass was no pass
     */
    default void check(Stage stage, String pass, long trades) throws SQLException {}

    /**
     * An engine at work.
     *
     * @param counted how many trades it has counted so far
     * @param database the database it writes to, if any
     */
    record Running(ChildProcess process, Counter counted, Optional<String> database) implements AutoCloseable {

        @Override
        public void close() {
            process.close();
            counted.close();
        }
    }

    /** Where an engine's progress is read, by one thread. */
    interface Counter extends LongSupplier, AutoCloseable {

        @Override
        default void close() {}
    }
}
