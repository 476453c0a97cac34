package benchmark;

import java.util.List;
import java.util.Optional;

/** Starts {@link StreamsLoop}. What it has counted is what its transactions have committed. */
final class StreamsEngine implements Engine {

    static final String NAME = "Kafka Streams, exactly_once_v2, RocksDB";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Running start(Stage stage, String pass) throws Exception {
        Broker broker = stage.broker();
        broker.makeTopic(StreamsLoop.OUTPUT);
        ChildProcess process = ChildProcess.start(
                stage.work().resolve(pass + ".log"),
                List.of(
                        "-Xmx" + stage.options().heap(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamsLoop.class.getName(),
                        broker.address(),
                        pass,
                        stage.work().resolve(pass).toString(),
                        Integer.toString(stage.options().threads())),
                line -> {});
        return new Running(process, () -> broker.committed(pass), Optional.empty());
    }
}
