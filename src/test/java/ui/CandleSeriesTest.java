package ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import market.Candle;
import market.CandleStatus;
import org.junit.jupiter.api.Test;

class CandleSeriesTest {

    private final TestMarket market = new TestMarket();
    private final CandleSeries series = new CandleSeries(3);

    @Test
    void tellsWhatIsNewOldestFirst() {
        Candle first = market.candle(TestMarket.BTC, 0, "100", 1);
        Candle second = market.candle(TestMarket.BTC, 1, "101", 1);

        assertThat(series.merge(List.of(second, first))).containsExactly(first, second);
        assertThat(series.merge(List.of(first, second))).isEmpty();
    }

    @Test
    void olderVersionOfACandleIsNoNews() {
        Candle ofThree = market.candle(TestMarket.BTC, 0, "100", 3);
        Candle ofTwo = market.candle(TestMarket.BTC, 0, "100", 2);
        series.merge(List.of(ofThree));

        assertThat(series.merge(List.of(ofTwo))).isEmpty();
        assertThat(series.all()).containsExactly(ofThree);
    }

    @Test
    void higherRevisionCountsEvenWithFewerTrades() {
        Candle open = market.candle(TestMarket.BTC, 0, "100", 3);
        Candle corrected = market.candle(TestMarket.BTC, 0, "100", 2).revised(CandleStatus.COMPLETE);
        series.merge(List.of(open));

        assertThat(series.merge(List.of(corrected))).containsExactly(corrected);
        assertThat(series.merge(List.of(open))).isEmpty();
    }

    @Test
    void remembersNoMoreThanItsLimit() {
        for (int minute = 0; minute < 5; minute++) {
            series.merge(List.of(market.candle(TestMarket.BTC, minute, "100", 1)));
        }

        assertThat(series.all())
                .extracting(candle -> candle.start().toString())
                .containsExactly("2026-01-01T12:02:00Z", "2026-01-01T12:03:00Z", "2026-01-01T12:04:00Z");
    }
}
