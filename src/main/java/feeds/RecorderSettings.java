package feeds;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how much is recorded.
 *
 * @param directory each feed has one of its own in it
 * @param maxFileBytes after so many, compressed, the next file is begun
 * @param maxFileAge after so long, too
 * @param maxTotalBytes of a feed; the oldest files are deleted before there are more
 */
public record RecorderSettings(Path directory, long maxFileBytes, Duration maxFileAge, long maxTotalBytes) {}
