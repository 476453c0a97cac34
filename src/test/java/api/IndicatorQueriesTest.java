package api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import analytics.indicators.TestCandles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import market.Candle;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorQueriesTest {

    private final TestQueries stores = new TestQueries();
    private final IndicatorQueries indicators = stores.indicators();

    @Test
    void aPageDoesNotDependOnWhereItBegins() {
        stores.candles = TestCandles.walk(1, 700, 64_000, 0.001);
        List<IndicatorPage.Point> all = page("macd", null, "0", "1000").points();
        assertThat(all).hasSize(700 - 33);

        List<IndicatorPage.Point> paged = new ArrayList<>();
        String cursor = "0";
        while (cursor != null) {
            IndicatorPage page = page("macd", null, cursor, "100");
            paged.addAll(page.points());
            cursor = page.next();
        }

        assertThat(paged).isEqualTo(all);
    }

    @Test
    void withoutFromItIsTheNewestCandlesWithTheOpenOne() {
        List<Candle> candles = new ArrayList<>(TestCandles.closes(1, 2, 3, 4));
        candles.add(TestCandles.open(TestCandles.closing(4, 5)));
        stores.candles = candles;

        IndicatorPage page = page("sma", "3", null, "2");

        assertThat(page.points())
                .extracting(point -> point.values().get("sma"), IndicatorPage.Point::open)
                .containsExactly(tuple("3", false), tuple("4", true));
        assertThat(page.points().get(1).startMs())
                .isEqualTo(TestCandles.START.plusSeconds(240).toEpochMilli());
        assertThat(page.next()).isNull();
        assertThat(page.params()).containsExactly(new BigDecimal("3"));
    }

    @Test
    void tooFewCandlesAreNoPoints() {
        stores.candles = TestCandles.closes(1, 2);
        assertThat(page("sma", "3", null, null).points()).isEmpty();

        stores.candles = List.of();
        assertThat(page("sma", "3", "0", null).points()).isEmpty();
    }

    @Test
    void valuesAreRoundedToTenDigits() {
        stores.candles = TestCandles.closes(1, 1, 2);
        assertThat(page("sma", "3", null, null).points().get(0).values()).containsEntry("sma", "1.333333333");

        stores.candles = TestCandles.closes(0.00001, 0.00001, 0.00002);
        assertThat(page("sma", "3", null, null).points().get(0).values()).containsEntry("sma", "0.00001333333333");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none|none|name|name is missing|sma",
                "magic|none|name|there is no indicator 'magic'|sma",
                "SMA|none|name|there is no indicator 'SMA'|sma",
                "sma|0|params|sma cannot have '0' (period: a whole number from 1 to 1000, 20 if left out)"
                        + "|period: a whole number from 1 to 1000, 20 if left out",
                "bollinger|20,2,1|params|bollinger has 2 parameters, not 3 (period: a whole number from 2 to 1000, "
                        + "20 if left out; width: a number from 0.1 to 10, 2 if left out)"
                        + "|period: a whole number from 2 to 1000, 20 if left out"
            })
    void aWrongParameterIsNamedWithWhatIsAllowed(
            String name, String params, String parameter, String detail, String allowed) {
        assertProblem(() -> page(name, params, null, null), 400, parameter, detail, allowed);
    }

    @Test
    void theOtherParametersAreThoseOfHistorical() {
        assertProblem(
                () -> page("sma", null, null, "1001"),
                400,
                "limit",
                "limit '1001' is not allowed",
                "a whole number from 1 to 1000");
        assertProblem(
                () -> indicators.indicators("NOPE", null, "sma", null, null, null, null, null),
                404,
                "symbol",
                "there is no instrument 'NOPE'",
                "binance:BTC-USDT");
    }

    private IndicatorPage page(String name, String params, String from, String limit) {
        return indicators.indicators("BTC", null, name, params, from, null, limit, null);
    }

    private static void assertProblem(
            ThrowingCallable call, int status, String parameter, String detail, String allowed) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(status);
            assertThat(e.problem().parameter()).isEqualTo(parameter);
            assertThat(e.problem().detail()).isEqualTo(detail);
            assertThat(e.problem().allowed()).contains(allowed);
        });
    }
}
