package app.embedded;

import java.io.IOException;

/**
 * Programs are written and started by one thread at a time. A process that is started while another thread writes a program
 * holds that file open for a moment, and the program cannot be run meanwhile ("text file busy").
 */
final class Programs {

    private static final Object ONE_AT_A_TIME = new Object();

    /** Writes programs, or starts a process by other means. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private Programs() {}

    static <T> T alone(Work<T> work) throws IOException {
        synchronized (ONE_AT_A_TIME) {
            return work.run();
        }
    }

    /** Starts the process and waits for it to end; ends it when interrupted. */
    static int run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = alone(builder::start);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }
}
