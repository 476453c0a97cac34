package api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import market.AlertKind;
import market.AlertRule;
import market.AlertSeverity;
import market.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFormTest {

    private static final List<Interval> SERVED = List.of(Interval.M1, Interval.H1);

    @Test
    void whatIsLeftOutHasAValueThatPeopleExpect() {
        AlertRule rule = rule(form("btc", "price-change", null, "3", "15m", null, null));

        assertThat(rule.instrument()).isEqualTo("binance:BTC-USDT");
        assertThat(rule.kind()).isEqualTo(AlertKind.PRICE_CHANGE);
        assertThat(rule.direction()).isEqualTo(AlertRule.Direction.EITHER);
        assertThat(rule.level()).isEqualByComparingTo(new BigDecimal("3"));
        assertThat(rule.window()).isEqualTo(Duration.ofMinutes(15));
        assertThat(rule.severity()).isEqualTo(AlertSeverity.WARNING);
        assertThat(rule.cooldown()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.note()).isEmpty();
    }

    @Test
    void aRuleIsWrittenAsItWouldBeReadAgain() {
        AlertRule rule = rule(form("BTC", "indicator-crosses", "up", "70", null, "1h", "rsi"));

        assertThat(rule.indicator()).isEqualTo("rsi(14)");
        assertThat(rule(RuleForm.of(rule))).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "-    | price-crosses     | up   | 1   | -    | -  | -          | instrument | instrument is missing",
                "NOPE | price-crosses     | up   | 1   | -    | -  | -          | instrument | there is no instrument 'NOPE'",
                "BTC  | -                 | up   | 1   | -    | -  | -          | kind       | kind is missing",
                "BTC  | price-move        | up   | 1   | -    | -  | -          | kind       | kind 'price-move' is not known",
                "BTC  | price-crosses     | -    | 1   | -    | -  | -          | direction  | direction is missing",
                "BTC  | price-crosses     | left | 1   | -    | -  | -          | direction  | direction 'left' is not known",
                "BTC  | price-crosses     | up   | -   | -    | -  | -          | level      | level is missing",
                "BTC  | price-crosses     | up   | 1e9 | -    | -  | -          | level      | level must be a plain decimal, was '1e9'",
                "BTC  | price-crosses     | up   | -1  | -    | -  | -          | level      | level must be positive, was -1",
                "BTC  | price-change      | up   | 1   | -    | -  | -          | window     | window is missing",
                "BTC  | price-change      | up   | 1   | soon | -  | -          | window     | window 'soon' is no duration",
                "BTC  | price-change      | up   | 1   | 2d   | -  | -          | window     | window must be from 60 s to 1 d",
                "BTC  | price-change      | up   | 1   | 90s  | -  | -          | window     | window must be whole minutes",
                "BTC  | volume-over       | -    | 1   | -    | 5m | -          | interval   | interval '5m' is not served",
                "BTC  | indicator-crosses | up   | 1   | -    | 1m | -          | indicator  | indicator is missing",
                "BTC  | silence           | -    | -   | 1s   | -  | -          | window     | window must be from 5 s to 7 d"
            })
    void whatIsWrongIsToldByItsField(
            String instrument,
            String kind,
            String direction,
            String level,
            String window,
            String interval,
            String indicator,
            String field,
            String detail) {
        assertThatThrownBy(() -> rule(form(instrument, kind, direction, level, window, interval, indicator)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().parameter()).isEqualTo(field);
                    assertThat(refused.problem().detail()).isEqualTo(detail);
                });
    }

    @Test
    void anIndicatorThatThereIsNotIsToldWithThoseThereAre() {
        assertThatThrownBy(() -> rule(form("BTC", "indicator-crosses", "up", "1", null, "1m", "magic(3)")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().detail()).startsWith("there is no indicator 'magic'"));
        assertThatThrownBy(() -> rule(form("BTC", "indicator-crosses", "up", "1", null, "1m", "bollinger(20,2).top")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                refused.problem().detail())
                        .isEqualTo("bollinger(20,2) has no value 'top', it has middle, upper, lower"));
    }

    private static RuleForm form(
            String instrument,
            String kind,
            String direction,
            String level,
            String window,
            String interval,
            String indicator) {
        return new RuleForm(instrument, kind, direction, level, window, interval, indicator, null, null, null);
    }

    private static AlertRule rule(RuleForm form) {
        return form.toRule("id", false, TestQueries.INSTRUMENTS, SERVED, "ann", Instant.EPOCH);
    }
}
