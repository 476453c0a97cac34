package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Set;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Interval;
import org.junit.jupiter.api.Test;

class OpenCandlesTest {

    private final OpenCandles open = new OpenCandles();

    @Test
    void keepsOfEachCandleTheNewestAndGivesTheEarlierWindowsFirst() {
        open.want(Set.of(Interval.M1));
        offer(candle(Interval.M1, 1, 5));
        offer(candle(Interval.M1, 0, 1));
        offer(candle(Interval.M1, 0, 2));

        assertThat(open.take()).containsExactly(candle(Interval.M1, 0, 2), candle(Interval.M1, 1, 5));
        assertThat(open.take()).isEmpty();
    }

    @Test
    void keepsNothingThatNobodyWants() {
        offer(candle(Interval.M1, 0, 1));
        open.want(Set.of(Interval.M1));
        offer(candle(Interval.H1, 0, 1));

        assertThat(open.take()).isEmpty();
    }

    @Test
    void tellsThatACandleIsClosedBeforeTheNextOneThatIsOpen() {
        open.want(Set.of(Interval.M1));
        Candle closed = candle(Interval.M1, 0, 1).closed(1, CandleStatus.COMPLETE);
        offer(candle(Interval.M1, 1, 1));
        offer(closed);

        assertThat(open.take()).containsExactly(closed, candle(Interval.M1, 1, 1));
    }

    @Test
    void hasABoundWhileNobodyTakes() {
        open.want(Set.of(Interval.M1));
        for (int minute = 0; minute < 50_000; minute++) {
            offer(candle(Interval.M1, minute, 1));
        }

        assertThat(open.take()).hasSizeLessThanOrEqualTo(20_000).contains(candle(Interval.M1, 49_999, 1));
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        open.want(Set.of(Interval.M1));
        open.offer(PublishedCandle.read("binance:BTC-USDT 1m 60000000 {\"open\":1}"));
        offer(candle(Interval.M1, 0, 1));

        assertThat(open.take()).containsExactly(candle(Interval.M1, 0, 1));
        assertThat(open.take()).isEmpty();
    }

    private void offer(Candle candle) {
        open.offer(PublishedCandle.read(PublishedCandle.write(candle)));
    }

    private static Candle candle(Interval interval, int window, int trades) {
        BigDecimal one = BigDecimal.ONE;
        return new Candle(
                new CandleKey("binance:BTC-USDT", interval, interval.micros() * window),
                one,
                one,
                one,
                one,
                one,
                one,
                one,
                trades,
                1,
                1,
                1,
                1,
                0,
                CandleStatus.OPEN);
    }
}
