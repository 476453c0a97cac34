package app;

import api.DataSource;
import candles.EngineSettings;
import feeds.CoinGeckoVenue;
import feeds.RecorderSettings;
import feeds.Replay;
import feeds.simulator.MarketProfile;
import feeds.simulator.ProfileChange;
import feeds.simulator.VolumeProfile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.Instrument;
import market.Interval;
import market.TradeIds;
import org.hibernate.validator.constraints.UniqueElements;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Every setting of Souk's own, under {@code souk.*}. The instruments and feeds of the default are in
 * {@code application.yaml}. A wrong value stops the start with the key, the value and what is allowed.
 */
@Validated
@ConfigurationProperties("souk")
public record SoukProperties(
        @Valid @DefaultValue Kafka kafka,
        @Valid @DefaultValue Embedded embedded,
        @Valid @DefaultValue Simulator simulator,
        @Valid @DefaultValue Watchdog watchdog,
        @Valid @DefaultValue CoinGecko coingecko,
        @Valid @DefaultValue Recorder recorder,
        @Valid @NotEmpty List<FeedSettings> feeds,
        @Valid @NotNull @DefaultValue List<InstrumentSettings> instruments,
        @Valid @DefaultValue Map<String, Listing> listings,
        @Valid @DefaultValue Map<String, CalendarSettings> calendars,
        @Valid @DefaultValue Candles candles,
        @Valid @DefaultValue Live live,
        @Valid @DefaultValue Security security) {

    /** Where a venue's trades come from; of one that has no feed they are pushed, and real. */
    DataSource.Kind kindOf(String venue) {
        return feeds.stream()
                .filter(feed -> feed.venue().equals(venue))
                .findFirst()
                .map(feed -> feed.kind(simulator))
                .orElse(simulator.venues().contains(venue) ? DataSource.Kind.SIMULATED : DataSource.Kind.LIVE);
    }

    /** The venues that the simulator stands for: those that only the simulator has, and those of feeds without an address. */
    Set<String> simulatedVenues() {
        return Stream.concat(
                        simulator.venues().stream(),
                        feeds.stream().filter(FeedSettings::isSimulated).map(FeedSettings::venue))
                .collect(Collectors.toSet());
    }

    /**
     * The log.
     *
     * @param brokers {@code host:port,…}; set by the embedded broker where it runs
     * @param partitions of the topics that Souk creates; a partition is the unit in which work is shared
     * @param replicationFactor of the topics that Souk creates
     * @param ticksRetention how long trades stay in the log, and so how far back candles can be computed again
     */
    public record Kafka(
            @NotBlank String brokers,
            @Min(1) @Max(1_000) @DefaultValue("6") int partitions,
            @Min(1) @Max(10) @DefaultValue("1") short replicationFactor,

            @NotNull @DurationMin(minutes = 1, message = "must be at least 1 minute") @DefaultValue("7d")
            Duration ticksRetention) {}

    /** @param dataDir where the embedded broker and database keep their files */
    public record Embedded(@NotNull @DefaultValue("./data") Path dataDir) {}

    /**
     * The built-in exchange.
     *
     * @param port on loopback, 0 for a free one
     * @param tradesPerSecond of all instruments together that are open
     * @param seed the same seed walks the same way
     * @param venues that exist in the simulator only, as a stock exchange
     * @param profiles how instruments trade, where it is to be otherwise than built in, by id, symbol or alias
     */
    public record Simulator(
            @Min(0) @Max(65_535) @DefaultValue("0") int port,
            @Positive @DefaultValue("20") double tradesPerSecond,
            @DefaultValue("1") long seed,
            @Valid @DefaultValue Replay replay,

            @DefaultValue List<@Pattern(regexp = "[a-z0-9-]+", message = "may hold a-z, 0-9 and - only") String> venues,

            @DefaultValue Map<String, Profile> profiles) {

        /** What is not set is as it is built in. See {@link MarketProfile}. */
        public record Profile(
                BigDecimal basePrice,
                Double drift,
                Double volatility,
                Double typicalNotional,
                Double weight,
                VolumeProfile volumeProfile) {

            /** @throws IllegalArgumentException with a sentence that says what is out of which range */
            MarketProfile applyTo(MarketProfile builtIn) {
                MarketProfile changed =
                        builtIn.with(new ProfileChange(drift, volatility, typicalNotional, weight, volumeProfile));
                return basePrice == null ? changed : changed.withBasePrice(basePrice);
            }
        }

        /**
         * @param file recorded frames, one a line, to play instead of generated ones
         * @param speed how many times faster than they were recorded
         */
        public record Replay(
                Path file, @Positive @DefaultValue("1") double speed) {}
    }

    /**
     * How long something that is subscribed may be quiet before it is subscribed again, and then its connection replaced:
     * four times its longest pause of late, within these.
     */
    public record Watchdog(
            @NotNull
            @DurationMin(seconds = 1, message = "must be from 1 second to 1 hour")
            @DurationMax(hours = 1, message = "must be from 1 second to 1 hour")
            @DefaultValue("10s")
            Duration floor,

            @NotNull
            @DurationMin(seconds = 1, message = "must be from 1 second to 1 day")
            @DurationMax(days = 1, message = "must be from 1 second to 1 day")
            @DefaultValue("5m")
            Duration ceiling) {}

    /**
     * How CoinGecko is asked. Its public API allows 5 to 15 requests a minute, and more with a key.
     *
     * @param period from the first request of a cycle to that of the next
     * @param apiKey of its demo plan; empty to ask without one
     */
    public record CoinGecko(
            @NotNull
            @DurationMin(seconds = 5, message = "must be from 5 seconds to 1 day")
            @DurationMax(days = 1, message = "must be from 5 seconds to 1 day")
            @DefaultValue("30s")
            Duration period,

            String apiKey) {}

    /**
     * Where and how much of what feeds receive is recorded.
     *
     * @param directory each feed has one of its own in it
     * @param maxFileSize compressed; after so much the next file is begun
     * @param maxFileAge after so long, too
     * @param maxTotalSize of a feed; its oldest files are deleted before there is more
     */
    public record Recorder(
            @NotNull @DefaultValue("./recordings") Path directory,
            @NotNull @DefaultValue("64MB") DataSize maxFileSize,

            @NotNull
            @DurationMin(seconds = 1, message = "must be from 1 second to 7 days")
            @DurationMax(days = 7, message = "must be from 1 second to 7 days")
            @DefaultValue("1h")
            Duration maxFileAge,

            @NotNull @DefaultValue("10GB") DataSize maxTotalSize) {

        /** Less is not worth a file. */
        private static final DataSize SMALLEST_FILE = DataSize.ofKilobytes(1);

        public Recorder {
            if (maxFileSize.compareTo(SMALLEST_FILE) < 0) {
                throw new StartRefusedException(
                        "souk.recorder.max-file-size is " + maxFileSize + ", which is too small.",
                        "Set it to at least " + SMALLEST_FILE + ".");
            }
            if (maxTotalSize.toBytes() / 2 < maxFileSize.toBytes()) {
                throw new StartRefusedException(
                        "souk.recorder.max-total-size is " + maxTotalSize + ", which is less than two files of "
                                + maxFileSize + ".",
                        "Set it to at least twice souk.recorder.max-file-size.");
            }
        }

        RecorderSettings toRecorderSettings() {
            return new RecorderSettings(directory, maxFileSize.toBytes(), maxFileAge, maxTotalSize.toBytes());
        }
    }

    /**
     * A connection to an exchange, or an aggregator that is asked.
     *
     * @param url its address; {@code file:} and a place of recordings to replay these; empty for the built-in simulator, of CoinGecko for its public one. A text, since an empty address of another type is as good
     *     as not set, and Spring refuses an element of a list in which nothing is set
     * @param restUrl where the venue is asked for trades that are missing; {@code none} to ask nobody, empty for the
     *     venue's own address, or nobody where the feed is on loopback
     * @param instruments what it brings: ids, symbols or aliases; empty for all of its venue
     * @param channels what it brings of them, by the venue's names; empty for the venue's trades
     * @param replaySpeed how many times faster than recorded, where the address is a recording's
     * @param record whether its frames are recorded from the start
     */
    public record FeedSettings(
            @Pattern(regexp = "[a-z0-9-]+", message = "may hold a-z, 0-9 and - only")
            String name,

            @NotBlank @DefaultValue("binance") String venue,

            @Pattern(
                    regexp = "\\s*|(wss?|https?)://\\S+|file:.+",
                    message = "must begin with ws://, wss://, http://, https:// or file:, or be empty")
            String url,

            @Pattern(
                    regexp = "\\s*|none|https?://[^\\s?#]+",
                    message = "must begin with http:// or https:// and have no query, or be none")
            String restUrl,

            @DefaultValue List<String> instruments,
            @DefaultValue List<String> channels,

            @NotNull
            @Pattern(regexp = "max|[0-9]{1,6}(\\.[0-9]{1,6})?", message = "must be a number from 0 to 999999, or max")
            @DefaultValue("1")
            String replaySpeed,

            @DefaultValue("false") boolean record) {

        private static final String FILE = "file:";

        private static final String NOBODY = "none";

        /** Without a name of its own a feed is called like its venue, so that SOUK_FEEDS_0_URL alone will do. */
        public FeedSettings {
            name = name == null ? venue : name;
        }

        boolean hasAddress() {
            return url != null && !url.isBlank();
        }

        /** Nobody makes CoinGecko's figures up: without an address it is its public one. */
        boolean isSimulated() {
            return !hasAddress() && !venue.equals(CoinGeckoVenue.NAME);
        }

        boolean isReplayed() {
            return !isSimulated() && url.startsWith(FILE);
        }

        DataSource.Kind kind(Simulator simulator) {
            if (isSimulated()) {
                return simulator.replay().file() == null ? DataSource.Kind.SIMULATED : DataSource.Kind.REPLAYED;
            }
            return isReplayed() ? DataSource.Kind.REPLAYED : DataSource.Kind.LIVE;
        }

        /** What takes the exchange's place; empty if nothing does. */
        Optional<Replay> replay() {
            if (!isReplayed()) {
                return Optional.empty();
            }
            String place = url.substring(FILE.length()).strip();
            List<Path> files;
            try {
                files = Replay.files(Path.of(place.startsWith("//") ? place.substring(2) : place));
            } catch (InvalidPathException | UncheckedIOException e) {
                throw noRecording(e);
            }
            if (files.isEmpty()) {
                throw noRecording(null);
            }
            return Optional.of(
                    new Replay(files, replaySpeed.equals("max") ? Replay.UNBOUNDED : Double.parseDouble(replaySpeed)));
        }

        private StartRefusedException noRecording(Exception cause) {
            return new StartRefusedException(
                    "Feed '" + name + "' is to replay '" + url + "', where there is no recording.",
                    "Set souk.feeds[*].url to file: and the path of a recording, of a directory with some, or a pattern"
                            + " like file:./recordings/kraken/kraken-20261121*.",
                    cause);
        }

        URI address() {
            return address(url, "url", "wss://stream.example.com:9443");
        }

        /**
         * Where to ask for trades that are missing. A simulated feed has no past trades, a recording gives what it has; and a feed on loopback is somebody's
         * recording or test, whose holes must not be filled with real trades unasked.
         *
         * @param publicAddress the venue's own
         */
        Optional<URI> restAddress(URI publicAddress) {
            if (isSimulated() || isReplayed() || NOBODY.equals(restUrl)) {
                return Optional.empty();
            }
            if (restUrl == null || restUrl.isBlank()) {
                return isLoopback(address().getHost()) ? Optional.empty() : Optional.of(publicAddress);
            }
            return Optional.of(address(restUrl, "rest-url", "https://api.example.com"));
        }

        private static boolean isLoopback(String host) {
            return host != null && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
        }

        private URI address(String text, String setting, String example) {
            try {
                return URI.create(text.strip());
            } catch (IllegalArgumentException e) {
                throw new StartRefusedException(
                        "Feed '" + name + "' has the address '" + text + "', which is none: " + e.getMessage() + ".",
                        "Set souk.feeds[*]." + setting + " to an address like " + example + ".",
                        e);
            }
        }
    }

    /**
     * Which of the instruments that a venue lists are in the registry, beside those that are configured one by one.
     *
     * @param quotes their quote currencies
     * @param bases their base currencies; empty for all
     * @param atMost more than these stop the start: each costs a subscription, and some venues list thousands
     */
    public record Listing(
            @NotEmpty(message = "must name at least one quote currency, as USD")
            List<String> quotes,

            @DefaultValue List<String> bases,
            @Min(1) @Max(5_000) @DefaultValue("100") int atMost) {}

    /**
     * See {@link Instrument}; the id is made of venue, base and quote.
     *
     * @param symbol the venue's name of it; null to take it, its aliases and tick size from the venue's own list
     */
    public record InstrumentSettings(
            @NotBlank String venue,
            @NotBlank String base,
            @NotBlank String quote,

            @Pattern(regexp = "\\s*\\S.*", message = "must not be blank")
            String symbol,

            @DefaultValue List<String> aliases,

            @DecimalMin(value = "0", inclusive = false) BigDecimal tickSize,

            @DefaultValue("DENSE") TradeIds tradeIds) {

        boolean isComplete() {
            return symbol != null && tickSize != null;
        }

        Instrument toInstrument() {
            return new Instrument(
                    venue + ":" + base + "-" + quote, venue, base, quote, symbol, aliases, tickSize, tradeIds);
        }

        /** What is not configured is as the venue says. */
        Instrument completedBy(Instrument listed) {
            return new Instrument(
                    listed.id(),
                    venue,
                    base,
                    quote,
                    symbol == null ? listed.venueSymbol() : symbol,
                    aliases.isEmpty() ? listed.aliases() : aliases,
                    tickSize == null ? listed.tickSize() : tickSize,
                    tradeIds);
        }
    }

    /**
     * @param intervals which candles are folded: 1m, 5m, 15m, 1h, 4h, 1d
     * @param lateness how long after its end a candle waits for trades that are late
     * @param consumers how many threads of this process share the partitions of the log
     * @param checkpointInterval how long what is counted may wait to be stored
     * @param maxJump by what part a price may differ from the one before; not set to believe any price
     * @param idMemory how long the trade ids of an instrument whose ids are sparse are kept
     * @param retention how long at least the candles of an interval are kept; for ever, if it is not here
     */
    public record Candles(
            @NotEmpty
            @UniqueElements(message = "must name each interval once")
            @DefaultValue({"1m", "5m", "15m", "1h", "4h", "1d"})
            List<Interval> intervals,

            @NotNull
            @DurationMin(message = "must be from 0 seconds to 1 hour")
            @DurationMax(hours = 1, message = "must be from 0 seconds to 1 hour")
            @DefaultValue("10s")
            Duration lateness,

            @Min(1) @Max(64) @DefaultValue("2") int consumers,

            @NotNull
            @DurationMin(message = "must be from 0 to 10 seconds")
            @DurationMax(seconds = 10, message = "must be from 0 to 10 seconds")
            @DefaultValue("100ms")
            Duration checkpointInterval,

            @DecimalMin(value = "0", inclusive = false, message = "must be greater than 0")
            BigDecimal maxJump,

            @NotNull
            @DurationMin(minutes = 1, message = "must be from 1 minute to 1 day")
            @DurationMax(days = 1, message = "must be from 1 minute to 1 day")
            @DefaultValue("1h")
            Duration idMemory,

            @DefaultValue Map<Interval, Duration> retention) {

        /** The figures of the day are computed from a day's candles, whatever their interval. */
        private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);

        public Candles {
            retention.forEach(Candles::refuseTooShort);
        }

        /** Twice the interval, so that a window is over for as long as it took before its candle may be dropped. */
        private static void refuseTooShort(Interval interval, Duration kept) {
            Duration allowed = Collections.max(
                    List.of(SHORTEST_RETENTION, interval.duration().multipliedBy(2)));
            if (kept.compareTo(allowed) < 0) {
                throw new StartRefusedException(
                        "souk.candles.retention." + interval.label() + " is " + kept + ", which is too short.",
                        "Set it to at least " + allowed.toDays()
                                + "d, or leave it out to keep these candles for ever.");
            }
        }

        EngineSettings toEngineSettings() {
            return new EngineSettings(
                    intervals, consumers, lateness, checkpointInterval, Optional.ofNullable(maxJump), idMemory);
        }
    }

    /** @param latestTtl how long the last trade of an instrument is told as its latest */
    public record Live(
            @NotNull @DurationMin(seconds = 1, message = "must be at least 1 second") @DefaultValue("300s")
            Duration latestTtl) {}

    /**
     * @param adminPassword empty to have one made up and printed at the start
     * @param anonymousRead whether markets, charts and the API may be read without a login; if not set, they may where
     *     the whole of Souk is embedded, which is somebody's own machine
     */
    public record Security(String adminPassword, Boolean anonymousRead) {}
}
