package system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import storage.LatestTrades;

/** The last trades in a real Redis. */
class LatestTradesIT {

    private static final String KEY = "{souk:latest}:";
    private static final String BTC = "test:BTC-USDT";
    private static final String ETH = "test:ETH-USDT";

    private final StringRedisTemplate redis = Souk.shared().bean(StringRedisTemplate.class);
    private final LatestTrades latest = new LatestTrades(redis, Duration.ofSeconds(90));

    @BeforeEach
    void forget() {
        redis.delete(List.of(KEY + BTC, KEY + ETH));
    }

    @Test
    void theLastOfEachInstrumentIsKeptForAWhile() {
        latest.keep(List.of(trade(BTC, 10, 1), trade(ETH, 5, 1), trade(BTC, 20, 2)));

        assertThat(latest.find(BTC)).contains(trade(BTC, 20, 2));
        assertThat(latest.find(ETH)).contains(trade(ETH, 5, 1));
        assertThat(redis.getExpire(KEY + BTC)).isBetween(80L, 90L);
    }

    @Test
    void aLateTradeDoesNotReplaceALaterOneOfTheSamePollOrOfOneBefore() {
        latest.keep(List.of(trade(BTC, 20, 8), trade(BTC, 10, 9)));
        assertThat(latest.find(BTC)).contains(trade(BTC, 20, 8));

        latest.keep(List.of(trade(BTC, 19, 99), trade(ETH, 1, 1)));
        assertThat(latest.find(BTC)).contains(trade(BTC, 20, 8));
        assertThat(latest.find(ETH)).contains(trade(ETH, 1, 1));
    }

    @Test
    void atTheSameTimeTheGreaterIdIsTheLaterHoweverManyDigitsItHas() {
        long beyondDoubles = 9_007_199_254_740_993L;

        latest.keep(List.of(trade(BTC, 20, 10)));
        latest.keep(List.of(trade(BTC, 20, 9)));
        assertThat(latest.find(BTC)).contains(trade(BTC, 20, 10));

        latest.keep(List.of(trade(BTC, 20, beyondDoubles)));
        latest.keep(List.of(trade(BTC, 20, beyondDoubles - 1)));
        assertThat(latest.find(BTC)).contains(trade(BTC, 20, beyondDoubles));
    }

    @Test
    void whatIsNoTradeIsOverwritten() {
        for (String rubbish : List.of("", "rubbish", "5", "{}", "[]", "{\"eventTime\":\"x\",\"tradeId\":1}")) {
            redis.opsForValue().set(KEY + BTC, rubbish);
            latest.keep(List.of(trade(BTC, 20, 1)));
            assertThat(latest.find(BTC)).as("after '" + rubbish + "'").contains(trade(BTC, 20, 1));
        }
    }

    @Test
    void howeverManyWriteAtOnceTheLatestWins() throws Exception {
        List<Trade> trades = new ArrayList<>(
                IntStream.rangeClosed(1, 400).mapToObj(i -> trade(BTC, i, i)).toList());
        Collections.shuffle(trades, new Random(7));
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int replica = 0; replica < 4; replica++) {
            List<Trade> own = trades.subList(replica * 100, replica * 100 + 100);
            done.add(replicas.submit(() -> own.forEach(trade -> latest.keep(List.of(trade)))));
        }
        for (Future<?> replica : done) {
            replica.get(30, TimeUnit.SECONDS);
        }
        replicas.shutdown();

        assertThat(latest.find(BTC)).contains(trade(BTC, 400, 400));
    }

    /** At so many seconds after noon of a day, with 16 digits of µs as times have. */
    private static Trade trade(String instrument, int second, long id) {
        long micros = 1_767_268_800_000_000L + second * 1_000_000L;
        return new Trade(instrument, BigDecimal.TEN, BigDecimal.ONE, TakerSide.BUY, id, micros, micros, micros);
    }
}
