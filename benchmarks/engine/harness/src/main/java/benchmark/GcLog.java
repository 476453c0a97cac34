package benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM's log of collections tells of a span of time.
 *
 * @param allocated bytes, as far as collections tell: what came between the end of one and the start of the next
 * @param greatestLive bytes, the most that was left by a collection
 */
record GcLog(long allocated, long greatestLive) {

    private static final Pattern LINE = Pattern.compile("\\[(\\d+)ms\\].*?(\\d+)M->(\\d+)M\\(.*");

    static GcLog read(Path log, long fromMillis, long toMillis) throws IOException {
        List<String> lines = Files.readAllLines(log);
        long allocated = 0;
        long greatest = 0;
        long left = -1;
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                long at = Long.parseLong(matcher.group(1));
                long before = Long.parseLong(matcher.group(2));
                if (at >= fromMillis && at <= toMillis && left >= 0) {
                    allocated += Math.max(0, before - left);
                    greatest = Math.max(greatest, Long.parseLong(matcher.group(3)));
                }
                left = Long.parseLong(matcher.group(3));
            }
        }
        return new GcLog(allocated << 20, greatest << 20);
    }
}
