package feeds;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import market.MalformedDataException;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one venue for past trades, within its budget, and leaves it alone when it says so or does not answer. It never waits
 * for its turn: who asks too early is told so. Not thread safe; a request holds its thread for {@link #ANSWER_TIMEOUT} at
 * most.
 */
final class HistoryClient {

    private static final Logger log = LoggerFactory.getLogger(HistoryClient.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** From the request to the last byte; venues take below one second. */
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
    static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

    private static final int TOO_MANY_REQUESTS = 429;

    /** Binance's: too many requests in spite of 429, and now a ban. */
    private static final int BANNED = 418;

    private final String venue;
    private final String address;
    private final TradeHistory history;
    private final RequestBudget budget;
    private final Duration answerTimeout;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private Instant pausedUntil = Instant.MIN;
    private Duration nextBackOff = FIRST_BACK_OFF;

    /** What became of a request. */
    sealed interface Answer {

        /** @param trades as many as the venue gave */
        record Page(List<Trade> trades) implements Answer {}

        /** The venue is not to be asked before {@link #notBefore}. */
        record NotNow() implements Answer {}

        /** @param reason why it will not do, or what it said cannot be understood; a sentence without its dot */
        record Refused(String reason) implements Answer {}
    }

    /**
     * @param venue its name, for messages
     * @param address scheme, host, port and perhaps a path of its HTTP API
     */
    HistoryClient(String venue, URI address, TradeHistory history, Clock clock) {
        this(venue, address, history, ANSWER_TIMEOUT, clock);
    }

    HistoryClient(String venue, URI address, TradeHistory history, Duration answerTimeout, Clock clock) {
        this.venue = venue;
        this.address = address.toString().replaceAll("/+$", "");
        this.history = history;
        this.budget = new RequestBudget(history.budgetPerMinute(), history.weight(), clock);
        this.answerTimeout = answerTimeout;
        this.clock = clock;
    }

    /** When it may be asked next; in the past if it may be now. */
    Instant notBefore() {
        Instant budgeted = budget.notBefore(history.weight());
        return pausedUntil.isAfter(budgeted) ? pausedUntil : budgeted;
    }

    Answer ask(TradeHistory.Missing missing) {
        if (clock.instant().isBefore(pausedUntil) || !budget.take(history.weight())) {
            return new Answer.NotNow();
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + history.request(missing)))
                .header("User-Agent", "souk")
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<BoundedBody.Body>> answer =
                http.sendAsync(request, head -> new BoundedBody(HistoryJson.MAX_BYTES));
        try {
            return understood(answer.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS), missing);
        } catch (TimeoutException e) {
            return backOff("it did not answer within " + answerTimeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            return backOff("it cannot be reached: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.NotNow();
        } finally {
            answer.cancel(true);
        }
    }

    private Answer understood(HttpResponse<BoundedBody.Body> response, TradeHistory.Missing missing) {
        int status = response.statusCode();
        if (status == TOO_MANY_REQUESTS || status == BANNED || status >= 500) {
            String reason = "it answered with status " + status;
            return RetryAfter.read(response.headers().firstValue("Retry-After").orElse(null), clock.instant())
                    .map(pause -> pause(pause, reason))
                    .orElseGet(() -> backOff(reason));
        }
        BoundedBody.Body body = response.body();
        Answer answer;
        if (status != 200) {
            answer = new Answer.Refused(venue + " answered with status " + status + ": "
                    + FrameJson.shown(new String(body.bytes(), StandardCharsets.UTF_8)));
        } else if (!body.whole()) {
            answer = new Answer.Refused(venue + " answered with more than " + HistoryJson.MAX_BYTES + " bytes");
        } else {
            answer = read(body.bytes(), missing);
        }
        if (!(answer instanceof Answer.NotNow)) {
            nextBackOff = FIRST_BACK_OFF;
        }
        return answer;
    }

    private Answer read(byte[] answer, TradeHistory.Missing missing) {
        try {
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
            return new Answer.Page(history.read(answer, missing.instrument(), now));
        } catch (VenueBusyException e) {
            return backOff(e.getMessage());
        } catch (MalformedDataException e) {
            return new Answer.Refused(venue + "'s answer cannot be used: " + e.getMessage());
        }
    }

    private Answer backOff(String reason) {
        Duration pause = nextBackOff;
        Duration doubled = pause.multipliedBy(2);
        nextBackOff = doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
        return pause(pause, reason);
    }

    private Answer pause(Duration pause, String reason) {
        pausedUntil = clock.instant().plus(pause);
        log.warn("Past trades of {} are asked for again at {}: {}", venue, pausedUntil, reason);
        return new Answer.NotNow();
    }
}
