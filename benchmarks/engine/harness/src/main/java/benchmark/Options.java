package benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param rounds how often every engine has its turn
 * @param trades measured in a pass of the rounds
 * @param warmUp trades before them
 * @param heap the most that each JVM takes: engines and broker
 * @param threads of Kafka Streams, and Flink's parallelism
 * @param passLimit half of it for the warm-up, half for the rest; then a pass is measured as far as it came
 * @param parts of the benchmark: rounds, scaling, latency; feeds and alerts, which are others
 * @param engines raw, souk, streams, flink; of feeds: raw, souk for its feed alone, whole for all of it
 * @param soukArguments further arguments for Souk
 */
record Options(
        int rounds,
        long trades,
        long warmUp,
        String heap,
        int threads,
        Duration passLimit,
        Set<String> parts,
        Set<String> engines,
        Path soukJar,
        List<String> soukArguments) {

    private static final String USAGE = """
            usage: run [--quick] [--rounds=3] [--trades=3000000] [--warm-up=500000] [--heap=2g] [--threads=<processors>]
                       [--pass-limit=120] [--parts=rounds,scaling,latency | --parts=feeds | --parts=alerts] [--engines=raw,souk,whole,streams,flink]
                       [--souk-jar=target/souk.jar] [-- <arguments for Souk>]
            """;

    static Options of(String... arguments) {
        List<String> own = new ArrayList<>(Arrays.asList(arguments));
        List<String> souk = List.of();
        int end = own.indexOf("--");
        if (end >= 0) {
            souk = List.copyOf(own.subList(end + 1, own.size()));
            own = own.subList(0, end);
        }
        boolean quick = own.remove("--quick");
        Options options = new Options(
                Integer.parseInt(take(own, "rounds", quick ? "1" : "3")),
                Long.parseLong(take(own, "trades", quick ? "400000" : "3000000")),
                Long.parseLong(take(own, "warm-up", quick ? "100000" : "500000")),
                take(own, "heap", "2g"),
                Integer.parseInt(take(
                        own, "threads", Integer.toString(Runtime.getRuntime().availableProcessors()))),
                Duration.ofSeconds(Long.parseLong(take(own, "pass-limit", "120"))),
                Set.of(take(own, "parts", quick ? "rounds" : "rounds,scaling,latency")
                        .split(",")),
                Set.of(take(own, "engines", "raw,souk,whole,streams,flink").split(",")),
                Path.of(take(own, "souk-jar", "target/souk.jar")),
                souk);
        if (!own.isEmpty()) {
            throw new IllegalArgumentException("unknown: " + own + "\n" + USAGE);
        }
        return options;
    }

    private static String take(List<String> arguments, String name, String otherwise) {
        String prefix = "--" + name + "=";
        for (String argument : arguments) {
            if (argument.startsWith(prefix)) {
                arguments.remove(argument);
                return argument.substring(prefix.length());
            }
        }
        return otherwise;
    }
}
