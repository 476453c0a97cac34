package storage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.IdRun;

/** Postgres' text form of an {@code int8multirange}: <code>{[1,6),[9,10)}</code>. */
final class Multirange {

    private static final Pattern RUN = Pattern.compile("\\[(-?\\d+),(-?\\d+)\\)");

    private Multirange() {}

    static String format(List<IdRun> runs) {
        return runs.stream()
                .map(run -> "[" + run.first() + "," + run.last() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * Reads the canonical form, in which the lower end is inclusive and the upper one is not.
     *
     * @param times event times of the first and the last trade of each run, epoch µs
     */
    static List<IdRun> parse(String text, List<Long> times) {
        List<IdRun> runs = new ArrayList<>();
        Matcher run = RUN.matcher(text);
        while (run.find()) {
            int time = 2 * runs.size();
            runs.add(new IdRun(
                    Long.parseLong(run.group(1)),
                    Long.parseLong(run.group(2)) - 1,
                    times.get(time),
                    times.get(time + 1)));
        }
        return runs;
    }
}
