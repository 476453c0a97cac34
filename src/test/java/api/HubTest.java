package api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Interval;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;

class HubTest {

    private static final String BTC = "binance:BTC-USDT";
    private static final String ETH = "binance:ETH-USDT";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Hub hub = new Hub(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theUpdatesOfATopicAreNumberedFromOne() {
        Recorder btc = new Recorder();
        Recorder eth = new Recorder();
        hub.subscribeTrades(BTC, btc);
        hub.subscribeTrades(ETH, eth);

        hub.publish(trade(BTC, 10));
        hub.publish(trade(ETH, 20));
        hub.publish(trade(BTC, 11));

        assertThat(btc.heard).containsExactly("subscribed", "1:10", "2:11");
        assertThat(eth.heard).containsExactly("subscribed", "1:20");
    }

    @Test
    void whoeverSubscribesHearsTheLastUpdateBeforeAnyFurtherOne() {
        hub.publish(trade(BTC, 10));
        hub.publish(trade(BTC, 11));
        Recorder late = new Recorder();

        hub.subscribeTrades(BTC, late);
        hub.publish(trade(BTC, 12));

        assertThat(late.heard).containsExactly("subscribed 2:11", "3:12");
    }

    @Test
    void whileOthersPublishASubscriberMissesNothingAfterItsSnapshot() throws Exception {
        int publishers = 4;
        int each = 2_000;
        Recorder fromTheStart = new Recorder();
        hub.subscribeTrades(BTC, fromTheStart);
        List<Recorder> late = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(publishers);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int publisher = 0; publisher < publishers; publisher++) {
            long first = publisher * (long) each;
            done.add(threads.submit(() -> {
                go.await();
                for (long id = first; id < first + each; id++) {
                    hub.publish(trade(BTC, id));
                }
                return null;
            }));
        }
        go.countDown();
        for (int i = 0; i < 50; i++) {
            Recorder recorder = new Recorder();
            hub.subscribeTrades(BTC, recorder);
            late.add(recorder);
        }
        for (Future<?> publisher : done) {
            publisher.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(fromTheStart.sequences)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, publishers * (long) each)
                        .boxed()
                        .toList());
        assertThat(fromTheStart.ids()).doesNotHaveDuplicates();
        for (Recorder recorder : late) {
            assertThat(recorder.sequences)
                    .containsExactlyElementsOf(LongStream.rangeClosed(recorder.snapshot + 1, publishers * (long) each)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void oneThreadsUpdatesKeepTheirOrder() {
        Recorder recorder = new Recorder();
        hub.subscribeTrades(BTC, recorder);

        for (long id = 0; id < 1_000; id++) {
            hub.publish(trade(BTC, id));
        }

        assertThat(recorder.ids())
                .containsExactlyElementsOf(LongStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void aSubscriberThatFailsHarmsNobody() {
        hub.subscribeTrades(BTC, update -> {
            throw new IllegalStateException("I always fail");
        });
        Recorder other = new Recorder();
        hub.subscribeTrades(BTC, other);

        hub.publish(trade(BTC, 1));
        hub.publish(trade(BTC, 2));

        assertThat(other.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aClosedSubscriptionHearsNothingMoreAndMayBeClosedAgain() {
        Recorder gone = new Recorder();
        Recorder stays = new Recorder();
        Subscription subscription = hub.subscribeTrades(BTC, gone);
        hub.subscribeTrades(BTC, stays);

        hub.publish(trade(BTC, 1));
        subscription.close();
        subscription.close();
        hub.publish(trade(BTC, 2));

        assertThat(gone.ids()).containsExactly(1L);
        assertThat(stays.ids()).containsExactly(1L, 2L);
    }

    @Test
    void closingOneSubscriptionTwiceLeavesAnotherOfTheSameSubscriberAlone() {
        Recorder twice = new Recorder();
        Subscription first = hub.subscribeTrades(BTC, twice);
        hub.subscribeTrades(BTC, twice);

        first.close();
        first.close();
        hub.publish(trade(BTC, 1));

        assertThat(twice.ids()).containsExactly(1L);
    }

    @Test
    void candlesAreATopicAnInterval() {
        List<Long> minutes = new ArrayList<>();
        List<Long> hours = new ArrayList<>();
        hub.subscribeCandles(BTC, Interval.M1, update -> minutes.add(update.sequence()));
        hub.subscribeCandles(BTC, Interval.H1, update -> hours.add(update.sequence()));

        publish(candle(Interval.M1));
        publish(candle(Interval.M1));
        publish(candle(Interval.H1));

        assertThat(minutes).containsExactly(1L, 2L);
        assertThat(hours).containsExactly(1L);
    }

    @Test
    void candleThatNobodyWatchesIsNotRead() {
        AtomicInteger read = new AtomicInteger();
        Supplier<Candle> candle = () -> {
            read.incrementAndGet();
            return candle(Interval.M1);
        };
        hub.publishCandle(BTC, Interval.M1, candle);
        hub.publishCandle(BTC, Interval.M1, candle);
        assertThat(read).hasValue(0);

        CandleRecorder late = new CandleRecorder();
        hub.subscribeCandles(BTC, Interval.M1, late);
        assertThat(late.heard).containsExactly("subscribed 2");
        assertThat(read).hasValue(1);

        hub.publishCandle(BTC, Interval.M1, candle);
        assertThat(late.heard).containsExactly("subscribed 2", "3");
        assertThat(read).hasValue(2);
    }

    @Test
    void candleThatCannotBeReadIsNoSnapshot() {
        hub.publishCandle(BTC, Interval.M1, () -> {
            throw new MalformedDataException("not a candle");
        });
        CandleRecorder recorder = new CandleRecorder();
        hub.subscribeCandles(BTC, Interval.M1, recorder);
        publish(candle(Interval.M1));

        assertThat(recorder.heard).containsExactly("subscribed", "2");
    }

    private static final class CandleRecorder implements Subscriber<Candle> {

        private final List<String> heard = new ArrayList<>();

        @Override
        public void onSubscribed(Optional<Update<Candle>> last) {
            heard.add("subscribed" + last.map(update -> " " + update.sequence()).orElse(""));
        }

        @Override
        public void onUpdate(Update<Candle> update) {
            heard.add(Long.toString(update.sequence()));
        }
    }

    @Test
    void theLastTradeIsKeptByInstrument() {
        assertThat(hub.lastTrade(BTC)).isEmpty();
        assertThat(hub.lastTradeAt()).isEmpty();

        hub.publish(trade(BTC, 1));
        hub.publish(trade(BTC, 2));

        assertThat(hub.lastTrade(BTC)).map(Trade::tradeId).contains(2L);
        assertThat(hub.lastTrade(ETH)).isEmpty();
        assertThat(hub.lastTradeAt()).contains(NOW);
    }

    @Test
    void aLateTradeIsHandedRoundButIsNotTheLast() {
        Recorder recorder = new Recorder();
        hub.subscribeTrades(BTC, recorder);

        hub.publish(trade(BTC, 8));
        hub.publish(trade(BTC, 7));
        Recorder late = new Recorder();
        hub.subscribeTrades(BTC, late);

        assertThat(recorder.heard).containsExactly("subscribed", "1:8", "2:7");
        assertThat(hub.lastTrade(BTC)).map(Trade::tradeId).contains(8L);
        assertThat(late.heard).containsExactly("subscribed 2:8");
    }

    private static Trade trade(String instrument, long id) {
        return new Trade(instrument, BigDecimal.ONE, BigDecimal.ONE, TakerSide.BUY, id, 1_000, 1_000, 1_000);
    }

    private void publish(Candle candle) {
        hub.publishCandle(candle.key().instrument(), candle.key().interval(), () -> candle);
    }

    private static Candle candle(Interval interval) {
        return Candle.opening(new CandleKey(BTC, interval, 0), trade(BTC, 1)).revised(CandleStatus.COMPLETE);
    }

    /** Writes down what it hears, in order. The hub calls it under the topic's lock. */
    private static final class Recorder implements Subscriber<Trade> {

        private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> ids = Collections.synchronizedList(new ArrayList<>());
        private volatile long snapshot;

        @Override
        public void onSubscribed(Optional<Update<Trade>> last) {
            snapshot = last.map(Update::sequence).orElse(0L);
            heard.add("subscribed"
                    + last.map(update -> " " + update.sequence() + ":"
                                    + update.data().tradeId())
                            .orElse(""));
        }

        @Override
        public void onUpdate(Update<Trade> update) {
            heard.add(update.sequence() + ":" + update.data().tradeId());
            sequences.add(update.sequence());
            ids.add(update.data().tradeId());
        }

        List<Long> ids() {
            return ids;
        }
    }
}
