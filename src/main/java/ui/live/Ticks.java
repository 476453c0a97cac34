package ui.live;

import com.vaadin.flow.shared.Registration;
import java.time.Duration;

/** Threads for views: for what they repeat, and for what takes too long to do while a browser waits. */
public interface Ticks {

    /**
     * Runs a task again and again until the registration is removed. All tasks share one thread: they must hand over
     * and return.
     *
     * @param period from the end of one run to the start of the next
     */
    Registration every(Duration period, Runnable task);

    /** Runs something that may take long: it may ask the database, or wait for a route to stop. */
    void inBackground(Runnable work);
}
