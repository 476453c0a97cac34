package app.embedded;

import java.util.Map;

/**
 * A server that lives as long as the application. {@link #start} is called once; {@link #stop} after it returned or
 * failed, by any thread, any number of times, and leaves nothing running.
 */
interface EmbeddedPart {

    Part part();

    /** Returns when the server answers. */
    void start() throws Exception;

    void stop();

    /** {@code 127.0.0.1:port}. Known after the start. */
    String address();

    /** What the application has to know to connect. Known after the start. */
    Map<String, Object> settings();

    /** Where to look when it did not start. */
    String log();
}
