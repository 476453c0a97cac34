package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import api.ProblemException;
import feeds.simulator.ExchangeSimulator;
import feeds.simulator.Listing;
import feeds.simulator.MarketProfile;
import feeds.simulator.SimulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Instrument;
import market.Instruments;
import market.TradingHours;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import storage.AuditStore;

/** Requests to a simulator that runs. */
class SimulatorControlTest {

    private static final Instrument BTC = instrument("binance", "BTC", "BTCUSDT");
    private static final Instrument ELSEWHERE = instrument("kraken", "ETH", "ETH-USD");
    private static final Instruments INSTRUMENTS = new Instruments(List.of(BTC, ELSEWHERE));

    private final List<String> audited = new ArrayList<>();
    private final AuditStore audit = new AuditStore(null) {
        @Override
        public void add(String actor, String action, String target, String outcome) {
            audited.add(actor + " " + action + " " + target + " " + outcome);
        }
    };
    private final ExchangeSimulator simulator = simulator(Optional.empty());
    private final SimulatorControl control = new SimulatorControl(Optional.of(simulator), INSTRUMENTS, audit);

    SimulatorControlTest() {
        simulator.start();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private static Instrument instrument(String venue, String base, String symbol) {
        return new Instrument(
                venue + ":" + base + "-USDT", venue, base, "USDT", symbol, List.of(base), new BigDecimal("0.01"));
    }

    private static ExchangeSimulator simulator(Optional<Path> replay) {
        return new ExchangeSimulator(
                new SimulatorOptions(0, 5, 1, replay, 1),
                List.of(Listing.of(BTC, TradingHours.ALWAYS)),
                Map.of(),
                Clock.systemUTC());
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aChangeChangesWhatItNamesIsShownAndAudited() {
        MarketProfile before = MarketProfile.of("BTCUSDT", TradingHours.ALWAYS);

        SimulatorControl.MarketAnswer answer =
                control.change("btc", body("{\"volatility\":0.9,\"volumeProfile\":\"u-shaped\"}"), "ann");

        assertThat(answer)
                .isEqualTo(new SimulatorControl.MarketAnswer(
                        BTC.id(),
                        true,
                        null,
                        before.drift(),
                        0.9,
                        before.typicalNotional(),
                        before.weight(),
                        "u-shaped"));
        assertThat(control.state().instruments()).containsExactly(answer);
        assertThat(audited)
                .containsExactly("ann simulator.change binance:BTC-USDT"
                        + " {\"volatility\":0.9,\"volumeProfile\":\"u-shaped\"} ok");
    }

    @Test
    void theRateIsOfAll() {
        assertThat(control.state().tradesPerSecond()).isEqualTo(5);

        assertThat(control.change(body("{\"tradesPerSecond\":50}"), "ann").tradesPerSecond())
                .isEqualTo(50);

        assertThat(simulator.state().tradesPerSecond()).isEqualTo(50);
        assertThat(audited).containsExactly("ann simulator.change all {\"tradesPerSecond\":50} ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                           | body           | the body must be a JSON object",
                "`[]`                         | body           | the body must be a JSON object",
                "`{}`                         | body           | with at least one field",
                "`{\"weight\":1`              | body           | the body is not JSON: ",
                "`{\"weight\":1} x`           | body           | the body is not JSON: ",
                "`{\"weight\":1,\"weight\":2}`| body           | the body is not JSON: Duplicate field",
                "`{\"price\":1}`              | body           | there is no field 'price'",
                "`{\"weight\":\"1\"}`         | weight         | weight must be a number, was \"1\"",
                "`{\"weight\":null}`          | weight         | weight must be a number, was null",
                "`{\"weight\":0}`             | weight         | weight must be a number from 0.001 to 1000, was 0",
                "`{\"drift\":-11}`            | drift          | drift must be a number from -10 to 10, was -11",
                "`{\"volatility\":1e999}`     | volatility     | volatility must be a number from 0 to 10, was Infinity",
                "`{\"typicalNotional\":2e9}`  | typicalNotional| from 0.001 to 1000000000, was 2000000000",
                "`{\"volumeProfile\":\"w\"}`  | volumeProfile  | volumeProfile \"w\" is not known",
            })
    void whatCannotBeIsABadRequestThatNamesItAndChangesNothing(String body, String parameter, String detail) {
        SimulatorControl.SimulatorAnswer before = control.state();

        assertThatThrownBy(() -> control.change("BTC", body(body == null ? "" : body), "ann"))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().parameter()).isEqualTo(parameter);
                    assertThat(refused.problem().detail()).contains(detail);
                });
        assertThat(control.state()).isEqualTo(before);
        assertThat(audited).isEmpty();
    }

    @Test
    void whatIsTooLongIsNotRead() {
        assertThatThrownBy(() -> control.change("BTC", body(" ".repeat(5_000)), "ann"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("the body has more than 4096 bytes");
    }

    @Test
    void aRateThatCannotBeIsRefused() {
        for (String rate : List.of("0", "-1", "100001", "\"many\"", "null")) {
            assertThatThrownBy(() -> control.change(body("{\"tradesPerSecond\":" + rate + "}"), "ann"))
                    .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                            .extracting("status", "parameter")
                            .containsExactly(400, "tradesPerSecond"));
        }
    }

    @Test
    void whatDoesNotExistIsNotFoundAndWhatIsNotSimulatedIsAConflict() {
        assertProblem(404, "there is no instrument 'NOPE'", () -> control.change("NOPE", body("{}"), "ann"));
        assertProblem(409, "kraken:ETH-USDT is not simulated", () -> control.change("ETH", body("{}"), "ann"));
        SimulatorControl real = new SimulatorControl(Optional.empty(), INSTRUMENTS, audit);
        assertProblem(409, "nothing is simulated here", real::state);
        ExchangeSimulator replay = simulator(Optional.of(Path.of("pom.xml")));
        SimulatorControl recorded = new SimulatorControl(Optional.of(replay), INSTRUMENTS, audit);
        assertProblem(409, "plays a recording", recorded::state);
    }

    private static void assertProblem(int status, String detail, Runnable request) {
        assertThatThrownBy(request::run).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(status);
            assertThat(refused.problem().detail()).contains(detail);
        });
    }
}
