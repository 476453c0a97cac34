package feeds;

import static feeds.HistoryTrades.missing;
import static feeds.HistoryTrades.trades;
import static org.assertj.core.api.Assertions.assertThat;

import candles.MovableClock;
import feeds.FakeHistoryVenue.Dialect;
import feeds.HistoryClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request at a venue on loopback that may misbehave. */
@Timeout(60)
class HistoryClientTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final MovableClock clock = new MovableClock(NOON);
    private FakeHistoryVenue venue;
    private HistoryClient client;

    @BeforeEach
    void start() throws IOException {
        venue = new FakeHistoryVenue(Dialect.BINANCE, trades(1, 10), 1_000);
        client = client(venue.address(), Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        venue.close();
    }

    @Test
    void aPageIsRead() {
        assertThat(ask()).isInstanceOfSatisfying(Answer.Page.class, page -> assertThat(page.trades())
                .hasSize(7));
        assertThat(venue.requests()).containsExactly("/api/v3/historicalTrades?symbol=BTC%2FUSD&fromId=4&limit=1000");
    }

    @Test
    void theAddressMayHaveAPath() {
        client = client(URI.create(venue.address() + "/proxy/"), Duration.ofSeconds(30));

        assertThat(ask()).isInstanceOf(Answer.Page.class);
        assertThat(venue.requests()).singleElement().asString().startsWith("/proxy/api/v3/");
    }

    @ParameterizedTest
    @CsvSource({
        "429, 7, 7",
        "418, 120, 120",
        "503, 30, 30",
        "429, 0, 1",
        "418, 999999999, 259200",
        "429, 'Fri, 20 Nov 2026 12:02:00 GMT', 120"
    })
    void itWaitsAsLongAsItIsTold(int status, String retryAfter, int seconds) {
        venue.thenAnswers(status, "{}", Map.of("Retry-After", retryAfter));

        assertThat(ask()).isInstanceOf(Answer.NotNow.class);

        assertThat(client.notBefore()).isEqualTo(NOON.plusSeconds(seconds));
        clock.now = NOON.plusSeconds(seconds).minusNanos(1);
        assertThat(ask()).isInstanceOf(Answer.NotNow.class);
        assertThat(venue.requests()).as("nothing is asked meanwhile").hasSize(1);
        clock.now = NOON.plusSeconds(seconds);
        assertThat(ask()).isInstanceOf(Answer.Page.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 418, 500, 502, 503})
    void itBacksOffTwiceAsLongEachTimeUpToFiveMinutesAndAnAnswerEndsThat(int status) {
        for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
            venue.thenAnswers(status, "", Map.of());
            assertBacksOff(seconds);
        }

        assertThat(ask()).isInstanceOf(Answer.Page.class);
        venue.thenAnswers(status, "", Map.of("Retry-After", "soon"));
        assertBacksOff(10);
    }

    @Test
    void aVenueThatIsNotThereIsLeftAloneForAWhile() {
        venue.close();

        assertBacksOff(10);
        assertBacksOff(20);
    }

    /** The head of an answer has come, so that no timeout of the client's own ends it. */
    @Test
    void anAnswerThatDoesNotEndIsGivenUp() {
        client = client(venue.address(), Duration.ofMillis(500));
        venue.thenHangs();

        assertBacksOff(10);
        assertThat(ask()).isInstanceOf(Answer.Page.class);
    }

    @Test
    void aRequestForFewerRequestsWithStatus200IsObeyed() throws IOException {
        client = new HistoryClient("kraken", venue.address(), new KrakenHistory(), Duration.ofSeconds(30), clock);
        venue.thenAnswers(200, "{\"error\":[\"EGeneral:Too many requests\"]}", Map.of());

        assertBacksOff(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"message\":\"NotFound\"} | the venue answered with status 404: {\"message\":\"NotFound\"}",
                "400 | a\tb                       | the venue answered with status 400: a?b",
                "301 | ''                         | the venue answered with status 301: ",
                "200 | <html>                     | the venue's answer cannot be used: the answer is not JSON: Unexpected",
                "200 | [{\"id\":1}]               | the venue's answer cannot be used: [0] needs the field time",
                "200 | ''                         | the venue's answer cannot be used: the answer is empty",
            })
    void whatWillNotDoIsRefusedWithAReasonAndOthersMayBeAskedFor(int status, String body, String reason) {
        venue.thenAnswers(status, body, Map.of());

        assertThat(ask()).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.reason())
                .startsWith(reason));
        assertThat(ask()).isInstanceOf(Answer.Page.class);
    }

    @Test
    void anAnswerThatIsTooLongIsNotReadToItsEnd() {
        venue.thenAnswers(200, "[" + " ".repeat(6_000_000) + "]", Map.of());

        assertThat(ask()).isEqualTo(new Answer.Refused("the venue answered with more than 5000000 bytes"));
        assertThat(ask()).isInstanceOf(Answer.Page.class);
    }

    @Test
    void theBudgetIsNotExceeded() {
        int asked = 0;
        while (ask() instanceof Answer.Page) {
            asked++;
        }

        assertThat(asked).as("a tenth of 1,500, at 25 each").isEqualTo(6);
        assertThat(venue.requests()).hasSize(6);
        assertThat(client.notBefore()).isAfter(NOON).isBefore(NOON.plusSeconds(2));
        clock.now = client.notBefore();
        assertThat(ask()).isInstanceOf(Answer.Page.class);
    }

    private void assertBacksOff(int seconds) {
        assertThat(ask()).isInstanceOf(Answer.NotNow.class);
        assertThat(client.notBefore()).isEqualTo(clock.now.plusSeconds(seconds));
        clock.now = client.notBefore();
    }

    private Answer ask() {
        return client.ask(missing(4, 9));
    }

    private HistoryClient client(URI address, Duration timeout) {
        return new HistoryClient("the venue", address, new BinanceHistory(), timeout, clock);
    }
}
