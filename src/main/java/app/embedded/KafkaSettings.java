package app.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** A broker for one process on one machine: loopback, one replica, little heap, back soon after a crash. */
final class KafkaSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final String BROKER = "PLAINTEXT";
    private static final String ONE = "1";

    private KafkaSettings() {}

    static Properties of(Path directory, int brokerPort, int controllerPort) {
        Properties settings = new Properties();
        String brokerAddress = BROKER + "://" + Ports.LOOPBACK + ":" + brokerPort;
        String controllerAddress = Ports.LOOPBACK + ":" + controllerPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", directory.toString());
        settings.put("listeners", brokerAddress + "," + CONTROLLER + "://" + controllerAddress);
        settings.put("advertised.listeners", brokerAddress);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("controller.quorum.voters", NODE_ID + "@" + controllerAddress);
        settings.put("listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", BROKER);
        alone(settings);
        small(settings);
        durable(settings);
        return settings;
    }

    private static void alone(Properties settings) {
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", ONE);
        settings.put("offsets.topic.replication.factor", ONE);
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", ONE);
        settings.put("transaction.state.log.min.isr", ONE);
        settings.put("transaction.state.log.num.partitions", "4");
        // Nobody to wait for: the first consumer of a group is all there is.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After kill -9 the broker is let in again when its old session has expired: 9 s by default.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
    }

    private static void small(Properties settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("background.threads", "2");
        // 128 MiB by default, taken from the heap at once; 2 MiB hold 80,000 keys.
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 * 1024 * 1024));
        settings.put("log.cleaner.io.buffer.size", Integer.toString(128 * 1024));
        settings.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));
        settings.put("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        // A laptop's disk is finite: at most 1 GiB a partition, unless the topic says otherwise.
        settings.put("log.retention.bytes", Long.toString(1024L * 1024 * 1024));
        // An idle controller writes (and syncs) an empty record twice a second by default.
        settings.put("metadata.max.idle.interval.ms", "5000");
    }

    /** One replica has nobody to ask after a power cut, so what it took reaches the disk within two seconds. */
    private static void durable(Properties settings) {
        settings.put("log.flush.interval.ms", "1000");
        settings.put("log.flush.scheduler.interval.ms", "1000");
    }
}
