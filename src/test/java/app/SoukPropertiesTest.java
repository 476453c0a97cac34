package app;

import static org.assertj.core.api.Assertions.assertThat;

import feeds.RecorderSettings;
import feeds.simulator.VolumeProfile;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Instrument;
import market.Interval;
import market.TradeIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Defaults are those of application.yaml and the record together, as a user without settings has them. */
class SoukPropertiesTest {

    @EnableConfigurationProperties(SoukProperties.class)
    @Import(IntervalConverter.class)
    static class Settings {}

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConfigurationPropertiesAutoConfiguration.class, ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class)
            .withPropertyValues("souk.kafka.brokers=localhost:9092")
            .withInitializer(context -> {
                try {
                    new YamlPropertySourceLoader()
                            .load("application.yaml", new ClassPathResource("application.yaml"))
                            .forEach(context.getEnvironment().getPropertySources()::addLast);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });

    @Test
    void whoSetsNothingHasTheDefaults() {
        application.run(context -> {
            SoukProperties souk = settings(context);
            assertThat(souk.kafka())
                    .isEqualTo(new SoukProperties.Kafka("localhost:9092", 6, (short) 1, Duration.ofDays(7)));
            assertThat(souk.embedded().dataDir().normalize()).isEqualTo(Path.of("data"));
            assertThat(souk.simulator())
                    .isEqualTo(new SoukProperties.Simulator(
                            0, 20, 1, new SoukProperties.Simulator.Replay(null, 1), List.of(), Map.of()));
            assertThat(souk.calendars()).isEmpty();
            assertThat(souk.coingecko()).isEqualTo(new SoukProperties.CoinGecko(Duration.ofSeconds(30), null));
            assertThat(souk.feeds())
                    .containsExactly(new SoukProperties.FeedSettings(
                            "binance", "binance", null, null, List.of(), List.of(), "1", false));
            assertThat(souk.feeds().get(0).isSimulated()).isTrue();
            assertThat(souk.recorder().toRecorderSettings())
                    .isEqualTo(new RecorderSettings(Path.of("recordings"), 64L << 20, Duration.ofHours(1), 10L << 30));
            assertThat(souk.instruments()).hasSize(12);
            assertThat(souk.instruments().get(0).toInstrument())
                    .isEqualTo(new Instrument(
                            "binance:BTC-USDT",
                            "binance",
                            "BTC",
                            "USDT",
                            "BTCUSDT",
                            List.of("BTC"),
                            new BigDecimal("0.01")));
            assertThat(souk.candles())
                    .isEqualTo(new SoukProperties.Candles(
                            List.of(Interval.values()),
                            Duration.ofSeconds(10),
                            2,
                            Duration.ofMillis(100),
                            null,
                            Duration.ofHours(1),
                            Map.of()));
            assertThat(souk.live().latestTtl()).isEqualTo(Duration.ofSeconds(300));
            assertThat(souk.security()).isEqualTo(new SoukProperties.Security(null, null));
        });
    }

    @Test
    void everySettingHasItsKey() {
        application
                .withPropertyValues(
                        "souk.kafka.brokers=one:9092,two:9092",
                        "souk.kafka.partitions=24",
                        "souk.kafka.replication-factor=3",
                        "souk.kafka.ticks-retention=36h",
                        "souk.embedded.data-dir=/var/lib/souk",
                        "souk.simulator.port=9999",
                        "souk.simulator.trades-per-second=0.5",
                        "souk.simulator.seed=-7",
                        "souk.simulator.replay.file=trades.jsonl",
                        "souk.simulator.replay.speed=12.5",
                        "souk.simulator.venues=tse,lse",
                        "souk.simulator.profiles.XBT.base-price=60000",
                        "souk.simulator.profiles.XBT.drift=-0.1",
                        "souk.simulator.profiles.XBT.volatility=0.9",
                        "souk.simulator.profiles.XBT.typical-notional=500",
                        "souk.simulator.profiles.XBT.weight=7",
                        "souk.simulator.profiles.XBT.volume-profile=u-shaped",
                        "souk.calendars.kraken.time-zone=Europe/Vienna",
                        "souk.calendars.kraken.days=monday,sunday",
                        "souk.calendars.kraken.open=08:00",
                        "souk.calendars.kraken.close=17:30",
                        "souk.calendars.kraken.holidays=2026-12-25,2026-12-26",
                        "souk.calendars.kraken.early-closes.2026-12-24=12:00",
                        "souk.feeds[0].name=spare",
                        "souk.feeds[0].venue=kraken",
                        "souk.coingecko.period=2m",
                        "souk.coingecko.api-key=key",
                        "souk.feeds[0].url=wss://ws.example.com/v2",
                        "souk.feeds[0].rest-url=https://rest.example.com",
                        "souk.feeds[0].replay-speed=2.5",
                        "souk.feeds[0].record=true",
                        "souk.recorder.directory=/var/lib/recordings",
                        "souk.recorder.max-file-size=1MB",
                        "souk.recorder.max-file-age=10m",
                        "souk.recorder.max-total-size=2MB",
                        "souk.instruments[0].venue=kraken",
                        "souk.instruments[0].base=BTC",
                        "souk.instruments[0].quote=USD",
                        "souk.instruments[0].symbol=BTC/USD",
                        "souk.instruments[0].aliases=XBT,bitcoin",
                        "souk.instruments[0].tick-size=0.1",
                        "souk.instruments[0].trade-ids=sparse",
                        "souk.candles.intervals=1h,1d",
                        "souk.candles.lateness=1500ms",
                        "souk.candles.consumers=5",
                        "souk.candles.checkpoint-interval=250ms",
                        "souk.candles.max-jump=0.25",
                        "souk.candles.id-memory=90m",
                        "souk.candles.retention.1m=90d",
                        "souk.candles.retention.1d=2d",
                        "souk.listings.kraken.quotes=USD,EUR",
                        "souk.listings.kraken.bases=BTC",
                        "souk.listings.kraken.at-most=7",
                        "souk.live.latest-ttl=2m",
                        "souk.security.admin-password=secret",
                        "souk.security.anonymous-read=false")
                .run(context -> {
                    SoukProperties souk = settings(context);
                    assertThat(souk.kafka())
                            .isEqualTo(
                                    new SoukProperties.Kafka("one:9092,two:9092", 24, (short) 3, Duration.ofHours(36)));
                    assertThat(souk.embedded().dataDir()).isEqualTo(Path.of("/var/lib/souk"));
                    assertThat(souk.simulator())
                            .isEqualTo(new SoukProperties.Simulator(
                                    9999,
                                    0.5,
                                    -7,
                                    new SoukProperties.Simulator.Replay(Path.of("trades.jsonl"), 12.5),
                                    List.of("tse", "lse"),
                                    Map.of(
                                            "XBT",
                                            new SoukProperties.Simulator.Profile(
                                                    new BigDecimal("60000"),
                                                    -0.1,
                                                    0.9,
                                                    500.0,
                                                    7.0,
                                                    VolumeProfile.U_SHAPED))));
                    assertThat(souk.coingecko()).isEqualTo(new SoukProperties.CoinGecko(Duration.ofMinutes(2), "key"));
                    assertThat(souk.feeds())
                            .containsExactly(new SoukProperties.FeedSettings(
                                    "spare",
                                    "kraken",
                                    "wss://ws.example.com/v2",
                                    "https://rest.example.com",
                                    List.of(),
                                    List.of(),
                                    "2.5",
                                    true));
                    assertThat(souk.feeds().get(0).isSimulated()).isFalse();
                    assertThat(souk.recorder().toRecorderSettings())
                            .isEqualTo(new RecorderSettings(
                                    Path.of("/var/lib/recordings"), 1L << 20, Duration.ofMinutes(10), 2L << 20));
                    assertThat(souk.instruments())
                            .containsExactly(new SoukProperties.InstrumentSettings(
                                    "kraken",
                                    "BTC",
                                    "USD",
                                    "BTC/USD",
                                    List.of("XBT", "bitcoin"),
                                    new BigDecimal("0.1"),
                                    TradeIds.SPARSE));
                    assertThat(souk.listings())
                            .isEqualTo(Map.of(
                                    "kraken", new SoukProperties.Listing(List.of("USD", "EUR"), List.of("BTC"), 7)));
                    assertThat(souk.candles())
                            .isEqualTo(new SoukProperties.Candles(
                                    List.of(Interval.H1, Interval.D1),
                                    Duration.ofMillis(1_500),
                                    5,
                                    Duration.ofMillis(250),
                                    new BigDecimal("0.25"),
                                    Duration.ofMinutes(90),
                                    Map.of(Interval.M1, Duration.ofDays(90), Interval.D1, Duration.ofDays(2))));
                    assertThat(souk.calendars())
                            .isEqualTo(Map.of(
                                    "kraken",
                                    new CalendarSettings(
                                            "Europe/Vienna",
                                            List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                                            "08:00",
                                            "17:30",
                                            List.of("2026-12-25", "2026-12-26"),
                                            Map.of("2026-12-24", "12:00"))));
                    assertThat(souk.live().latestTtl()).isEqualTo(Duration.ofMinutes(2));
                    assertThat(souk.security()).isEqualTo(new SoukProperties.Security("secret", false));
                });
    }

    @Test
    void everySettingHasItsEnvironmentVariable() {
        inEnvironment(
                        "SOUK_KAFKA_PARTITIONS=24",
                        "SOUK_KAFKA_REPLICATIONFACTOR=3",
                        "SOUK_KAFKA_TICKSRETENTION=36h",
                        "SOUK_EMBEDDED_DATADIR=/var/lib/souk",
                        "SOUK_SIMULATOR_PORT=9999",
                        "SOUK_SIMULATOR_TRADESPERSECOND=0.5",
                        "SOUK_SIMULATOR_SEED=-7",
                        "SOUK_SIMULATOR_REPLAY_FILE=trades.jsonl",
                        "SOUK_SIMULATOR_REPLAY_SPEED=12.5",
                        "SOUK_SIMULATOR_VENUES=tse,lse",
                        "SOUK_SIMULATOR_PROFILES_XBT_VOLATILITY=0.9",
                        "SOUK_CALENDARS_KRAKEN_TIMEZONE=Europe/Vienna",
                        "SOUK_CALENDARS_KRAKEN_OPEN=08:00",
                        "SOUK_CALENDARS_KRAKEN_CLOSE=17:30",
                        "SOUK_CALENDARS_KRAKEN_HOLIDAYS=2026-12-25",
                        "SOUK_INSTRUMENTS_0_VENUE=kraken",
                        "SOUK_INSTRUMENTS_0_BASE=BTC",
                        "SOUK_INSTRUMENTS_0_QUOTE=USD",
                        "SOUK_INSTRUMENTS_0_SYMBOL=BTC/USD",
                        "SOUK_INSTRUMENTS_0_ALIASES=XBT,bitcoin",
                        "SOUK_INSTRUMENTS_0_TICKSIZE=0.1",
                        "SOUK_INSTRUMENTS_0_TRADEIDS=sparse",
                        "SOUK_CANDLES_INTERVALS=1m,1h",
                        "SOUK_CANDLES_LATENESS=1500ms",
                        "SOUK_CANDLES_CONSUMERS=5",
                        "SOUK_CANDLES_CHECKPOINTINTERVAL=250ms",
                        "SOUK_CANDLES_MAXJUMP=0.25",
                        "SOUK_CANDLES_IDMEMORY=90m",
                        "SOUK_CANDLES_RETENTION_1M=90d",
                        "SOUK_LIVE_LATESTTTL=2m",
                        "SOUK_SECURITY_ADMINPASSWORD=secret",
                        "SOUK_SECURITY_ANONYMOUSREAD=true")
                .run(context -> {
                    SoukProperties souk = settings(context);
                    assertThat(souk.kafka())
                            .isEqualTo(new SoukProperties.Kafka("localhost:9092", 24, (short) 3, Duration.ofHours(36)));
                    assertThat(souk.embedded().dataDir()).isEqualTo(Path.of("/var/lib/souk"));
                    assertThat(souk.simulator())
                            .isEqualTo(new SoukProperties.Simulator(
                                    9999,
                                    0.5,
                                    -7,
                                    new SoukProperties.Simulator.Replay(Path.of("trades.jsonl"), 12.5),
                                    List.of("tse", "lse"),
                                    Map.of(
                                            "xbt",
                                            new SoukProperties.Simulator.Profile(null, null, 0.9, null, null, null))));
                    assertThat(souk.instruments())
                            .containsExactly(new SoukProperties.InstrumentSettings(
                                    "kraken",
                                    "BTC",
                                    "USD",
                                    "BTC/USD",
                                    List.of("XBT", "bitcoin"),
                                    new BigDecimal("0.1"),
                                    TradeIds.SPARSE));
                    assertThat(souk.candles())
                            .isEqualTo(new SoukProperties.Candles(
                                    List.of(Interval.M1, Interval.H1),
                                    Duration.ofMillis(1_500),
                                    5,
                                    Duration.ofMillis(250),
                                    new BigDecimal("0.25"),
                                    Duration.ofMinutes(90),
                                    Map.of(Interval.M1, Duration.ofDays(90))));
                    assertThat(souk.calendars())
                            .isEqualTo(Map.of(
                                    "kraken",
                                    new CalendarSettings(
                                            "Europe/Vienna",
                                            List.of(
                                                    DayOfWeek.MONDAY,
                                                    DayOfWeek.TUESDAY,
                                                    DayOfWeek.WEDNESDAY,
                                                    DayOfWeek.THURSDAY,
                                                    DayOfWeek.FRIDAY),
                                            "08:00",
                                            "17:30",
                                            List.of("2026-12-25"),
                                            Map.of())));
                    assertThat(souk.live().latestTtl()).isEqualTo(Duration.ofMinutes(2));
                    assertThat(souk.security()).isEqualTo(new SoukProperties.Security("secret", true));
                });
    }

    @Test
    void anAddressAloneMakesAFeedOfBinance() {
        inEnvironment("SOUK_FEEDS_0_URL=ws://localhost:9999")
                .run(context -> assertThat(settings(context).feeds())
                        .containsExactly(new SoukProperties.FeedSettings(
                                "binance", "binance", "ws://localhost:9999", null, List.of(), List.of(), "1", false)));
    }

    @Test
    void anEmptyAddressIsTheSimulators() {
        inEnvironment("SOUK_FEEDS_0_URL=")
                .run(context -> assertThat(settings(context).feeds().get(0).isSimulated())
                        .isTrue());
    }

    @Test
    void nobodyMakesTheFiguresOfCoinGeckoUp() {
        assertThat(new SoukProperties.FeedSettings("one", "coingecko", "", null, List.of(), List.of(), "1", false)
                        .isSimulated())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "wss://stream.example.com | -                      | https://public.example",
                "wss://stream.example.com | ''                     | https://public.example",
                "wss://stream.example.com | none                   | -",
                "wss://stream.example.com | http://rest.example/v1 | http://rest.example/v1",
                "ws://127.0.0.1:9999      | -                      | -",
                "ws://localhost:9999      | -                      | -",
                "ws://[::1]:9999          | -                      | -",
                "ws://localhost:9999      | http://localhost:9998  | http://localhost:9998",
                "-                        | -                      | -",
                "-                        | http://rest.example    | -",
            })
    void missingTradesAreAskedForWhereTheFeedIsRealAndNobodyElseIsNamed(String url, String restUrl, String asked) {
        assertThat(new SoukProperties.FeedSettings("one", "binance", url, restUrl, List.of(), List.of(), "1", false)
                        .restAddress(URI.create("https://public.example")))
                .isEqualTo(Optional.ofNullable(asked).map(URI::create));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "souk.kafka.brokers                | ''         | must not be blank",
                "souk.kafka.partitions             | 0          | greater than or equal to 1",
                "souk.kafka.partitions             | 1001       | less than or equal to 1000",
                "souk.kafka.partitions             | many       | int",
                "souk.kafka.replication-factor     | 0          | greater than or equal to 1",
                "souk.kafka.replication-factor     | 11         | less than or equal to 10",
                "souk.kafka.ticks-retention        | PT0S       | at least 1 minute",
                "souk.kafka.ticks-retention        | PT-24H     | at least 1 minute",
                "souk.kafka.ticks-retention        | a week     | Duration",
                "souk.simulator.port               | 65536      | less than or equal to 65535",
                "souk.simulator.port               | -1         | greater than or equal to 0",
                "souk.simulator.trades-per-second  | 0          | greater than 0",
                "souk.simulator.replay.speed       | -2         | greater than 0",
                "souk.simulator.seed               | x          | long",
                "souk.simulator.venues             | My Venue   | may hold a-z, 0-9 and - only",
                "souk.simulator.profiles.A.weight  | heavy      | Double",
                "souk.simulator.profiles.A.volume-profile | w-shaped | U_SHAPED",
                "souk.calendars[binance].time-zone  | ''         | must not be blank",
                "souk.calendars[binance].open       | ''         | must not be blank",
                "souk.calendars[binance].close      | ''         | must not be blank",
                "souk.calendars[binance].days       | ''         | must not be empty",
                "souk.calendars[binance].days       | someday    | MONDAY",
                "souk.feeds[0].name                | My Feed    | may hold a-z, 0-9 and - only",
                "souk.feeds[0].venue               | ''         | must not be blank",
                "souk.feeds[0].url                 | ftp://x/   | must begin with ws://, wss://, http://, https:// or file:",
                "souk.feeds[0].url                 | localhost:1| must begin with ws://, wss://, http://, https:// or file:",
                "souk.feeds[0].url                 | 'ws:// x'  | must begin with ws://, wss://, http://, https:// or file:",
                "souk.feeds[0].restUrl             | ws://x/    | must begin with http:// or https://",
                "souk.feeds[0].restUrl             | http://x?y | must begin with http:// or https://",
                "souk.feeds[0].restUrl             | nobody     | must begin with http:// or https://",
                "souk.feeds[0].replaySpeed         | fast       | must be a number from 0 to 999999, or max",
                "souk.feeds[0].replaySpeed         | -1         | must be a number from 0 to 999999, or max",
                "souk.feeds[0].record              | perhaps    | boolean",
                "souk.recorder.max-file-size       | 512B       | at least 1024B",
                "souk.recorder.max-total-size      | 1048576B   | at least twice souk.recorder.max-file-size",
                "souk.recorder.max-file-age        | PT0S       | from 1 second to 7 days",
                "souk.coingecko.period             | PT4S       | from 5 seconds to 1 day",
                "souk.coingecko.period             | PT25H      | from 5 seconds to 1 day",
                "souk.instruments[0].venue         | ''         | must not be blank",
                "souk.instruments[0].base          | ''         | must not be blank",
                "souk.instruments[0].quote         | ''         | must not be blank",
                "souk.instruments[0].symbol        | ''         | must not be blank",
                "souk.instruments[0].tick-size     | 0          | greater than 0",
                "souk.instruments[0].tick-size     | x          | BigDecimal",
                "souk.candles.intervals            | 1w         | interval '1w' is unknown, allowed are 1m, 5m, 15m, 1h, 4h, 1d",
                "souk.candles.intervals            | ''         | must not be empty",
                "souk.candles.intervals            | 1m,5m,1m   | must name each interval once",
                "souk.candles.lateness             | PT-1S      | from 0 seconds to 1 hour",
                "souk.candles.lateness             | PT1H1M     | from 0 seconds to 1 hour",
                "souk.candles.retention.1m         | PT23H59M   | at least 1d",
                "souk.candles.retention.1d         | PT47H      | at least 2d",
                "souk.candles.retention.5m         | PT-24H     | at least 1d",
                "souk.candles.retention.5m         | a while    | Duration",
                "souk.live.latest-ttl              | PT0S       | at least 1 second",
                "souk.live.latest-ttl              | PT0.999S   | at least 1 second",
                "souk.security.anonymous-read      | perhaps    | Boolean",
            })
    void aWrongValueStopsTheStartWithItsKeyItsValueAndWhatIsAllowed(String key, String value, String allowed) {
        withSetting(key, value).run(context -> {
            String told = refusal(context);
            assertThat(told.replace("[", "").replace("]", "").replace("-", "").toLowerCase(java.util.Locale.ROOT))
                    .as(told)
                    .contains(key.replace("[", "")
                            .replace("]", "")
                            .replace("-", "")
                            .toLowerCase(java.util.Locale.ROOT));
            assertThat(told).contains(allowed);
            if (!value.contains(",")) {
                assertThat(told).contains(value);
            }
        });
    }

    @Test
    void aRetentionOfAnIntervalThatIsNoneStopsTheStart() {
        application.withPropertyValues("souk.candles.retention.1w=90d").run(context -> assertThat(refusal(context))
                .contains("'souk.candles.retention'")
                .contains("interval '1w' is unknown, allowed are 1m, 5m, 15m, 1h, 4h, 1d"));
    }

    @Test
    void anEmptyRetentionIsNone() {
        inEnvironment("SOUK_CANDLES_RETENTION_1M=")
                .run(context ->
                        assertThat(settings(context).candles().retention()).isEmpty());
    }

    /** Its candles may be there from a time when it was. */
    @Test
    void anIntervalThatIsNotFoldedAnyMoreMayHaveARetention() {
        application
                .withPropertyValues("souk.candles.intervals=1h", "souk.candles.retention.1m=P30D")
                .run(context -> assertThat(settings(context).candles().retention())
                        .containsOnly(Map.entry(Interval.M1, Duration.ofDays(30))));
    }

    @Test
    void aPasswordIsNotSaidBack() {
        application
                .withPropertyValues("souk.security.admin-password=hunter2", "souk.kafka.partitions=0")
                .run(context -> assertThat(refusal(context)).doesNotContain("hunter2"));
    }

    /** A single element of a list takes the place of the whole list, so the rest of the element comes along. */
    private ApplicationContextRunner withSetting(String key, String value) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (key.startsWith("souk.instruments[0]")) {
            settings.put("souk.instruments[0].venue", "binance");
            settings.put("souk.instruments[0].base", "BTC");
            settings.put("souk.instruments[0].quote", "USDT");
            settings.put("souk.instruments[0].symbol", "BTCUSDT");
            settings.put("souk.instruments[0].tick-size", "0.01");
        }
        if (key.startsWith("souk.calendars")) {
            settings.put("souk.calendars[binance].time-zone", "UTC");
            settings.put("souk.calendars[binance].open", "09:00");
            settings.put("souk.calendars[binance].close", "17:00");
        }
        settings.put(key, value);
        return application.withPropertyValues(settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
    }

    private ApplicationContextRunner inEnvironment(String... variables) {
        Map<String, Object> environment = new LinkedHashMap<>();
        Arrays.stream(variables)
                .map(variable -> variable.split("=", 2))
                .forEach(parts -> environment.put(parts[0], parts[1]));
        PropertySource<?> source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment);
        return application.withInitializer(
                context -> context.getEnvironment().getPropertySources().replace(source.getName(), source));
    }

    private static SoukProperties settings(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed();
        return context.getBean(SoukProperties.class);
    }

    /** What Spring Boot prints, made by the analyzers that it would ask. */
    private static String refusal(AssertableApplicationContext context) {
        Throwable failure = context.getStartupFailure();
        assertThat(failure).isNotNull();
        for (FailureAnalyzer analyzer : SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.ArgumentResolver.of(Environment.class, new StandardEnvironment())
                                .and(BeanFactory.class, new StaticListableBeanFactory()),
                        (factory, name, problem) -> {
                            // As Spring Boot does: an analyzer that cannot be made here has nothing to say.
                        })) {
            FailureAnalysis analysis = analyzer.analyze(failure);
            if (analysis != null) {
                return analysis.getDescription() + "\n" + analysis.getAction();
            }
        }
        throw new AssertionError("nobody can explain this failure", failure);
    }
}
