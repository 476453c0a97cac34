package app;

import api.DataSource;
import app.embedded.EmbeddedParts;
import feeds.FeedMonitor;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import security.AdminAccount;
import security.ReadAccess;

/** Says in a few lines what runs, where, and how to get in. */
@Component
class StartupReport {

    private static final Logger log = LoggerFactory.getLogger(StartupReport.class);

    private final EmbeddedParts embedded;
    private final List<DataSource> sources;
    private final List<FeedMonitor> feeds;
    private final AdminAccount admin;
    private final ReadAccess read;

    StartupReport(
            EmbeddedParts embedded,
            List<DataSource> sources,
            List<FeedMonitor> feeds,
            AdminAccount admin,
            ReadAccess read) {
        this.embedded = embedded;
        this.sources = sources;
        this.feeds = feeds;
        this.admin = admin;
        this.read = read;
    }

    @EventListener
    void onReady(ApplicationReadyEvent ready) {
        String address = "http://localhost:"
                + ((ServletWebServerApplicationContext) ready.getApplicationContext())
                        .getWebServer()
                        .getPort();
        log.info("Souk is ready after {} s: {}", ready.getTimeTaken().toSeconds(), address);
        log.info(
                "  data     {}",
                embedded.isEmpty()
                        ? "in the configured Kafka, Postgres and Redis"
                        : embedded.dataDirectory() + " (embedded: "
                                + embedded.addresses().entrySet().stream()
                                        .map(part -> part.getKey() + " on " + part.getValue())
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ")");
        for (DataSource source : sources) {
            log.info("  feed     {}: {}", source.feed(), describe(source));
        }
        log.info(
                "  admin    {}/admin/routes as '{}', password {}",
                address,
                admin.user(),
                admin.generated()
                        ? admin.password() + " (made up for this run; set souk.security.admin-password to keep one)"
                        : "from souk.security.admin-password");
        log.info("  reading  {}", read.anonymous() ? "open to everyone who reaches this address" : "after login only");
    }

    private String describe(DataSource source) {
        return switch (source.kind()) {
            case SIMULATED ->
                "SIMULATED trades of " + instruments(source.feed()) + " instruments, from " + source.address();
            case REPLAYED -> "RECORDED trades, replayed from " + source.address();
            case LIVE -> "live from " + source.address();
        };
    }

    private long instruments(String feed) {
        return feeds.stream()
                .map(FeedMonitor::feed)
                .filter(known -> known.name().equals(feed))
                .mapToLong(known -> known.instruments().size())
                .sum();
    }
}
