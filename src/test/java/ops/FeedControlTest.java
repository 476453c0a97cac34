package ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import market.FeedReport;
import market.InstrumentGaps;
import market.TestFeedReports;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import storage.OpenGaps;

class FeedControlTest {

    private static final InstrumentGaps BTC = new InstrumentGaps("binance:BTC-USDT", 3, 1, "too old");

    private final Counts counts = new Counts();
    private final FeedControl control =
            new FeedControl(() -> List.of(TestFeedReports.live("one").status()), counts);

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

    private FeedReport feed() {
        return control.feeds().get(0);
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
