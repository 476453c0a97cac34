package benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import market.Alert;
import market.AlertJson;
import market.AlertKind;
import market.Candle;
import market.CandleJson;
import market.CandleKey;
import market.LogTopics;
import market.TakerSide;
import market.Trade;
import market.TradeJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What alerts cost: one process in a live market, whose alerts routes are suspended and resumed in turns, so that neither what else
 * the machine does nor how warm a JVM is counts; and how long it takes from the record of a closed candle to that of the alert that
 * it brings, while they are not. Each instrument has a day of candles behind it. The prices of one in {@link #GROUPS} are a
 * little above 100 for a minute, another one's each minute, and all others' as much below: so little that no detector minds; so each time that the candles of all instruments close, an indicator of
 * some crosses 100, and that of some others is back. At the end those of all cross at once: the worst case.
 */
final class AlertCost {

    private static final int INSTRUMENTS = 500;
    private static final int RATE = 5_000;

    /** Rules of each instrument that no price comes near, beside the one about its indicator. */
    private static final int FAR_RULES = 10;

    private static final int GROUPS = 20;

    private static final String ID = "binance:I%04d-USDT";

    /** Two ends of a minute, at which what is needed for the first time is loaded. */
    private static final Duration WARM_UP = Duration.ofSeconds(140);

    /** With or without alerts: with one end of a minute in its middle, so that it has its candles to close and look at. */
    private static final Duration BLOCK = Duration.ofSeconds(60);

    private static final int BLOCK_BEGINS_AT_SECOND = 40;

    /** Without, with, with, without: neither is more often after the other. */
    private static final boolean[] ROUND = {false, true, true, false};

    private static final List<String> ROUTES = List.of("alerts", "alerts-untold");

    /** What is above 100 together begins so long after the rest is below, at the least. */
    private static final Duration LEAD = Duration.ofSeconds(5);

    /** A minute, and what is taken for late after it, and some. */
    private static final Duration CLOSING = Duration.ofSeconds(80);

    private static final int TICK_MILLIS = 10;

    private final Options options;
    private final Path work;
    private final Database database;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Long> some = new ArrayList<>();
    private final List<Long> all = new ArrayList<>();

    /** Of what {@link #some} tell, how long it took until the alert's candle was looked at, or one before it in the same round. */
    private final List<Long> waits = new ArrayList<>();

    /** Whether an instrument is above 100 in a minute since the epoch. */
    private interface Prices {

        /** @param instrument from 0 */
        boolean above(int instrument, long minute);
    }

    /** What each took of the processors, µs a trade; of the others their share of all there is. */
    private record Block(
            boolean alerts, Instant begin, Instant end, double souk, double postgres, double broker, double others) {

        boolean holds(long millis) {
            return begin.toEpochMilli() <= millis && millis < end.toEpochMilli();
        }
    }

    AlertCost(Options options, Path work, Database database) {
        this.options = options;
        this.work = work;
        this.database = database;
    }

    void run() throws Exception {
        String name = "alerts";
        database.create(name);
        try (Broker broker = Broker.start(work, options.heap())) {
            broker.makeTopic(LogTopics.TICKS);
            broker.makeTopic(LogTopics.CANDLES);
            broker.makeTopic(LogTopics.ALERTS);
            Path directory = Files.createDirectories(work.resolve(name));
            List<String> arguments = new ArrayList<>(List.of(
                    "-Xmx" + options.heap(),
                    "-jar",
                    options.soukJar().toString(),
                    "--server.port=0",
                    "--spring.config.additional-location=" + settings(directory),
                    "--souk.kafka.brokers=" + broker.address(),
                    "--souk.embedded.data-dir=" + directory.resolve("data"),
                    "--spring.datasource.url=" + database.url(name)));
            arguments.addAll(options.soukArguments());
            try (ChildProcess souk = ChildProcess.start(work.resolve(name + ".log"), directory, arguments);
                    Market market = Market.open(broker.address())) {
                Prices turns = (instrument, minute) -> minute % GROUPS == instrument % GROUPS;
                makeHistory(name, souk);
                market.trade(WARM_UP, turns, souk);
                market.trade(untilBlock(Instant.now()), turns, souk);
                try (Routes routes = souk.routes()) {
                    for (int i = 0; i < options.rounds() * ROUND.length; i++) {
                        measure(ROUND[i % ROUND.length], routes, market, turns, souk, broker);
                    }
                    routes.resume(ROUTES);
                }
                long together = minute(Instant.now().plus(LEAD)) + 1;
                Instant end = Instant.EPOCH.plus(Duration.ofMinutes(together)).plus(CLOSING);
                market.trade(Duration.between(Instant.now(), end), (instrument, minute) -> minute >= together, souk);
                latencies(broker.address(), together);
            }
        }
        System.out.println(table());
    }

    private void measure(
            boolean alerts, Routes routes, Market market, Prices turns, ChildProcess souk, Broker broker)
            throws IOException {
        if (alerts) {
            routes.resume(ROUTES);
        } else {
            routes.suspend(ROUTES);
        }
        Instant begin = Instant.now();
        Duration soukBefore = souk.cpu();
        Duration postgresBefore = database.cpu();
        Duration brokerBefore = broker.cpu();
        Duration ownBefore = own();
        Duration busyBefore = Machine.busy();
        long counted = market.trade(BLOCK, turns, souk);
        Duration soukCpu = souk.cpu().minus(soukBefore);
        Duration postgres = database.cpu().minus(postgresBefore);
        Duration brokerCpu = broker.cpu().minus(brokerBefore);
        Duration others = Machine.busy()
                .minus(busyBefore)
                .minus(soukCpu)
                .minus(postgres)
                .minus(brokerCpu)
                .minus(own().minus(ownBefore));
        Block block = new Block(
                alerts,
                begin,
                Instant.now(),
                micros(soukCpu) / counted,
                micros(postgres) / counted,
                micros(brokerCpu) / counted,
                Machine.share(others, BLOCK));
        blocks.add(block);
        System.out.printf(
                Locale.ROOT,
                "alerts %s: CPU µs/trade Souk %.1f, Postgres %.1f, broker %.1f; others took %.0f %%%n",
                alerts ? "on" : "off",
                block.souk,
                block.postgres,
                block.broker,
                100 * block.others);
    }

    private static Duration untilBlock(Instant now) {
        return Duration.ofSeconds(Math.floorMod(BLOCK_BEGINS_AT_SECOND - now.getEpochSecond(), 60L));
    }

    private static long minute(Instant instant) {
        return instant.getEpochSecond() / 60;
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double micros(Duration duration) {
        return duration.toNanos() / 1e3;
    }

    /** A day and an hour of closed minutes of each instrument, like those that are traded then. */
    private void makeHistory(String name, ChildProcess souk) throws SQLException, InterruptedException {
        try (Connection connection = database.connect(name);
                Statement statement = connection.createStatement()) {
            while (!isTrue(statement, "select to_regclass('instruments') is not null")
                    || !isTrue(statement, "select count(*) = " + INSTRUMENTS + " from instruments")) {
                souk.check();
                Thread.sleep(200);
            }
            statement.execute("select ensure_candle_partition('1m', now() - interval '25 hours')");
            statement.execute("select ensure_candle_partition('1m', now())");
            statement.execute("""
                    insert into candles_1m (instrument, start, open, high, low, close, volume, quote_volume,
                        taker_buy_volume, trades, first_trade_id, last_trade_id, first_trade_time, last_trade_time,
                        revision, status)
                    select instrument, start, price, 99.99, 99.91, price, volume, volume * price, volume, 600, 1, 1,
                        start, start + interval '59 seconds', 1, 'COMPLETE'
                    from (
                        select id as instrument, start, round((99.91 + 0.08 * random())::numeric, 2) as price,
                            round((2900 + 200 * random())::numeric, 5) as volume
                        from instruments, generate_series(date_trunc('minute', now()) - interval '25 hours',
                            date_trunc('minute', now()) - interval '2 minutes', interval '1 minute') start) made
                    """);
            statement.execute("analyze candles_1m");
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** All instruments, an exchange that refuses, and the rules. */
    private static Path settings(Path directory) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                souk:
                  feeds:
                    - { name: binance, venue: binance, url: "ws://127.0.0.1:9" }
                  instruments:
                """);
        List<String> bases = Ticks.bases(INSTRUMENTS);
        for (String base : bases) {
            yaml.append("    - { venue: binance, base: %s, quote: USDT, symbol: %sUSDT, tick-size: \"0.01\" }%n"
                    .formatted(base, base));
        }
        yaml.append("  alerts:\n    rules:\n");
        for (String base : bases) {
            yaml.append(("      - { instrument: %sUSDT, kind: indicator-crosses, indicator: \"sma(1)\", direction: up,"
                            + " level: \"100\", interval: 1m, cooldown: 0s }%n")
                    .formatted(base));
            for (int i = 0; i < FAR_RULES; i++) {
                yaml.append("      - { instrument: %sUSDT, kind: price-crosses, direction: up, level: \"%d\" }%n"
                        .formatted(base, 200 + i));
            }
        }
        return Files.writeString(directory.resolve("application.yaml"), yaml);
    }

    /**
     * ms between the record of a candle and that of the alert that came from it, both by the producers' clock, which is one.
     *
     * @param together the minute that was above 100 for all
     */
    private void latencies(String brokers, long together) {
        Map<CandleKey, Long> closed = new HashMap<>();
        for (ConsumerRecord<String, byte[]> candle : all(brokers, LogTopics.CANDLES)) {
            Candle read = CandleJson.read(candle.value());
            if (read.revision() == 1) {
                closed.put(read.key(), candle.timestamp());
            }
        }
        for (ConsumerRecord<String, byte[]> told : all(brokers, LogTopics.ALERTS)) {
            Alert alert = AlertJson.read(told.value());
            if (alert.kind() != AlertKind.INDICATOR_CROSSES || alert.revision() != 1) {
                continue;
            }
            long candleClosed = closed.get(alert.candle());
            if (alert.candle().startMicros() == TimeUnit.MINUTES.toMicros(together)) {
                all.add(told.timestamp() - candleClosed);
            } else if (blocks.stream().anyMatch(block -> block.alerts && block.holds(candleClosed))) {
                some.add(told.timestamp() - candleClosed);
                waits.add(alert.detectedAt().toEpochMilli() - candleClosed);
            }
        }
    }

    private static List<ConsumerRecord<String, byte[]>> all(String brokers, String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private String table() {
        double off = mean(false);
        double on = mean(true);
        return String.format(
                Locale.ROOT,
                "%n%d instruments, %d trades/s, %d rules: CPU of Souk %.1f µs/trade without alerts, %.1f with: %.2f of it%n"
                        + "from a closed candle's record to its alert's: %s; when all cross at once: %s%n"
                        + "of the former until its round begins: %s%n",
                INSTRUMENTS,
                RATE,
                INSTRUMENTS * (FAR_RULES + 1),
                off,
                on,
                on / off,
                quantiles(some),
                quantiles(all),
                quantiles(waits));
    }

    private static String quantiles(List<Long> latencies) {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%d alerts, p50 %d ms, p99 %d ms, max %d ms"
                .formatted(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private double mean(boolean alerts) {
        return blocks.stream()
                .filter(block -> block.alerts == alerts)
                .mapToDouble(Block::souk)
                .average()
                .orElseThrow();
    }

    private static long at(long[] sorted, double part) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.ceil(part * sorted.length) - 1];
    }

    /** Trades at a steady rate, now, straight into the log. */
    private record Market(KafkaProducer<String, byte[]> producer, SplittableRandom random, long[] ids)
            implements AutoCloseable {

        static Market open(String brokers) {
            return new Market(
                    new KafkaProducer<>(
                            Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", 5),
                            new StringSerializer(),
                            new ByteArraySerializer()),
                    new SplittableRandom(1),
                    new long[INSTRUMENTS]);
        }

        /** @return how many */
        long trade(Duration span, Prices prices, ChildProcess souk) {
            long begin = System.nanoTime();
            long sent = 0;
            while (System.nanoTime() - begin < span.toNanos()) {
                long due = (System.nanoTime() - begin) * RATE / TimeUnit.SECONDS.toNanos(1);
                for (; sent < due; sent++) {
                    send(prices);
                }
                souk.check();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
            }
            producer.flush();
            return sent;
        }

        private void send(Prices prices) {
            int instrument = random.nextInt(INSTRUMENTS);
            long micros = Instant.now().toEpochMilli() * 1_000;
            boolean above = prices.above(instrument, micros / 60_000_000);
            int cents = (above ? 10_005 : 9_995) + random.nextInt(-4, 5);
            Trade trade = new Trade(
                    ID.formatted(instrument + 1),
                    BigDecimal.valueOf(cents, 2),
                    BigDecimal.valueOf(random.nextInt(1, 1_000_000), 5),
                    TakerSide.BUY,
                    ++ids[instrument],
                    micros,
                    micros,
                    micros);
            producer.send(new ProducerRecord<>(LogTopics.TICKS, trade.instrument(), TradeJson.write(trade)));
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO);
        }
    }
}
