package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import market.FeedState;
import market.FeedStatus;
import market.MalformedDataException;
import org.junit.jupiter.api.Test;

class PollerTest {

    private final FeedMonitor monitor = TestFeeds.polled("coins", URI.create("http://localhost:1"));
    private final Poller poller =
            new Poller(monitor, Duration.ofSeconds(30), Clock.systemUTC(), () -> TimeUnit.SECONDS.toNanos(this.second));
    private long second;

    @Test
    void aFeedThatNobodyStartedAsksNothing() {
        assertThat(poller.tick()).isFalse();
        assertState(FeedState.STOPPED, "");
    }

    @Test
    void aFeedIsLiveWhenWhatItAskedForIsInTheLog() {
        poller.started();
        assertState(FeedState.CONNECTING, "");

        assertThat(poller.tick()).isTrue();
        RawFrame frame = poller.answered(
                200,
                null,
                bytes(
                        "{\"bitcoin\":{\"usd\":1,\"last_updated_at\":1790733790},\"ethereum\":{\"usd\":2,\"last_updated_at\":1790733790}}"));
        assertThat(new Frames().decode(frame).quotes()).hasSize(2);
        assertState(FeedState.CONNECTING, "");
        poller.succeeded();

        assertState(FeedState.LIVE, "");
        FeedStatus status = monitor.status();
        assertThat(status.frames()).isEqualTo(1);
        assertThat(status.lastFrameAt()).isNotNull();
        assertThat(status.connectedAt()).isNotNull();
        assertThat(status.skew()).isNotEqualTo(Duration.ZERO);
        assertThat(poller.tick()).isFalse();
    }

    @Test
    void aFeedThatFailsBacksOffWithTheReason() {
        poller.started();
        poller.tick();
        assertThatThrownBy(() -> poller.answered(429, "60", bytes("{\"a\":\n\"b\"}")))
                .isInstanceOfSatisfying(VenueBusyException.class, poller::failed);

        assertState(FeedState.BACKING_OFF, "it answered with status 429: {\"a\":?\"b\"}");
        second = 59;
        assertThat(poller.tick()).isFalse();
        second = 60;
        assertThat(poller.tick()).as("it wanted to be left alone for 60 s").isTrue();
        poller.failed(new IOException("refused"));
        assertState(FeedState.BACKING_OFF, "it cannot be asked: refused");
        second = 65;
        assertThat(poller.tick()).isTrue();
        poller.failed(new MalformedDataException("rubbish"));
        assertState(FeedState.BACKING_OFF, "its answer cannot be used: rubbish");
    }

    @Test
    void aFeedWhoseAnswersDoNotGetIntoTheLogIsStale() {
        poller.started();
        poller.tick();
        poller.succeeded();
        second = 30;
        assertThat(poller.tick()).isTrue();
        second = 90;
        assertThat(poller.tick()).isFalse();
        assertState(FeedState.LIVE, "");
        second = 91;
        poller.tick();

        assertState(FeedState.STALE, "no quotes for more than 90 s");
        poller.succeeded();
        assertState(FeedState.LIVE, "");
    }

    @Test
    void aFeedThatIsStoppedAndStartedDoesNotAskEarlierForIt() {
        poller.started();
        poller.tick();
        assertThatThrownBy(() -> poller.answered(503, "100", bytes("")))
                .isInstanceOfSatisfying(VenueBusyException.class, poller::failed);
        poller.stopped();
        assertState(FeedState.STOPPED, "");
        second = 50;
        assertThat(poller.tick()).isFalse();
        poller.started();

        assertState(FeedState.BACKING_OFF, "it answered with status 503");
        second = 99;
        assertThat(poller.tick()).isFalse();
        second = 100;
        assertThat(poller.tick()).isTrue();
    }

    @Test
    void anAnswerThatComesAfterTheStopChangesNoState() {
        poller.started();
        poller.tick();
        poller.stopped();
        poller.succeeded();

        assertState(FeedState.STOPPED, "");
    }

    private void assertState(FeedState state, String reason) {
        FeedStatus status = monitor.status();
        assertThat(status.state()).isEqualTo(state);
        assertThat(status.reason()).isEqualTo(reason);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
