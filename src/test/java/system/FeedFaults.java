package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import feeds.FakeHistoryVenue;
import feeds.FakeVenue;
import feeds.FeedMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.FeedState;
import market.FeedStatus;
import org.apache.camel.CamelContext;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What venues do to their clients, done to one feed of a Souk, one thing after the other while trades go on; after each, new
 * trades of every instrument must be counted. The venue is down at first. A thread of its own a venue.
 */
final class FeedFaults implements Callable<Void> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Beyond what a feed waits for a handshake, which is 10 s. */
    private static final Duration SLOW_HANDSHAKE = Duration.ofMillis(11_500);

    private final FakeVenue venue;
    private final FakeHistoryVenue history;
    private final FeedMonitor feed;
    private final JdbcTemplate rows;
    private final CamelContext camel;
    private final MeterRegistry meters;

    /** For the message of what fails. */
    private String fault = "";

    FeedFaults(FakeVenue venue, FakeHistoryVenue history, FeedMonitor feed, Souk souk) {
        this.venue = venue;
        this.history = history;
        this.feed = feed;
        this.rows = souk.bean(JdbcTemplate.class);
        this.camel = souk.bean(CamelContext.class);
        this.meters = souk.bean(MeterRegistry.class);
    }

    @Override
    public Void call() {
        after("being down at the start", this::isDownAtTheStart);

        after("a close with 1000", () -> venue.closeAll(1000, "bye"));
        after("a close with 1001", () -> venue.closeAll(1001, "going away"));
        after("a break", venue::breakAll);
        // A feed that is started anew does not back off for what was before.
        after("a stop and a start", this::isStoppedAndStarted);
        after("a close with 1008", () -> venue.closeAll(1008, "policy violation"));
        after("a close with 1012", () -> venue.closeAll(1012, "service restart"));
        after("a close with 1013", () -> venue.closeAll(1013, "try again later"));
        after("a second stop and start", this::isStoppedAndStarted);

        after("a dead channel", this::hasADeadChannel);
        after("silence with live pongs", () -> replacedAfter(venue::fallSilent));
        after("a clock that is ahead", () -> clockIsAhead(5));
        after("a clock that is behind", () -> clockIsAhead(-5));
        after("a clock that is right", () -> clockIsAhead(0));
        after("repetitions and disorder", this::repeatsItselfInDisorder);
        after("hostile frames", this::sendsHostileFrames);
        after("a message of 10 MB in pieces", this::sendsTooMuchInPieces);
        after("a frame of 10 MB", () -> replacedAfter(() -> venue.sendTooLongFrame("BTC")));
        after("the refusal of one", this::refusesOne);
        after("a third stop and start", this::isStoppedAndStarted);

        after("trades that come late to a busy history", this::tellsSomeTooLateWhileTheHistoryIsBusy);
        after("being down", this::isDownForAWhile);
        after("a slow handshake", this::isSlowToShakeHands);
        after("subscriptions without an answer", this::answersNothing);
        return null;
    }

    private void after(String what, ThrowingRunnable happening) {
        fault = what;
        try {
            happening.run();
            untilHeardAgain();
        } catch (Throwable e) {
            throw new AssertionError(venue.name() + ", " + what + ": " + feed.status(), e);
        }
    }

    private void until(String what, Callable<Boolean> condition) {
        await(venue.name() + ", " + fault + ": " + what).atMost(PATIENCE).until(condition);
    }

    /** Trades that happen from now on are counted. */
    private void untilHeardAgain() {
        Market.BASES.forEach(this::untilHeardAgain);
    }

    private void untilHeardAgain(String base) {
        long last = venue.lastId(base);
        until(base + " is counted again", () -> greatestCounted(base) > last);
    }

    private long greatestCounted(String base) {
        return rows
                .queryForList(
                        "select upper(ids) - 1 from counted_trade_ids where instrument = ?",
                        Long.class,
                        venue.instrument(base))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    private void untilTraded(int trades) {
        long then = venue.lastId("BTC");
        until("trades", () -> venue.lastId("BTC") > then + trades);
    }

    private void replacedAfter(Runnable happening) {
        long before = venue.connections();
        happening.run();
        until("another connection", () -> venue.connections() > before);
    }

    private void isDownAtTheStart() {
        until("tried again", () -> feed.status().reason().contains("Connection refused"));
        assertThat(feed.status().state()).isIn(FeedState.CONNECTING, FeedState.BACKING_OFF);
        venue.comeUp();
    }

    private void isStoppedAndStarted() throws Exception {
        camel.getRouteController().stopRoute("feed-" + venue.name());
        until("gone", () -> venue.openConnections() == 0);
        assertThat(feed.status().state()).isEqualTo(FeedState.STOPPED);
        camel.getRouteController().startRoute("feed-" + venue.name());
    }

    private void hasADeadChannel() {
        long before = feed.status().resubscriptions();
        venue.kill("ETH");
        until("subscribed again", () -> feed.status().resubscriptions() > before);
    }

    private void clockIsAhead(int seconds) {
        venue.skew(Duration.ofSeconds(seconds));
        until("the gauge says so", () -> Math.abs(skewSeconds() - seconds) < 1);
    }

    private double skewSeconds() {
        return meters.get("souk.feed.skew.seconds")
                .tag("feed", venue.name())
                .gauge()
                .value();
    }

    private void repeatsItselfInDisorder() {
        venue.holdBack(3);
        untilTraded(60);
        venue.letGo();
        Market.BASES.forEach(base -> {
            venue.repeatLast(base, 500);
            venue.repeatSnapshot(base);
        });
    }

    private void sendsHostileFrames() {
        long before = deadLetters();
        int hostile = venue.sendHostileFrames("BTC");
        until(hostile + " dead letters", () -> deadLetters() == before + hostile);
    }

    private void sendsTooMuchInPieces() {
        long before = feed.status().faults();
        venue.sendTooLongMessage("BTC");
        until("a fault", () -> feed.status().faults() > before);
    }

    private long deadLetters() {
        Long count =
                rows.queryForObject("select count(*) from dead_letters where source = ?", Long.class, venue.name());
        return count == null ? 0 : count;
    }

    private void refusesOne() {
        venue.refuse("ETH");
        venue.closeAll(1012, "service restart");
        until("the refusal shows", () -> refusals().get("ETH").isPresent());
        untilHeardAgain("BTC");
        assertThat(refusals().get("ETH")).isPresent();
        assertThat(refusals().get("BTC")).isEmpty();
        assertThat(meters.get("souk.feed.refused")
                        .tag("feed", venue.name())
                        .gauge()
                        .value())
                .isEqualTo(1);
        venue.refuseNothing();
        until("the refusal is over", () -> refusals().get("ETH").isEmpty());
    }

    private Map<String, Optional<String>> refusals() {
        Map<String, FeedStatus.ChannelStatus> channels = feed.status().channels().stream()
                .collect(Collectors.toMap(FeedStatus.ChannelStatus::instrument, Function.identity()));
        return Market.BASES.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        base -> Optional.ofNullable(
                                channels.get(venue.instrument(base)).refusal())));
    }

    /** So late that they are missed, and asked for in vain. */
    private void tellsSomeTooLateWhileTheHistoryIsBusy() {
        Map<String, String> soon = Map.of("Retry-After", "1");
        history.thenAnswers(429, "{}", soon)
                .thenAnswers(429, "{}", soon)
                .thenAnswers(418, "{}", soon)
                .thenAnswers(503, "", soon)
                .thenAnswers(500, "", Map.of());
        int busy = history.unanswered();
        venue.holdBack(20);
        until("it is asked in vain", () -> history.unanswered() < busy);
        venue.letGo();
    }

    private void isDownForAWhile() {
        venue.goDown();
        untilTraded(300);
        until("told", () -> feed.status().state() != FeedState.LIVE);
        venue.comeUp();
    }

    private void isSlowToShakeHands() {
        venue.delayHandshakes(SLOW_HANDSHAKE);
        venue.closeAll(1001, "going away");
        until("given up", () -> feed.status().reason().contains("no answer to the handshake"));
        venue.delayHandshakes(Duration.ZERO);
        untilHeardAgain();
        until("the late handshake leaves no connection", () -> venue.openConnections() == 1);
    }

    private void answersNothing() {
        long resubscriptions = feed.status().resubscriptions();
        long connections = venue.connections();
        venue.answerNothing(true);
        venue.closeAll(1001, "going away");
        until(
                "asked again",
                () -> feed.status().resubscriptions() > resubscriptions || venue.connections() > connections + 1);
        venue.answerNothing(false);
    }
}
