package ui.components;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ui.TestMarket;
import ui.live.ManualTicks;

class FeedStateTest {

    private final TestMarket market = new TestMarket();
    private final ManualTicks ticks = new ManualTicks();
    private FeedState state;

    @BeforeEach
    void open() {
        MockVaadin.setup();
        state = new FeedState(market.hub(), market.clock(), ticks);
        UI.getCurrent().add(state);
    }

    @AfterEach
    void close() {
        MockVaadin.tearDown();
    }

    @Test
    void saysHowLongTradesHaveStayedAway() {
        assertThat(state.getText()).isEqualTo("No trades yet");

        market.hub().publish(market.trade(TestMarket.BTC, "100"));
        ticks.tick();
        assertThat(state.getText()).isEqualTo("Streaming");
        assertThat(state.getClassNames()).contains("streaming").doesNotContain("stale");

        market.pass(Duration.ofSeconds(12));
        ticks.tick();
        assertThat(state.getText()).isEqualTo("No trades for 12 s");
        assertThat(state.getClassNames()).contains("stale").doesNotContain("streaming");

        market.pass(Duration.ofMinutes(3));
        ticks.tick();
        assertThat(state.getText()).isEqualTo("No trades for 3 min");
    }

    @Test
    void stopsLookingWhenItIsGone() {
        assertThat(ticks.repeatedTasks()).isOne();

        state.removeFromParent();

        assertThat(ticks.repeatedTasks()).isZero();
    }
}
