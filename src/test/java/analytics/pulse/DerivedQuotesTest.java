package analytics.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import market.DayFigures;
import market.Quote;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;

class DerivedQuotesTest {

    private static final String BTC = "binance:BTC-USDT";
    private static final DayFigures DAY = new DayFigures(
            new BigDecimal("100"),
            new BigDecimal("120"),
            new BigDecimal("90"),
            new BigDecimal("7"),
            new BigDecimal("700"),
            3);

    private final DerivedQuotes quotes = new DerivedQuotes();

    @Test
    void aQuoteIsTheTradesPriceAndTimeWithTheFiguresOfTheDay() {
        assertThat(quotes.of(List.of(trade("102.5", 5)), Map.of(BTC, DAY), 9))
                .containsExactly(new Quote(
                        BTC,
                        "souk",
                        new BigDecimal("102.5"),
                        new BigDecimal("2.500"),
                        new BigDecimal("7"),
                        new BigDecimal("700"),
                        null,
                        5,
                        9));
    }

    @Test
    void aTradeMakesOneQuoteAndAnEarlierOneNone() {
        assertThat(quotes.of(List.of(trade("1", 5)), Map.of(), 9)).hasSize(1);
        assertThat(quotes.of(List.of(trade("1", 5)), Map.of(), 10)).isEmpty();
        assertThat(quotes.of(List.of(trade("1", 4)), Map.of(), 11)).isEmpty();
        assertThat(quotes.of(List.of(trade("1", 6)), Map.of(), 12)).hasSize(1);
    }

    @Test
    void withoutFiguresOfTheDayItIsAPriceOnly() {
        assertThat(quotes.of(List.of(trade("1", 5)), Map.of(), 9))
                .singleElement()
                .satisfies(quote -> {
                    assertThat(quote.changePercent()).isNull();
                    assertThat(quote.volume()).isNull();
                    assertThat(quote.quoteVolume()).isNull();
                });
    }

    private static Trade trade(String price, long eventTimeMicros) {
        return new Trade(
                BTC, new BigDecimal(price), BigDecimal.ONE, TakerSide.BUY, 1, eventTimeMicros, eventTimeMicros, 0);
    }
}
