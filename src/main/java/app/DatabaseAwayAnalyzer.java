package app;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences that the database could not be reached at the start. Registered in spring.factories. */
class DatabaseAwayAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** SQLSTATE class 08: connection exceptions; class 28: the server refused name or password; 3D: no such database. */
    private static final Set<String> CLASSES = Set.of("08", "28", "3D");

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String state = cause.getSQLState();
        if (state == null || state.length() < 2 || !CLASSES.contains(state.substring(0, 2))) {
            return null;
        }
        return new FailureAnalysis(
                "The database cannot be used: " + cause.getMessage(),
                "Check spring.datasource.url, spring.datasource.username and spring.datasource.password, and that the"
                        + " server is up; without spring.datasource.url Souk starts one of its own.",
                cause);
    }
}
