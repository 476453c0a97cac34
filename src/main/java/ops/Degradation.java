package ops;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * What does not work at present and what that means, in sentences for people. It asks what {@code /actuator/health}
 * asks, every few seconds on a thread of its own, so that whoever shows it waits for nobody. Safe for any thread.
 */
@Service
public class Degradation {

    private static final Logger log = LoggerFactory.getLogger(Degradation.class);

    private static final long PERIOD_MS = 3_000;

    /** By the name of the component in the health endpoint. */
    private static final Map<String, String> SENTENCES = new TreeMap<>(Map.of(
            "db",
            "Postgres is away: candles stand still and history cannot be read. Trades go on into the log and are counted later.",
            "redis",
            "Redis is away: live prices stand still. Candles go on.",
            "kafka",
            "Kafka is away: no trades come in and no candles are made until it is back.",
            "candles",
            "Candles stand still: what was counted cannot be stored. They catch up by themselves."));

    private final HealthEndpoint health;
    private volatile List<String> sentences = List.of();

    public Degradation(@Lazy HealthEndpoint health) {
        this.health = health;
    }

    /** Empty if everything works. */
    public List<String> sentences() {
        return sentences;
    }

    @Scheduled(fixedDelay = PERIOD_MS)
    void look() {
        List<String> now = health.health() instanceof CompositeHealth all ? sentences(all.getComponents()) : List.of();
        if (!now.equals(sentences)) {
            if (now.isEmpty()) {
                log.info("Everything works again");
            } else {
                log.warn("{}", String.join(" ", now));
            }
            sentences = now;
        }
    }

    static List<String> sentences(Map<String, HealthComponent> components) {
        boolean databaseAway = isAway(components.get("db"));
        return SENTENCES.keySet().stream()
                .filter(name -> isAway(components.get(name)))
                // The one is the reason of the other.
                .filter(name -> !(name.equals("candles") && databaseAway))
                .map(SENTENCES::get)
                .toList();
    }

    private static boolean isAway(HealthComponent component) {
        return component != null
                && (Status.DOWN.equals(component.getStatus()) || Status.OUT_OF_SERVICE.equals(component.getStatus()));
    }
}
