package feeds;

/** Where a feed's frames come from: an exchange, or a recording of one. */
interface FrameSource {

    void start();

    /** Returns when no frame will follow. */
    void stop();

    /** More is under way than can be: nothing is read until {@link #resume}. */
    void pause();

    void resume();
}
