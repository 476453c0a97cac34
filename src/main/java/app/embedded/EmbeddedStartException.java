package app.embedded;

import java.nio.file.Path;

/** Why the embedded parts cannot start, in a sentence for people, and what to do about it. */
final class EmbeddedStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    private EmbeddedStartException(String problem, String action, Throwable cause) {
        super(problem, cause);
        this.action = action;
    }

    /** @param owner id of the process that holds the directory, or what is known of it */
    static EmbeddedStartException inUse(Path directory, String owner) {
        return new EmbeddedStartException(
                "The data directory " + directory + " is in use by process " + owner + ".",
                "Stop that process, or choose another directory with " + EmbeddedInitializer.DATA_DIRECTORY + ".",
                null);
    }

    static EmbeddedStartException notADirectory(Path directory) {
        return new EmbeddedStartException(
                "The data directory " + directory + " is not a directory.",
                "Choose a directory with " + EmbeddedInitializer.DATA_DIRECTORY + ".",
                null);
    }

    static EmbeddedStartException notWritable(Path directory, Exception cause) {
        return new EmbeddedStartException(
                "The data directory " + directory + " cannot be written: " + OneLine.of(cause) + ".",
                "Give this user the right to write it, or choose another directory with "
                        + EmbeddedInitializer.DATA_DIRECTORY + ".",
                cause);
    }

    /** @param log where the part's own words are */
    static EmbeddedStartException partFailed(Part part, String log, Throwable cause) {
        return new EmbeddedStartException(
                "The embedded " + part.label() + " did not start: " + OneLine.of(cause) + ".",
                "See " + log + ". Or use a " + part.label() + " of your own: set " + part.addressKey() + ".",
                cause);
    }

    static EmbeddedStartException interrupted() {
        return new EmbeddedStartException(
                "The process was told to stop while its embedded parts were starting.", "Start it again.", null);
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
