package ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import market.FeedReport;
import market.FeedStatus;
import market.Feeds;
import market.InstrumentGaps;
import market.RecordingStatus;
import market.TestFeedReports;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import storage.AuditStore;
import storage.OpenGaps;

class FeedControlTest {

    private static final InstrumentGaps BTC = new InstrumentGaps("binance:BTC-USDT", 3, 1, "too old");

    private final Counts counts = new Counts();
    private final Trail trail = new Trail();
    private final FeedControl control = new FeedControl(new TestFeed(), counts, trail);

    @Test
    void aFeedHasTheGapsOfItsInstruments() {
        assertThat(feed().gaps()).as("before they are counted").isEmpty();

        control.countGaps();

        assertThat(feed().gaps()).contains(List.of(BTC));
        assertThat(feed().openGaps()).contains(3L);
        assertThat(feed().unfillableGaps()).contains(1L);
    }

    @Test
    void whileTheDatabaseIsAwayGapsAreUnknownAndFeedsAreNot() {
        control.countGaps();
        counts.away = true;

        control.countGaps();

        assertThat(feed().gaps()).isEmpty();
        assertThat(feed().openGaps()).isEmpty();
        assertThat(feed().status().feed()).isEqualTo("one");
    }

    @Test
    void whoTurnsARecordingOnOrOffStandsInTheAudit() {
        control.record("one", true, "olga");
        control.record("one", false, "olga");
        assertThatThrownBy(() -> control.record("two", true, "olga")).hasMessage("there is no feed 'two'");

        assertThat(trail.entries)
                .containsExactly(
                        "olga feed.record one ok",
                        "olga feed.stop-recording one ok",
                        "olga feed.record two failed: there is no feed 'two'");
    }

    private FeedReport feed() {
        return control.feeds().get(0);
    }

    private static final class TestFeed implements Feeds {

        private boolean on;

        @Override
        public List<FeedStatus> statuses() {
            return List.of(TestFeedReports.live("one").status());
        }

        @Override
        public RecordingStatus recording(String feed) {
            return new RecordingStatus(on, null, 0, 0, 0, null);
        }

        @Override
        public void record(String feed, boolean record) {
            if (!feed.equals("one")) {
                throw new IllegalArgumentException("there is no feed '" + feed + "'");
            }
            on = record;
        }
    }

    private static final class Trail extends AuditStore {

        private final List<String> entries = new ArrayList<>();

        Trail() {
            super(null);
        }

        @Override
        public void add(String actor, String action, String target, String outcome) {
            entries.add(String.join(" ", actor, action, target, outcome));
        }
    }

    private static final class Counts extends OpenGaps {

        private boolean away;

        Counts() {
            super(null);
        }

        @Override
        public List<InstrumentGaps> count(Collection<String> instruments) {
            if (away) {
                throw new DataAccessResourceFailureException("the database is away");
            }
            assertThat(instruments).containsExactlyInAnyOrder("binance:BTC-USDT", "binance:ETH-USDT");
            return List.of(BTC);
        }
    }
}
