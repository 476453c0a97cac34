package ui.live;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Ticks that pass when the test says so. What runs in the background waits for {@link #runBackground}. */
public final class ManualTicks implements Ticks {

    private final List<Runnable> repeated = new ArrayList<>();
    private final Queue<Runnable> background = new ArrayDeque<>();

    @Override
    public Registration every(Duration period, Runnable task) {
        repeated.add(task);
        return () -> repeated.remove(task);
    }

    @Override
    public void inBackground(Runnable work) {
        background.add(work);
    }

    /** Everything that is repeated runs once, and the UI shows what came of it. */
    public void tick() {
        List.copyOf(repeated).forEach(Runnable::run);
        MockVaadin.runUIQueue();
    }

    /** What waits in the background runs, and the UI shows what came of it. */
    public void runBackground() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
        MockVaadin.runUIQueue();
    }

    public int repeatedTasks() {
        return repeated.size();
    }
}
