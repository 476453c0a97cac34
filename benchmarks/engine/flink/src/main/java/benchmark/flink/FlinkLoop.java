package benchmark.flink;

import benchmark.Candles;
import market.LogTopics;
import market.Trade;
import market.TradeJson;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The same candles with Flink: exactly-once checkpoints, event time, one keyed function for all intervals, closed candles to a
 * sink. A process of its own, {@code FlinkLoop <brokers> <group> <directory> <parallelism> <hashmap|rocksdb> [<JDBC URL>]}.
 */
public final class FlinkLoop {

    private FlinkLoop() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                Integer.parseInt(args[3]), settings("file://" + args[2], args[4]));
        environment.enableCheckpointing(Candles.COMMIT_INTERVAL.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        DataStream<ClosedCandle> candles = environment
                .fromSource(source(args[0], args[1]), eventTime(), "ticks")
                .keyBy(Trade::instrument)
                .process(new CandleFunction());
        if (args.length > 5) {
            candles.sinkTo(CandleSink.to(args[5]));
        } else {
            candles.sinkTo(new DiscardingSink<>());
        }
        environment.execute("candles");
    }

    private static Configuration settings(String directory, String state) {
        Configuration settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, state);
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        // The fastest that it allows: nothing is copied between chained functions, nothing is serialized by reflection.
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        return settings;
    }

    private static KafkaSource<Trade> source(String brokers, String group) {
        return KafkaSource.<Trade>builder()
                .setBootstrapServers(brokers)
                .setGroupId(group)
                .setTopics(LogTopics.TICKS)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("max.poll.records", "5000")
                .setValueOnlyDeserializer(new TradeSchema())
                .build();
    }

    private static WatermarkStrategy<Trade> eventTime() {
        return WatermarkStrategy.<Trade>forBoundedOutOfOrderness(Candles.LATENESS)
                .withTimestampAssigner((trade, logTime) -> trade.eventTimeMicros() / 1_000);
    }

    private static final class TradeSchema extends AbstractDeserializationSchema<Trade> {

        private static final long serialVersionUID = 1;

        @Override
        public Trade deserialize(byte[] bytes) {
            return TradeJson.read(bytes);
        }
    }
}
