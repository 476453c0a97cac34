package benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import market.Instrument;

/** What feeds are measured with: a venue that sends as fast as it is read, and who reads it. */
final class FeedStage {

    static final String RAW = "JDK's client, Souk's decoder, Kafka's producer, by hand";
    static final String FEED = "Souk, its feed alone";
    static final String WHOLE = "Souk, all of it";

    /** And by what the command line names them. */
    static final Map<String, String> CLIENTS = new LinkedHashMap<>();

    static {
        CLIENTS.put(RAW, "raw");
        CLIENTS.put(FEED, "souk");
        CLIENTS.put(WHOLE, "whole");
    }

    /** Routes that have nothing to do with a feed, as Spring's scan is told. */
    private static final String NOT_FEEDS =
            "**/CandleRoutes,**/LiveRoutes,**/FanOutRoutes,**/RetentionRoutes,**/RebuildRoutes,**/BackfillRoutes";

    private static final int INSTRUMENTS = 50;
    private static final long PORT_SECONDS = 20;

    private FeedStage() {}

    static List<Instrument> instruments(int count) {
        return Ticks.bases(count).stream()
                .map(base -> new Instrument(
                        "binance:" + base + "-USDT",
                        "binance",
                        base,
                        "USDT",
                        base + "USDT",
                        List.of(),
                        new BigDecimal("0.01")))
                .toList();
    }

    /** A source of frames, the address of its socket and how many it has sent. */
    record Source(ChildProcess process, String address, Progress sent) implements AutoCloseable {

        static Source start(Path work, String pass, long frames) throws Exception {
            Progress sent = new Progress();
            CompletableFuture<String> port = new CompletableFuture<>();
            ChildProcess process = ChildProcess.start(
                    work.resolve(pass + "-source.log"),
                    List.of(
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FrameSource.class.getName(),
                            Integer.toString(INSTRUMENTS),
                            Long.toString(frames)),
                    line -> {
                        if (line.startsWith(FrameSource.PORT)) {
                            port.complete(line.substring(FrameSource.PORT.length()));
                        } else {
                            sent.accept(line);
                        }
                    });
            return new Source(process, "ws://127.0.0.1:" + port.get(PORT_SECONDS, TimeUnit.SECONDS), sent);
        }

        @Override
        public void close() {
            process.close();
        }
    }

    /** Somebody who reads the source and writes {@code ticks}. */
    static ChildProcess client(String name, Options options, Path work, String pass, Database database, Broker broker, Source source)
            throws IOException, SQLException {
        return name.equals(RAW)
                ? raw(options, work, pass, broker, source)
                : souk(name.equals(WHOLE), options, work, pass, database, broker, source);
    }

    private static ChildProcess raw(Options options, Path work, String pass, Broker broker, Source source)
            throws IOException {
        return ChildProcess.start(
                work.resolve(pass + ".log"),
                List.of(
                        "-Xmx" + options.heap(),
                        gcLog(work, pass),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RawFeed.class.getName(),
                        source.address() + "/stream",
                        broker.address(),
                        Integer.toString(INSTRUMENTS)),
                line -> {});
    }

    private static ChildProcess souk(
            boolean whole, Options options, Path work, String pass, Database database, Broker broker, Source source)
            throws IOException, SQLException {
        database.create(pass);
        Path directory = Files.createDirectories(work.resolve(pass));
        StringBuilder settings = new StringBuilder("""
                souk:
                  feeds:
                    - { name: binance, venue: binance, url: "%s" }
                  instruments:
                """.formatted(source.address()));
        for (Instrument instrument : instruments(INSTRUMENTS)) {
            settings.append("    - { venue: binance, base: %s, quote: USDT, symbol: %s, tick-size: \"0.01\" }%n"
                    .formatted(instrument.base(), instrument.venueSymbol()));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx" + options.heap(),
                gcLog(work, pass),
                "-jar",
                options.soukJar().toString(),
                "--server.port=0",
                "--spring.config.additional-location="
                        + Files.writeString(directory.resolve("application.yaml"), settings),
                "--souk.kafka.brokers=" + broker.address(),
                "--souk.embedded.data-dir=" + directory.resolve("data"),
                "--spring.datasource.url=" + database.url(pass)));
        if (!whole) {
            arguments.add("--camel.main.java-routes-exclude-pattern=" + NOT_FEEDS);
        }
        arguments.addAll(options.soukArguments());
        return ChildProcess.start(work.resolve(pass + ".log"), directory, arguments);
    }

    private static String gcLog(Path work, String pass) {
        return "-Xlog:gc:file=" + work.resolve(pass + "-gc.log") + ":timemillis:filecount=0";
    }

    static int instrumentCount() {
        return INSTRUMENTS;
    }
}
