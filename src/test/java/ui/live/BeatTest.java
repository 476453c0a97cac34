package ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BeatTest {

    private final Latest<String, Integer> news = new Latest<>(Math::max);
    private final List<Map<String, Integer>> shown = new ArrayList<>();
    private final List<Runnable> repeated = new ArrayList<>();
    private final Ticks ticks = new Ticks() {
        @Override
        public Registration every(Duration period, Runnable task) {
            repeated.add(task);
            return () -> repeated.remove(task);
        }

        @Override
        public void inBackground(Runnable work) {
            throw new UnsupportedOperationException("a beat has no work in the background");
        }
    };

    @BeforeEach
    void open() {
        MockVaadin.setup();
        Beat.start(ticks, Beat.PRICES, UI.getCurrent(), () -> !news.isEmpty(), () -> shown.add(news.drain()));
    }

    @AfterEach
    void close() {
        MockVaadin.tearDown();
    }

    @Test
    void showsOnlyTheNewestOfEachKeyAndOnlyOnce() {
        news.put("BTC", 1);
        news.put("BTC", 3);
        news.put("BTC", 2);
        news.put("ETH", 7);

        pulse();
        MockVaadin.runUIQueue();
        pulse();
        MockVaadin.runUIQueue();

        assertThat(shown).containsExactly(Map.of("BTC", 3, "ETH", 7));
    }

    @Test
    void busyUiGetsOneShowingHoweverOftenTheBeatPassed() {
        news.put("BTC", 1);
        pulse();
        news.put("BTC", 2);
        pulse();
        pulse();
        MockVaadin.runUIQueue();

        assertThat(shown).containsExactly(Map.of("BTC", 2));
    }

    @Test
    void goesOnAfterAShowing() {
        news.put("BTC", 1);
        pulse();
        MockVaadin.runUIQueue();
        news.put("BTC", 2);
        pulse();
        MockVaadin.runUIQueue();

        assertThat(shown).containsExactly(Map.of("BTC", 1), Map.of("BTC", 2));
    }

    private void pulse() {
        List.copyOf(repeated).forEach(Runnable::run);
    }
}
