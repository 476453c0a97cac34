package benchmark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import market.Interval;
import market.LogTopics;
import market.Trade;
import market.TradeJson;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The same candles with Kafka Streams: exactly_once_v2, RocksDB window stores with their cache, changed candles to an output
 * topic at every commit. A process of its own, {@code StreamsLoop <brokers> <application id> <state directory> <threads>}.
 */
final class StreamsLoop {

    static final String OUTPUT = "streams-candles";

    /** Twice over what the open windows of 5,000 instruments take: the cache is not what limits. */
    private static final long CACHE_BYTES = 64L * 1024 * 1024;

    private StreamsLoop() {}

    public static void main(String[] args) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, args[1]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, args[2]);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, args[3]);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Candles.COMMIT_INTERVAL.toMillis());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
        new KafkaStreams(topology(), settings).start();
    }

    private static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        Serde<String> instruments = Serdes.String();
        Serde<CandleSum> candles = Serdes.serdeFrom((topic, sum) -> bytes(sum), (topic, bytes) -> sum(bytes));
        Serde<Trade> trades =
                Serdes.serdeFrom((topic, trade) -> TradeJson.write(trade), (topic, bytes) -> TradeJson.read(bytes));
        KGroupedStream<String, Trade> grouped = builder.stream(
                        LogTopics.TICKS,
                        Consumed.with(instruments, trades)
                                .withTimestampExtractor((consumed, partitionTime) ->
                                        ((Trade) consumed.value()).eventTimeMicros() / 1_000))
                .groupByKey();
        for (Interval interval : Candles.INTERVALS) {
            grouped.windowedBy(TimeWindows.ofSizeAndGrace(interval.duration(), Candles.LATENESS))
                    .aggregate(
                            CandleSum::new,
                            (instrument, trade, sum) -> sum.add(trade),
                            Materialized.<String, CandleSum, WindowStore<Bytes, byte[]>>as(
                                            "candles-" + interval.label())
                                    .withKeySerde(instruments)
                                    .withValueSerde(candles))
                    .toStream((window, sum) -> window.key() + " " + interval.label() + " "
                            + window.window().start())
                    .to(OUTPUT, Produced.with(Serdes.String(), candles));
        }
        return builder.build();
    }

    private static byte[] bytes(CandleSum sum) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try {
            sum.write(new DataOutputStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static CandleSum sum(byte[] bytes) {
        try {
            return bytes == null ? null : CandleSum.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored candle cannot be read", e);
        }
    }
}
