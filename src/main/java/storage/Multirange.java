package storage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.TradeIdRanges.Range;

/** Postgres' text form of an {@code int8multirange}: <code>{[1,6),[9,10)}</code>. */
final class Multirange {

    private static final Pattern RUN = Pattern.compile("\\[(-?\\d+),(-?\\d+)\\)");

    private Multirange() {}

    static String format(List<Range> ranges) {
        return ranges.stream()
                .map(range -> "[" + range.first() + "," + range.last() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Reads the canonical form, in which the lower end is inclusive and the upper one is not. */
    static List<Range> parse(String text) {
        List<Range> ranges = new ArrayList<>();
        Matcher run = RUN.matcher(text);
        while (run.find()) {
            ranges.add(new Range(Long.parseLong(run.group(1)), Long.parseLong(run.group(2)) - 1));
        }
        return ranges;
    }
}
