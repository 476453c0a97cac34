package api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import market.Alert;
import market.AlertKind;
import market.AlertQuery;
import market.AlertSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import storage.AlertStore;
import storage.AuditStore;

class AlertQueriesTest {

    private AlertQuery asked;

    private final AlertQueries queries = new AlertQueries(
            new AlertStore(null) {
                @Override
                public List<Alert> find(AlertQuery query) {
                    asked = query;
                    return List.of();
                }
            },
            new TestQueries().queries(),
            new AuditStore(null),
            Clock.systemUTC());

    @Test
    void asksForWhatIsWanted() {
        ask("price-move,gap", "warning, CRITICAL", null);

        assertThat(asked.kinds()).containsExactlyInAnyOrder(AlertKind.PRICE_MOVE, AlertKind.GAP);
        assertThat(asked.severities()).containsExactlyInAnyOrder(AlertSeverity.WARNING, AlertSeverity.CRITICAL);
        assertThat(asked.instrument()).contains("binance:BTC-USDT");
        assertThat(asked.limit())
                .as("one more than a page, to see whether there is another")
                .isEqualTo(501);
    }

    @ParameterizedTest
    @CsvSource({",", "active, true", "RESOLVED, false", "'active,resolved',", "'RESOLVED,RESOLVED', false"})
    void bothStatesAreAsGoodAsNone(String status, Boolean active) {
        ask(null, null, status);

        assertThat(asked.active()).isEqualTo(Optional.ofNullable(active));
    }

    @ParameterizedTest
    @CsvSource({"kind, PRICE-MOVE", "kind, 'gap,'", "severity, bad", "status, over"})
    void whatIsNotKnownIsAProblemThatNamesWhatIs(String parameter, String value) {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> ask(
                        parameter.equals("kind") ? value : null,
                        parameter.equals("severity") ? value : null,
                        parameter.equals("status") ? value : null));

        assertThat(problem.problem().status()).isEqualTo(400);
        assertThat(problem.problem().parameter()).isEqualTo(parameter);
        assertThat(problem.problem().allowed()).isNotEmpty();
    }

    private void ask(String kind, String severity, String status) {
        queries.alerts(new AlertQueries.Wanted("BTC", kind, severity, status, null, null, null, null));
    }
}
