package app.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker and its controller in this process, without ZooKeeper. Its topics and its cluster id live in its directory. */
final class KafkaPart implements EmbeddedPart {

    private static final Logger log = LoggerFactory.getLogger(KafkaPart.class);

    private final Path directory;
    private int port;
    private volatile KafkaRaftServer server;

    KafkaPart(Path directory) {
        this.directory = directory;
    }

    @Override
    public Part part() {
        return Part.KAFKA;
    }

    @Override
    public void start() throws Exception {
        keepTheProcess();
        port = Ports.free();
        format();
        KafkaConfig config = KafkaConfig.fromProps(KafkaSettings.of(directory, port, Ports.free()));
        server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
    }

    /** The broker would halt the process on a fatal fault, children and unsaved candles included. It reports it instead. */
    private static void keepTheProcess() {
        Exit.Procedure report = (status, message) -> log.error(
                "The embedded Kafka gave up ({}); the cause is above. Souk goes on without it until it is restarted.",
                message == null ? "status " + status : message);
        Exit.setHaltProcedure(report);
        Exit.setExitProcedure(report);
    }

    /** Once in the life of the directory. A format that was cut short has not written its last file and is repeated. */
    private void format() throws Exception {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(KafkaSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(KafkaSettings.CONTROLLER)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        }
    }

    @Override
    public void stop() {
        KafkaRaftServer running = server;
        server = null;
        if (running == null) {
            return;
        }
        try {
            running.shutdown();
            running.awaitShutdown();
        } catch (RuntimeException e) {
            log.warn("The embedded Kafka did not stop cleanly; it recovers its logs at the next start", e);
        }
    }

    @Override
    public String address() {
        return Ports.LOOPBACK + ":" + port;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(part().addressKey(), address());
    }

    @Override
    public String log() {
        return "the log of this process (loggers kafka and org.apache.kafka)";
    }
}
