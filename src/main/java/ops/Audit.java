package ops;

import java.util.List;
import market.AuditEntry;
import org.springframework.stereotype.Service;
import storage.AuditStore;

/** What was done to the running system, for the console. Safe for any thread. */
@Service
public class Audit {

    private final AuditStore store;

    public Audit(AuditStore store) {
        this.store = store;
    }

    /** The newest entries, newest first. */
    public List<AuditEntry> newest(int limit) {
        return store.newest(limit);
    }
}
