package benchmark;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import market.LogTopics;
import market.TakerSide;
import market.Trade;
import market.TradeJson;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The log that all engines read: JSON as Souk writes it, keyed by instrument, over the {@link #SPAN} that ends just before
 * now. Every instrument is as likely as any other; its ids are dense from 1; event times never go back.
 */
final class Ticks {

    static final int PARTITIONS = 6;

    /** The event times of a log, however many trades there are. */
    static final Duration SPAN = Duration.ofHours(2);

    /** Souk refuses what is from the future; clocks of one machine agree, so a little is enough. */
    private static final Duration BEFORE_NOW = Duration.ofSeconds(5);

    private static final long SEED = 1;

    /** The lowest first price, in cents. */
    private static final int LOWEST_PRICE = 10_000;

    private final int instruments;
    private final long count;
    private final long firstMicros;
    private final double stepMicros;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final long[] lastIds;
    private final long[] cents;

    Ticks(int instruments, long count) {
        this.instruments = instruments;
        this.count = count;
        this.firstMicros = Instant.now().minus(BEFORE_NOW).minus(SPAN).toEpochMilli() * 1_000;
        this.stepMicros = SPAN.toMillis() * 1_000.0 / count;
        this.lastIds = new long[instruments];
        this.cents =
                random.longs(instruments, LOWEST_PRICE, 500L * LOWEST_PRICE).toArray();
    }

    /** The base currencies of a log's instruments; all are {@code binance:<base>-USDT}. */
    static List<String> bases(int instruments) {
        return IntStream.rangeClosed(1, instruments)
                .mapToObj("I%04d"::formatted)
                .toList();
    }

    /** Makes the topic and fills it. */
    void writeTo(String brokers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(LogTopics.TICKS, PARTITIONS, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new ExecutionException("the broker does not answer", e);
        }
        List<String> ids = bases(instruments).stream()
                .map(base -> "binance:" + base + "-USDT")
                .toList();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", 20, "batch.size", 256 * 1024);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < count; i++) {
                Trade trade = next(ids, i);
                producer.send(new ProducerRecord<>(
                        LogTopics.TICKS,
                        null,
                        trade.publishTimeMicros() / 1_000,
                        trade.instrument(),
                        TradeJson.write(trade)));
            }
        }
    }

    private Trade next(List<String> ids, long index) {
        int instrument = random.nextInt(instruments);
        cents[instrument] = Math.max(LOWEST_PRICE / 2, cents[instrument] + random.nextInt(-5, 6));
        long eventMicros = firstMicros + (long) ((index + random.nextDouble()) * stepMicros);
        long receiveMicros = eventMicros + random.nextInt(500, 5_000);
        return new Trade(
                ids.get(instrument),
                BigDecimal.valueOf(cents[instrument], 2),
                BigDecimal.valueOf(random.nextInt(1, 1_000_000), 5),
                random.nextBoolean() ? TakerSide.BUY : TakerSide.SELL,
                ++lastIds[instrument],
                eventMicros,
                receiveMicros,
                receiveMicros + 100);
    }
}
