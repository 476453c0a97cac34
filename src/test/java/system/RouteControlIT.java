package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import api.Hub;
import java.time.Duration;
import java.time.Instant;
import market.AuditEntry;
import ops.Audit;
import ops.RouteAction;
import ops.RouteControl;
import ops.RouteControlException;
import ops.RouteStatus;
import org.junit.jupiter.api.Test;

/** The console's hand on the routes. */
class RouteControlIT {

    private static final String FEED = "feed-binance";
    private static final String LIVE = "trades-live";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Souk souk = Souk.shared();
    private final RouteControl control = souk.bean(RouteControl.class);
    private final Hub hub = souk.bean(Hub.class);

    @Test
    void everyRouteTellsWhatItIsAndHowItDoes() {
        await().atMost(PATIENCE)
                .until(() -> status(FEED).total() > 0 && status(FEED).perSecond() > 0);

        assertThat(control.routes()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(route -> {
            assertThat(route.id()).isNotBlank();
            assertThat(route.description()).as("description of " + route.id()).isNotBlank();
            assertThat(route.group()).as("group of " + route.id()).isNotBlank();
            assertThat(route.state()).as("state of " + route.id()).isEqualTo(RouteStatus.State.STARTED);
            assertThat(route.uptime()).isPresent();
            assertThat(route.allowed()).contains(RouteAction.STOP).doesNotContain(RouteAction.START);
        });
    }

    @Test
    void aStoppedFeedSendsNothingAndAStartedOneGoesOn() {
        await().atMost(PATIENCE).until(() -> hub.lastTradeAt().isPresent());

        control.control(FEED, RouteAction.STOP, "tester");
        assertThat(status(FEED).state()).isEqualTo(RouteStatus.State.STOPPED);
        awaitSilence();
        Instant silentSince = hub.lastTradeAt().orElseThrow();

        control.control(FEED, RouteAction.START, "tester");
        await().atMost(PATIENCE).until(() -> hub.lastTradeAt().orElseThrow().isAfter(silentSince.plusSeconds(1)));

        assertThat(souk.bean(Audit.class).newest(2))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::target, AuditEntry::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("tester", "route.start", FEED, "ok"),
                        org.assertj.core.groups.Tuple.tuple("tester", "route.stop", FEED, "ok"));
    }

    @Test
    void aSuspendedRouteIsQuietAndResumes() {
        control.control(LIVE, RouteAction.SUSPEND, "tester");
        assertThat(status(LIVE).state()).isEqualTo(RouteStatus.State.SUSPENDED);
        assertThat(status(LIVE).allowed()).containsExactlyInAnyOrder(RouteAction.RESUME, RouteAction.STOP);
        awaitSilence();
        Instant silentSince = hub.lastTradeAt().orElseThrow();

        control.control(LIVE, RouteAction.RESUME, "tester");
        await().atMost(PATIENCE).until(() -> hub.lastTradeAt().orElseThrow().isAfter(silentSince.plusSeconds(1)));
    }

    @Test
    void aFeedCannotBeSuspendedSinceItsExchangeDoesNotWait() {
        assertThat(status(FEED).allowed()).containsExactly(RouteAction.STOP);
        assertThatThrownBy(() -> control.control(FEED, RouteAction.SUSPEND, "tester"))
                .hasMessageContaining("it is started, and can only be told to stop");
    }

    @Test
    void whatCannotBeDoneIsSaidAndLeavesAnAuditRow() {
        assertThatThrownBy(() -> control.control("no-such-route", RouteAction.STOP, "tester"))
                .isInstanceOf(RouteControlException.class)
                .hasMessageContaining("no-such-route")
                .hasMessageContaining("there is no such route");
        assertThatThrownBy(() -> control.control(FEED, RouteAction.RESUME, "tester"))
                .isInstanceOf(RouteControlException.class)
                .hasMessageContaining("it is started");

        assertThat(souk.bean(Audit.class).newest(1)).singleElement().satisfies(entry -> assertThat(entry.outcome())
                .startsWith("failed: "));
    }

    /** Silent is the feed when three seconds pass without a trade, at about 60 a second. */
    private void awaitSilence() {
        await().atMost(PATIENCE)
                .until(() ->
                        hub.lastTradeAt().orElseThrow().isBefore(Instant.now().minusSeconds(3)));
    }

    private RouteStatus status(String id) {
        return control.routes().stream()
                .filter(route -> route.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
