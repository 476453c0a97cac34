package app.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A Kafka, a Postgres and a Redis of the test's own, which outlive the Souks that use them. Each can be stopped and started
 * again with its data and at its address. For one thread.
 */
public final class TestServers implements AutoCloseable {

    private final Map<Part, EmbeddedPart> parts = new EnumMap<>(Part.class);
    private final Map<Part, Path> homes = new EnumMap<>(Part.class);
    private final Map<Part, Socket> heldPorts = new EnumMap<>(Part.class);
    private KafkaRaftServer restartedKafka;

    private TestServers(Path directory) throws IOException {
        for (Part part : Part.values()) {
            homes.put(
                    part,
                    Files.createDirectories(directory.resolve(part.directory())).toRealPath());
        }
        parts.put(Part.KAFKA, new KafkaPart(homes.get(Part.KAFKA)));
        parts.put(Part.POSTGRES, new PostgresPart(homes.get(Part.POSTGRES)));
        parts.put(Part.REDIS, new RedisPart(homes.get(Part.REDIS)));
    }

    public static TestServers start(Path directory) throws Exception {
        quieten();
        TestServers servers = new TestServers(directory);
        try {
            for (EmbeddedPart part : servers.parts.values()) {
                part.start();
            }
        } catch (Exception e) {
            servers.close();
            throw e;
        }
        return servers;
    }

    /** Without a Souk in this process nobody has told the log what to leave out: brokers, and clients of none, tell a lot. */
    private static void quieten() {
        LoggingSystem logging = LoggingSystem.get(TestServers.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel("org.apache.kafka", LogLevel.ERROR);
    }

    /** Where they are, as {@code key=value}: what a Souk has to be told to use them. */
    public List<String> settings() {
        List<String> settings = new ArrayList<>();
        parts.values().forEach(part -> part.settings().forEach((key, value) -> settings.add(key + "=" + value)));
        return settings;
    }

    public String setting(String key) {
        return parts.values().stream()
                .map(part -> part.settings().get(key))
                .filter(value -> value != null)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    /** The database, beside the application; a connection a query. */
    public JdbcClient database() {
        return JdbcClient.create(new DriverManagerDataSource(
                setting("spring.datasource.url"),
                setting("spring.datasource.username"),
                setting("spring.datasource.password")));
    }

    /** A real stop: who is connected loses the connection, who connects is refused. */
    public void stop(Part part) throws IOException {
        if (part == Part.KAFKA && restartedKafka != null) {
            restartedKafka.shutdown();
            restartedKafka.awaitShutdown();
            restartedKafka = null;
        }
        parts.get(part).stop();
        heldPorts.put(part, hold(parts.get(part).address()));
    }

    public void startAgain(Part part) throws IOException, InterruptedException {
        heldPorts.remove(part).close();
        Path home = homes.get(part);
        switch (part) {
            case KAFKA -> {
                int port = address(parts.get(part).address()).getPort();
                restartedKafka = new KafkaRaftServer(
                        KafkaConfig.fromProps(KafkaSettings.of(home, port, Ports.free())), Time.SYSTEM);
                restartedKafka.startup();
            }
            // A restart of a server that is down starts it with the options that it had.
            case POSTGRES ->
                new PostgresCommands(PostgresBinaries.in(home), home.resolve("tools.log"))
                        .run(
                                "pg_ctl",
                                "-D",
                                home.resolve("pgdata").toString(),
                                "-l",
                                home.resolve("postgres.log").toString(),
                                "-w",
                                "restart");
            case REDIS ->
                Programs.run(new ProcessBuilder(
                        RedisBinary.in(home).toString(),
                        home.resolve("redis.conf").toString()));
        }
    }

    /** A port that is bound and does not listen refuses connections, and nobody else gets it meanwhile. */
    private static Socket hold(String address) throws IOException {
        Socket socket = new Socket();
        socket.setReuseAddress(true);
        socket.bind(address(address));
        return socket;
    }

    private static InetSocketAddress address(String address) {
        int colon = address.indexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    @Override
    public void close() throws IOException {
        for (Part part : Part.values()) {
            if (!heldPorts.containsKey(part)) {
                stop(part);
            }
            heldPorts.remove(part).close();
        }
    }
}
