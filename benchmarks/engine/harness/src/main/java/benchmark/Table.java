package benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** All measurements as one Markdown table: medians, and for the rate the lowest and the highest. */
final class Table {

    private static final String HEAD = """
            | engine | instruments | passes | trades/s, median (lowest to highest) | of the raw loop \
            | CPU µs/trade: engine | Postgres | broker | Postgres rows/s | transactions/s | CPU that others took |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    private record Row(String engine, int instruments) {}

    private Table() {}

    static String of(List<Measurement> measurements, Optional<Latency.Percentiles> latency) {
        Map<Row, List<Measurement>> rows = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            rows.computeIfAbsent(new Row(measurement.engine(), measurement.instruments()), row -> new ArrayList<>())
                    .add(measurement);
        }
        StringBuilder text = new StringBuilder(HEAD);
        rows.forEach((row, passes) -> text.append(line(row, passes, raw(rows, row))));
        latency.ifPresent(ms -> text.append(
                "| Souk, live update to a subscriber at %d trades/s | 12 | 1 | p50 %d ms, p90 %d ms, p99 %d ms, max %d ms | | | | | | | |%n"
                        .formatted(Latency.RATE, ms.p50(), ms.p90(), ms.p99(), ms.max())));
        return text.append(System.lineSeparator()).append(ratios(rows)).toString();
    }

    /** Souk's rate by that of each other engine on the same log. */
    private static String ratios(Map<Row, List<Measurement>> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach((row, passes) -> {
            List<Measurement> souk = rows.get(new Row(SoukEngine.NAME, row.instruments));
            if (souk != null && souk != passes) {
                double ratio =
                        median(souk, Measurement::tradesPerSecond) / median(passes, Measurement::tradesPerSecond);
                text.append(String.format(
                        Locale.ROOT, "Souk with %,d instruments: %.2f x %s%n", row.instruments, ratio, row.engine));
            }
        });
        return text.toString();
    }

    private static OptionalDouble raw(Map<Row, List<Measurement>> rows, Row row) {
        List<Measurement> passes = rows.get(new Row(RawEngine.NAME, row.instruments));
        return passes == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(median(passes, Measurement::tradesPerSecond));
    }

    private static String line(Row row, List<Measurement> passes, OptionalDouble raw) {
        double rate = median(passes, Measurement::tradesPerSecond);
        double lowest =
                passes.stream().mapToDouble(Measurement::tradesPerSecond).min().orElseThrow();
        double highest =
                passes.stream().mapToDouble(Measurement::tradesPerSecond).max().orElseThrow();
        boolean complete = passes.stream().allMatch(Measurement::complete);
        double rows = median(passes, Measurement::rowsPerSecond);
        return String.format(
                Locale.ROOT,
                "| %s%s | %,d | %d | %,.0f%s | %s | %.2f | %.2f | %.2f | %s | %s | %.0f %% |%n",
                row.engine,
                complete ? "" : " (cut short)",
                row.instruments,
                passes.size(),
                rate,
                passes.size() > 1 ? String.format(Locale.ROOT, " (%,.0f to %,.0f)", lowest, highest) : "",
                raw.isPresent() ? String.format(Locale.ROOT, "%.2f", rate / raw.getAsDouble()) : "",
                median(passes, Measurement::engineMicros),
                median(passes, Measurement::postgresMicros),
                median(passes, Measurement::brokerMicros),
                rows > 0 ? String.format(Locale.ROOT, "%,.0f", rows) : "",
                rows > 0 ? String.format(Locale.ROOT, "%,.0f", median(passes, Measurement::transactionsPerSecond)) : "",
                100 * median(passes, Measurement::othersShare));
    }

    private static double median(List<Measurement> passes, ToDoubleFunction<Measurement> figure) {
        double[] sorted = passes.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
