package system;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.TakerSide;
import market.Trade;

/**
 * Trades written to the log at a steady rate, beside any feed, and remembered. They happen now and have dense ids; every
 * fifth comes up to 2.5 s late and so out of order, one in 500 when its candle is closed already, and 3 in 100 are
 * repeated. One thread of its own sends; {@link #stop} is the test's.
 */
final class Load implements AutoCloseable {

    static final int INSTRUMENTS = 20;
    private static final int TICK_MS = 10;

    private static final int ONE_IN_SHUFFLED = 5;
    private static final int ONE_IN_LATE = 500;
    private static final double REPEATED = 0.03;
    private static final int SHUFFLED_WITHIN_MICROS = 2_500_000;

    /** Most candles of a minute are closed then, 10 s after their end. */
    private static final int LATE_AFTER_MICROS = 20_000_000;

    private static final int LATE_WITHIN_MICROS = 60_000_000;

    /** A trade and when it is to be sent, epoch µs. */
    private record Due(long atMicros, Trade trade) {}

    private final Random random;
    private final TickWriter log;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(Due::atMicros));
    private final List<Trade> sent = new ArrayList<>();
    private final long[] lastIds = new long[INSTRUMENTS];
    private final long[] prices = new long[INSTRUMENTS];

    private Load(String brokers, long seed) {
        random = new Random(seed);
        log = new TickWriter(brokers);
    }

    /** The topic must be there. The seed says all but the times. */
    static Load start(String brokers, int tradesPerSecond, long seed) {
        Load load = new Load(brokers, seed);
        int tradesPerTick = tradesPerSecond * TICK_MS / 1_000;
        load.ticks.scheduleAtFixedRate(() -> load.tick(tradesPerTick), 0, TICK_MS, TimeUnit.MILLISECONDS);
        return load;
    }

    /** Has a Souk know these instruments and no exchange. */
    static List<String> settings() {
        Stream<String> instruments = IntStream.range(0, INSTRUMENTS).boxed().flatMap(i -> Stream.of(
                        "venue=binance", "base=" + base(i), "quote=USDT", "symbol=" + base(i) + "USDT")
                .map(value -> "souk.instruments[" + i + "]." + value));
        Stream<String> tickSizes =
                IntStream.range(0, INSTRUMENTS).mapToObj(i -> "souk.instruments[" + i + "].tick-size=0.01");
        // Refused at once; and since it is an address, no simulator takes the exchange's place.
        Stream<String> feed = Stream.of("souk.feeds[0].venue=binance", "souk.feeds[0].url=ws://127.0.0.1:1");
        return Stream.of(instruments, tickSizes, feed).flatMap(all -> all).toList();
    }

    /** The id of one of them, from 0. */
    static String instrument(int number) {
        return "binance:" + base(number) + "-USDT";
    }

    private static String base(int instrument) {
        return "LOAD" + instrument;
    }

    private void tick(int trades) {
        try {
            for (int i = 0; i < trades; i++) {
                Trade trade = next();
                waiting.add(new Due(trade.eventTimeMicros() + delayMicros(), trade));
            }
            sendUntil(nowMicros());
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private Trade next() {
        int instrument = random.nextInt(INSTRUMENTS);
        prices[instrument] = Math.max(100, prices[instrument] + random.nextInt(201) - 100);
        long now = nowMicros();
        return new Trade(
                instrument(instrument),
                BigDecimal.valueOf(1_000_000 + prices[instrument], 2),
                BigDecimal.valueOf(1L + random.nextInt(1_000_000), 5),
                random.nextBoolean() ? TakerSide.BUY : TakerSide.SELL,
                ++lastIds[instrument],
                now,
                now,
                now);
    }

    private long delayMicros() {
        if (random.nextInt(ONE_IN_LATE) == 0) {
            return LATE_AFTER_MICROS + random.nextInt(LATE_WITHIN_MICROS);
        }
        return random.nextInt(ONE_IN_SHUFFLED) == 0 ? random.nextInt(SHUFFLED_WITHIN_MICROS) : 0;
    }

    private void sendUntil(long micros) {
        while (!waiting.isEmpty() && waiting.peek().atMicros() <= micros) {
            Trade trade = waiting.poll().trade();
            sent.add(trade);
            log.send(trade);
            if (random.nextDouble() < REPEATED) {
                log.send(sent.get(random.nextInt(sent.size())));
            }
        }
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /**
     * Sends what still waits and returns when the log holds everything.
     *
     * @return every trade, each once
     */
    List<Trade> stop() throws InterruptedException {
        ticks.shutdown();
        if (!ticks.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the load does not end");
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the load broke off", failure.get());
        }
        sendUntil(Long.MAX_VALUE);
        log.flush();
        return sent;
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        log.close();
    }
}
