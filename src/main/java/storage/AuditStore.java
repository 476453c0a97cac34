package storage;

import java.time.OffsetDateTime;
import java.util.List;
import market.AuditEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what, when, and how it ended. Rows are added and read, never changed. Safe for any thread. */
@Repository
public class AuditStore {

    private final JdbcClient client;

    public AuditStore(JdbcClient client) {
        this.client = client;
    }

    public void add(String actor, String action, String target, String outcome) {
        client.sql("insert into audit (actor, action, target, outcome) values (?, ?, ?, ?)")
                .params(actor, action, target, outcome)
                .update();
    }

    /** The newest entries, newest first. */
    public List<AuditEntry> newest(int limit) {
        return client.sql("select at, actor, action, target, outcome from audit order by at desc, id desc limit ?")
                .param(limit)
                .query((row, number) -> new AuditEntry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("outcome")))
                .list();
    }
}
