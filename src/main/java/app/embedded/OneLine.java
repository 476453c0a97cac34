package app.embedded;

import java.nio.file.FileSystemException;

/** The reason of a failure as one line. */
final class OneLine {

    private OneLine() {}

    /** The innermost message, since wrappers tell where and not why. */
    static String of(Throwable failure) {
        Throwable innermost = failure;
        String message = failure.getMessage();
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
            message = innermost.getMessage() == null ? message : innermost.getMessage();
        }
        String reason = message == null ? innermost.getClass().getSimpleName() : message;
        // A FileSystemException's message is often the path alone: the type then says what is wrong with it.
        if (innermost instanceof FileSystemException about && about.getReason() == null) {
            reason = innermost.getClass().getSimpleName().replace("Exception", "") + " " + reason;
        }
        return reason.strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\.+$", "");
    }
}
