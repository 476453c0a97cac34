package market;

/**
 * What is recorded of a feed.
 *
 * @param on whether its frames are to be recorded
 * @param file the one that is written; null if none is
 * @param bytes of that file so far, compressed
 * @param frames recorded since the start of the process, and in the file
 * @param dropped frames that were to be recorded and could not be, since the start of the process
 * @param problem why none can be at present; null if they can
 */
public record RecordingStatus(boolean on, String file, long bytes, long frames, long dropped, String problem) {

    /** Nothing was ever recorded. */
    public static final RecordingStatus OFF = new RecordingStatus(false, null, 0, 0, 0, null);
}
