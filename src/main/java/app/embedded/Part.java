package app.embedded;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.PropertyResolver;

/** The servers that Souk brings along. */
public enum Part {
    KAFKA("Kafka", "souk.kafka.brokers"),
    POSTGRES("Postgres", "spring.datasource.url"),
    REDIS(
            "Redis",
            "spring.data.redis.url",
            "spring.data.redis.host",
            "spring.data.redis.sentinel.nodes",
            "spring.data.redis.sentinel.nodes[0]",
            "spring.data.redis.cluster.nodes",
            "spring.data.redis.cluster.nodes[0]");

    private final String label;
    private final List<String> addressKeys;

    Part(String label, String... addressKeys) {
        this.label = label;
        this.addressKeys = List.of(addressKeys);
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    /** The setting that replaces the embedded part. */
    public String addressKey() {
        return addressKeys.get(0);
    }

    /** The setting that says, true or false, whether the embedded part runs. */
    public String runningKey() {
        return "souk.embedded." + directory() + ".running";
    }

    /** Its directory below the data directory. */
    String directory() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The parts without a configured address. A blank value, which compose files like to pass on, is no address. */
    static Set<Part> missingIn(PropertyResolver settings) {
        Set<Part> missing = EnumSet.noneOf(Part.class);
        for (Part part : values()) {
            if (part.addressKeys.stream().noneMatch(key -> hasText(settings.getProperty(key)))) {
                missing.add(part);
            }
        }
        return missing;
    }

    private static boolean hasText(String value) {
        return value != null && !value.isBlank();
    }
}
