package benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.LogTopics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A Kafka broker with one log of ticks, in a process of its own. */
final class Broker implements AutoCloseable {

    private static final long START_SECONDS = 60;

    private final ChildProcess process;
    private final Path directory;
    private final String address;
    private final Admin admin;

    private Broker(ChildProcess process, Path directory, String address) {
        this.process = process;
        this.directory = directory;
        this.address = address;
        this.admin = Admin.create(Map.of("bootstrap.servers", address));
    }

    static Broker start(Path work, String heap) throws IOException, InterruptedException {
        int port = freePort();
        Path directory = work.resolve("kafka-" + port);
        CountDownLatch up = new CountDownLatch(1);
        List<String> arguments = new ArrayList<>(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path")));
        arguments.addAll(List.of(
                BrokerProcess.class.getName(),
                directory.toString(),
                Integer.toString(port),
                Integer.toString(freePort())));
        ChildProcess process = ChildProcess.start(work.resolve("kafka-" + port + ".log"), arguments, line -> {
            if (line.equals(BrokerProcess.READY)) {
                up.countDown();
            }
        });
        if (!up.await(START_SECONDS, TimeUnit.SECONDS)) {
            process.close();
            throw new IOException("The broker was not up within " + START_SECONDS + " s");
        }
        return new Broker(process, directory, "127.0.0.1:" + port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return address;
    }

    Duration cpu() {
        return process.cpu();
    }

    void makeTopic(String name) throws InterruptedException, ExecutionException {
        if (!admin.listTopics().names().get().contains(name)) {
            admin.createTopics(List.of(new NewTopic(name, Ticks.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** How many records a topic has. */
    long records(String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, Ticks.PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), last -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                .sum();
    }

    /** Stops it in the middle of whatever it does, as a disk or a network that hangs would. */
    void suspend() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    /** How many records a group has committed. */
    long committed(String group) {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .filter(entry -> entry.getKey().topic().equals(LogTopics.TICKS))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            return 0; // There is no such group yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        admin.close(Duration.ZERO);
        process.close();
        Directories.delete(directory);
    }
}
