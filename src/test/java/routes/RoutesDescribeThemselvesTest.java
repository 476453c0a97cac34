package routes;

import static org.assertj.core.api.Assertions.assertThat;

import analytics.alerts.AlertCounts;
import analytics.alerts.AlertEngines;
import analytics.pulse.PulseCounts;
import analytics.pulse.PulseSettings;
import analytics.pulse.TestPulse;
import api.AlertQueries;
import api.AlertRules;
import api.FeedQueries;
import api.ForecastQueries;
import api.Hub;
import api.IndicatorQueries;
import api.Ingest;
import api.MarketQueries;
import api.PulseQueries;
import api.TestPulses;
import api.TestQueries;
import api.notifications.ChannelType;
import api.notifications.Mailbox;
import api.notifications.Notifier;
import api.notifications.TestChannels;
import candles.CandleEngine;
import candles.EngineSettings;
import candles.InMemoryCheckpointStore;
import candles.NoTradeLog;
import candles.Rebuild;
import candles.Trades;
import feeds.Backfill;
import feeds.BinanceVenue;
import feeds.FeedMonitor;
import feeds.MarketHours;
import feeds.Poller;
import feeds.TestFeeds;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import market.Calendars;
import market.Instruments;
import market.Interval;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;
import storage.AlertStore;
import storage.AuditStore;
import storage.CandleRetention;
import storage.Digests;
import storage.LatestPulses;
import storage.LatestTrades;
import storage.OpenGaps;
import storage.PulseAggregation;
import storage.PulseStore;
import storage.ReportedGaps;

/** All routes there are, as the console shows them. None is started. */
@RouteTest
@UseAdviceWith
@ContextConfiguration(classes = {NobodysServers.class, RoutesDescribeThemselvesTest.Parts.class})
class RoutesDescribeThemselvesTest {

    @ComponentScan(
            basePackages = "routes",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = RoutesBuilder.class))
    static class Parts {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Hub hub(Clock clock) {
            return new Hub(clock);
        }

        @Bean
        LatestTrades latest(StringRedisTemplate redis) {
            return new LatestTrades(redis, Duration.ofMinutes(5));
        }

        @Bean
        MarketQueries queries() {
            return new TestQueries().queries();
        }

        @Bean
        IndicatorQueries indicatorQueries() {
            return new TestQueries().indicators();
        }

        @Bean
        ForecastQueries forecastQueries() {
            return new TestQueries().forecasts(false);
        }

        @Bean
        Ingest ingest(Clock clock) {
            return new Ingest(TestQueries.INSTRUMENTS, instrument -> false, clock);
        }

        @Bean
        FeedQueries feedQueries() {
            return new FeedQueries(new TestConsole());
        }

        @Bean
        AlertQueries alerts(MarketQueries queries) {
            return TestAlerts.queries(queries);
        }

        @Bean
        AlertRules rules() {
            return TestAlerts.rules();
        }

        @Bean
        AlertStore alertStore() {
            return new AlertStore(null);
        }

        @Bean
        AlertCounts alertCounts() {
            return new AlertCounts();
        }

        @Bean
        AlertEngines alertEngines() {
            return TestAlerts.engines();
        }

        @Bean
        OpenCandles openCandles() {
            return new OpenCandles();
        }

        @Bean
        CandleEngine engine(Clock clock) {
            return new CandleEngine(
                    new InMemoryCheckpointStore(), Trades.settings(Interval.M1), Trades.INSTRUMENTS, clock);
        }

        @Bean
        EngineSettings settings() {
            return Trades.settings(Interval.M1);
        }

        @Bean
        CandleRetention retention(DataSource source, Clock clock) {
            return new CandleRetention(
                    JdbcClient.create(source),
                    new TransactionTemplate(new DataSourceTransactionManager(source)),
                    Map.of(),
                    clock);
        }

        @Bean
        List<FeedMonitor> feeds() {
            return List.of(TestFeeds.monitor("binance", URI.create("ws://localhost:1"), TestFeeds.patient(), "BTC"));
        }

        @Bean
        List<Poller> pollers(Clock clock) {
            return List.of(new Poller(
                    TestFeeds.polled("coingecko", URI.create("http://localhost:1")), Duration.ofSeconds(30), clock));
        }

        @Bean
        List<Backfill> backfills(Clock clock) {
            return List.of(new Backfill(
                    "binance",
                    URI.create("http://localhost:1"),
                    new BinanceVenue().history().orElseThrow(),
                    List.of(),
                    List.of(),
                    new OpenGaps(null),
                    clock));
        }

        @Bean
        List<Notifier> notifiers() {
            return List.of(
                    new Notifier(TestChannels.channel(
                            "ops",
                            ChannelType.WEBHOOK,
                            URI.create("http://localhost:1"),
                            TestChannels.SOON,
                            Duration.ofSeconds(1))),
                    new Notifier(TestChannels.mail("mail", "localhost", 1, Mailbox.Tls.NONE, "souk", "secret")));
        }

        @Bean
        Digests digests() {
            return new Digests(null);
        }

        @Bean
        ReportedGaps gaps() {
            return new ReportedGaps(new JdbcTemplate());
        }

        @Bean
        Rebuild rebuild() {
            return new Rebuild(
                    new InMemoryCheckpointStore(), new NoTradeLog(), Trades.settings(Interval.M1), Trades.INSTRUMENTS);
        }

        @Bean
        SimulatorControl simulator() {
            return new SimulatorControl(Optional.empty(), new Instruments(List.of()), new AuditStore(null));
        }

        @Bean
        Instruments instruments() {
            return TestQueries.INSTRUMENTS;
        }

        @Bean
        PulseSettings pulseSettings() {
            return TestPulse.SETTINGS;
        }

        @Bean
        PulseCounts pulseCounts() {
            return new PulseCounts();
        }

        @Bean
        PulseQueries pulseQueries() {
            return new TestPulses().queries();
        }

        @Bean
        PulseAggregation pulseAggregation(DataSource source) {
            return new PulseAggregation(new DataSourceTransactionManager(source), source);
        }

        @Bean
        PulseStore pulseStore(DataSource source) {
            return new PulseStore(JdbcClient.create(source));
        }

        @Bean
        LatestPulses latestPulses(StringRedisTemplate redis) {
            return new LatestPulses(redis, Duration.ofDays(1));
        }

        @Bean
        MarketHours hours(Clock clock) {
            return new MarketHours(Calendars.NONE, clock);
        }

        @Bean(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME)
        NoHttp http() {
            return new NoHttp();
        }
    }

    @Autowired
    private CamelContext camel;

    private List<RouteDefinition> routes;

    @BeforeEach
    void collect() {
        routes = ((ModelCamelContext) camel).getRouteDefinitions();
    }

    @Test
    void everyRouteHasAnIdADescriptionAndAGroup() {
        assertThat(routes)
                .extracting(RouteDefinition::getRouteId)
                .contains(
                        RouteIds.CANDLES,
                        RouteIds.FEED + "binance",
                        RouteIds.FEED + "coingecko",
                        RouteIds.BACKFILL + "binance",
                        RouteIds.NOTIFY + "ops",
                        RouteIds.SEND + "ops",
                        RouteIds.SEND + "mail");
        assertThat(routes).allSatisfy(route -> {
            assertThat(route.hasCustomIdAssigned()).as(route.getRouteId()).isTrue();
            assertThat(route.getDescriptionText()).as(route.getRouteId()).isNotBlank();
            assertThat(route.getGroup())
                    .as(route.getRouteId())
                    .isIn(
                            RouteIds.FEEDS,
                            RouteIds.ENGINE,
                            RouteIds.ALERTING,
                            RouteIds.LIVE,
                            RouteIds.EDGES,
                            RouteIds.NOTIFICATIONS,
                            RouteIds.ERRORS);
        });
        assertThat(routes).extracting(RouteDefinition::getRouteId).doesNotHaveDuplicates();
    }

    /** The contract needs none: a constant cannot fail. Who asks for a rebuild is told what went wrong. */
    @Test
    void everyRouteThatMayFailSaysWhatHappensThen() {
        Set<String> without = Set.of(RouteIds.REBUILD, RouteIds.REST, RouteIds.REST_CONTRACT, RouteIds.REST_ANSWER);

        assertThat(routes)
                .filteredOn(route -> !without.contains(route.getRouteId()))
                .allSatisfy(route -> assertThat(route.getRouteConfigurationId())
                        .as(route.getRouteId())
                        .isIn(
                                Errors.FEED,
                                Errors.POLL,
                                Errors.DURABLE,
                                Errors.TRANSIENT,
                                Errors.NOTIFICATION,
                                Errors.REQUEST));
    }
}
