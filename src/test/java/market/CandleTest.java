package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CandleTest {

    private static final long START = 1_767_225_600_000_000L;
    private static final CandleKey KEY = new CandleKey("binance:BTC-USDT", Interval.M1, START);

    @Test
    void theCandleOfOneTradeIsThatTrade() {
        Candle candle = Candle.opening(KEY, trade(7, 5, "100.5", "2", TakerSide.BUY));

        assertThat(candle)
                .isEqualTo(new Candle(
                        KEY,
                        new BigDecimal("100.5"),
                        new BigDecimal("100.5"),
                        new BigDecimal("100.5"),
                        new BigDecimal("100.5"),
                        new BigDecimal("2"),
                        new BigDecimal("201.0"),
                        new BigDecimal("2"),
                        1,
                        7,
                        7,
                        START + 5,
                        START + 5,
                        0,
                        CandleStatus.OPEN));
        assertThat(candle.start()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(candle.lastTrade()).isEqualTo(Instant.parse("2026-01-01T00:00:00.000005Z"));
    }

    @Test
    void onlyWhatTheTakerBoughtIsTakerBuyVolume() {
        Candle candle = Candle.opening(KEY, trade(1, 1, "100", "2", TakerSide.SELL))
                .with(trade(2, 2, "100", "3", TakerSide.BUY))
                .with(trade(3, 3, "100", "5", TakerSide.SELL));

        assertThat(candle.volume()).isEqualByComparingTo("10");
        assertThat(candle.takerBuyVolume()).isEqualByComparingTo("3");
    }

    @Test
    void ofTradesAtTheSameTimeTheIdsTellTheOrder() {
        Candle candle = Candle.opening(KEY, trade(2, 5, "2", "1", TakerSide.BUY))
                .with(trade(3, 5, "3", "1", TakerSide.BUY))
                .with(trade(1, 5, "1", "1", TakerSide.BUY));

        assertThat(candle.open()).isEqualTo("1");
        assertThat(candle.close()).isEqualTo("3");
        assertThat(candle.firstTradeId()).isEqualTo(1);
        assertThat(candle.lastTradeId()).isEqualTo(3);
    }

    @Property
    void theOrderInWhichTradesComeDoesNotMatter(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
        Random random = new Random(seed);
        List<Trade> trades = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            trades.add(trade(
                    id,
                    random.nextInt(10),
                    Integer.toString(1 + random.nextInt(50)),
                    BigDecimal.valueOf(1 + random.nextInt(1_000), 3).toPlainString(),
                    random.nextBoolean() ? TakerSide.BUY : TakerSide.SELL));
        }
        Candle inOrder = folded(trades);
        Collections.shuffle(trades, random);

        assertThat(folded(trades))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(inOrder);
    }

    @Test
    void aRevisionKeepsTheFiguresAndCountsUp() {
        Candle open = Candle.opening(KEY, trade(1, 1, "100", "2", TakerSide.BUY));

        Candle corrected = open.revised(CandleStatus.COMPLETE).revised(CandleStatus.REPAIRED);

        assertThat(open.isOpen()).isTrue();
        assertThat(corrected.isOpen()).isFalse();
        assertThat(corrected.revision()).isEqualTo(2);
        assertThat(corrected.status()).isEqualTo(CandleStatus.REPAIRED);
        assertThat(corrected)
                .usingRecursiveComparison()
                .ignoringFields("revision", "status")
                .isEqualTo(open);
    }

    @Test
    void aKeyIsAlignedToItsInterval() {
        assertThat(KEY.endMicros()).isEqualTo(START + 60_000_000);
        assertThatThrownBy(() -> new CandleKey("binance:BTC-USDT", Interval.M5, START + 60_000_000))
                .hasMessage("start " + (START + 60_000_000) + " µs is not aligned to the interval 5m");
        assertThatThrownBy(() -> new CandleKey(" ", Interval.M1, START)).hasMessage("instrument must not be blank");
    }

    private static Candle folded(List<Trade> trades) {
        Candle candle = Candle.opening(KEY, trades.get(0));
        for (Trade trade : trades.subList(1, trades.size())) {
            candle = candle.with(trade);
        }
        return candle;
    }

    private static Trade trade(long id, int microsIntoTheWindow, String price, String quantity, TakerSide side) {
        long micros = START + microsIntoTheWindow;
        return new Trade(
                "binance:BTC-USDT", new BigDecimal(price), new BigDecimal(quantity), side, id, micros, micros, micros);
    }
}
