package app.embedded;

import io.lettuce.core.RedisClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.core.env.PropertyResolver;

/** A record, a row and a key, written to and read from where the settings say, as the application would. */
final class SampleData {

    private static final String TOPIC = "sample";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SampleData() {}

    static void write(PropertyResolver settings) throws Exception {
        writeRecord(settings, "a record");
        writeRow(settings, "a row");
        writeKey(settings, "a key");
    }

    static void writeRecord(PropertyResolver settings, String value) throws Exception {
        Map<String, Object> brokers = brokers(settings);
        try (Admin admin = Admin.create(brokers)) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(brokers, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    /** Everything in the topic, read through a consumer group, so that the offsets topic is asked as well. */
    static List<String> records(PropertyResolver settings, int atLeast) {
        Map<String, Object> consumer = brokers(settings);
        consumer.put("group.id", "group-" + System.nanoTime());
        consumer.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> records =
                new KafkaConsumer<>(consumer, new StringDeserializer(), new StringDeserializer())) {
            records.subscribe(List.of(TOPIC));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < atLeast && System.nanoTime() < deadline) {
                records.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
            }
            records.commitSync();
        }
        return values;
    }

    static void writeRow(PropertyResolver settings, String value) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists sample (value text)");
            statement.execute("insert into sample values ('" + value + "')");
        }
    }

    static List<String> rows(PropertyResolver settings) throws SQLException {
        return ask(settings, "select value from sample");
    }

    static List<String> ask(PropertyResolver settings, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    static void writeKey(PropertyResolver settings, String value) {
        redis(settings, "set", value);
    }

    static Optional<String> key(PropertyResolver settings) {
        return Optional.ofNullable(redis(settings, "get", ""));
    }

    private static String redis(PropertyResolver settings, String command, String value) {
        RedisClient client = RedisClient.create(settings.getRequiredProperty("spring.data.redis.url"));
        try (var connection = client.connect()) {
            return "set".equals(command)
                    ? connection.sync().set("sample", value)
                    : connection.sync().get("sample");
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private static Connection connect(PropertyResolver settings) throws SQLException {
        return DriverManager.getConnection(
                settings.getRequiredProperty("spring.datasource.url"),
                settings.getRequiredProperty("spring.datasource.username"),
                settings.getRequiredProperty("spring.datasource.password"));
    }

    private static Map<String, Object> brokers(PropertyResolver settings) {
        Map<String, Object> brokers = new HashMap<>();
        brokers.put("bootstrap.servers", settings.getRequiredProperty("souk.kafka.brokers"));
        return brokers;
    }
}
