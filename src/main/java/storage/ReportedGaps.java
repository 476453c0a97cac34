package storage;

import java.util.List;
import market.Gap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What feeds report to the candle engine, wherever it runs: it looks here every few seconds. Safe for any thread. */
@Repository
public class ReportedGaps {

    private final CheckpointWriter writer;

    public ReportedGaps(JdbcTemplate jdbc) {
        this.writer = new CheckpointWriter(jdbc);
    }

    /** Stores gaps unless they are there already, in whatever state. */
    public void report(List<Gap> gaps) {
        writer.writeReportedGaps(gaps);
    }
}
