package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.direct;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.timer;

import analytics.pulse.DerivedQuotes;
import analytics.pulse.DueWindows;
import analytics.pulse.PulseCounts;
import analytics.pulse.PulseSettings;
import api.Hub;
import api.MarketQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import market.Instrument;
import market.Instruments;
import market.Pulse;
import market.PulseJson;
import market.QuoteJson;
import market.Trade;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.redis.RedisConstants;
import org.apache.camel.processor.aggregate.AggregateController;
import org.apache.camel.processor.aggregate.DefaultAggregateController;
import org.apache.camel.spi.OptimisticLockingAggregationRepository.OptimisticLockingException;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import storage.LatestPulses;
import storage.PulseAggregation;
import storage.PulseStore;

/**
 * Quotes of the log → windows of event time, in the database until they are over → what each added up to: stored, told to the log and
 * to those who watch. How that is right under crashes and with several processes is in {@code docs/pulse.md}.
 */
@Component
class PulseRoutes extends RouteBuilder {

    /** A window is closed at most so much later than it could be. */
    private static final Duration CLOSING_PERIOD = Duration.ofSeconds(1);

    /** Six quotes a window by default, and as old as the figures of the day may be. */
    private static final Duration QUOTES_PERIOD = Duration.ofSeconds(5);

    /** The first run is at the start. */
    private static final Duration RETENTION_PERIOD = Duration.ofDays(1);

    /** Exchange property: the {@link QuotePoll}. */
    private static final String POLL = "souk.poll";

    /** Exchange property: what was {@link PulseStore.Stored}. */
    private static final String STORED = "souk.stored";

    private static final Logger log = LoggerFactory.getLogger(PulseRoutes.class);

    private final Instruments instruments;
    private final PulseSettings settings;
    private final PulseAggregation windows;
    private final PulseStore store;
    private final LatestPulses latest;
    private final PulseCounts counts;
    private final MarketQueries queries;
    private final Hub hub;
    private final Clock clock;
    private final AggregateController aggregator = new DefaultAggregateController();
    private final DerivedQuotes derived = new DerivedQuotes();
    private final CaughtUp caughtUp;
    private final LogLimit lateLogs = new LogLimit(Duration.ofSeconds(10));

    PulseRoutes(
            Instruments instruments,
            PulseSettings settings,
            PulseAggregation windows,
            PulseStore store,
            LatestPulses latest,
            PulseCounts counts,
            MarketQueries queries,
            Hub hub,
            Clock clock) {
        this.instruments = instruments;
        this.settings = settings;
        this.windows = windows;
        this.store = store;
        this.latest = latest;
        this.counts = counts;
        this.queries = queries;
        this.hub = hub;
        this.clock = clock;
        this.caughtUp = new CaughtUp(clock);
    }

    @Override
    public void configure() {
        quotes();
        windows();
        closedWindows();

        from(timer(RouteIds.PULSE_RETENTION).period(RETENTION_PERIOD.toMillis()))
                .routeId(RouteIds.PULSE_RETENTION)
                .routeDescription("Drops windows that are older than souk.pulse.retention")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(exchange -> store.dropBefore(clock.instant().minus(settings.retention())));
    }

    private void quotes() {
        from(timer(RouteIds.PULSE_QUOTES)
                        .period(QUOTES_PERIOD.toMillis())
                        .advanced()
                        .synchronous(true))
                .routeId(RouteIds.PULSE_QUOTES)
                .routeDescription("Quotes made of last trades and the figures of the day, into the log")
                .routeGroup(RouteIds.FEEDS)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(exchange -> exchange.getMessage().setBody(derivedQuotes(exchange)))
                .filter(exchange ->
                        !exchange.getMessage().getBody(Collection.class).isEmpty())
                .to(LogEndpoints.quotes());
    }

    private void windows() {
        QuotePoll.Sorter sorter = new QuotePoll.Sorter(instruments, settings, counts, clock);
        QuotesOfWindow strategy = new QuotesOfWindow(settings, clock);
        from(LogEndpoints.quotesByPoll(caughtUp))
                .routeId(RouteIds.PULSE_WINDOWS)
                .routeDescription("Quotes of the log, a poll at a time, into the windows that are open")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.DURABLE)
                .process(exchange -> exchange.setProperty(
                        POLL, sorter.sort(exchange.getMessage().getBody(ConsumerRecords.class))))
                // They would be kept with each window.
                .removeHeaders("*")
                .split()
                .exchange(exchange -> poll(exchange).letters())
                .to(direct(RouteIds.DEAD_LETTER))
                .end()
                .split()
                .exchange(exchange -> poll(exchange).groups())
                .aggregate(strategy)
                .exchange(strategy::key)
                .aggregationRepository(windows)
                .optimisticLocking()
                // Other windows tell when this one is over: it is closed by the controller.
                .completionPredicate(constant(false))
                .aggregateController(aggregator)
                // Else it is a pool, and an instrument's windows are told in any order.
                .executorService(new SynchronousExecutorService())
                .to(direct(RouteIds.PULSE_CLOSED));

        from(timer(RouteIds.PULSE_CLOSING)
                        .period(CLOSING_PERIOD.toMillis())
                        .advanced()
                        .synchronous(true))
                .routeId(RouteIds.PULSE_CLOSING)
                .routeDescription("Closes the windows that are over")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(exchange -> closeDue());
    }

    private void closedWindows() {
        from(direct(RouteIds.PULSE_CLOSED))
                .routeId(RouteIds.PULSE_CLOSED)
                .routeDescription("What a window added up to, stored and told to the log")
                .routeGroup(RouteIds.ENGINE)
                .routeConfigurationId(Errors.DURABLE)
                .process(this::store)
                .process(PulseRoutes::toRecord)
                .to(LogEndpoints.pulse())
                .filter(exchange -> stored(exchange).isOwn())
                .to(direct(RouteIds.PULSE_LIVE));

        from(direct(RouteIds.PULSE_LIVE))
                .routeId(RouteIds.PULSE_LIVE)
                .routeDescription(
                        "The pulse of a window that was closed: published, and the last of its instrument kept")
                .routeGroup(RouteIds.LIVE)
                .routeConfigurationId(Errors.TRANSIENT)
                .process(exchange -> latest.keep(stored(exchange).pulse()))
                .setHeader(RedisConstants.CHANNEL, constant(LiveEndpoints.PULSE_CHANNEL))
                .setHeader(RedisConstants.MESSAGE)
                .exchange(exchange -> Lines.join(List.of(stored(exchange).pulse()), PulseJson::write))
                .to(LiveEndpoints.redis("PUBLISH"));
    }

    private List<Message> derivedQuotes(Exchange exchange) {
        List<Trade> trades = instruments.all().stream()
                .map(Instrument::id)
                .map(hub::lastTrade)
                .flatMap(Optional::stream)
                .toList();
        return derived.of(trades, queries.dayFigures(), nowMicros()).stream()
                .map(quote -> LogRecord.of(exchange.getContext(), quote.instrument(), QuoteJson.write(quote)))
                .toList();
    }

    /** One that changed while it was looked at is looked at again in a second, whoever changed it. */
    private void closeDue() {
        for (String key : DueWindows.of(windows.open(), caughtUp.at(), settings, nowMicros())) {
            try {
                aggregator.forceCompletionOfGroup(key);
            } catch (OptimisticLockingException e) {
                log.debug("Window {} was changed or closed by another process", key);
            }
        }
    }

    private void store(Exchange exchange) {
        Pulse pulse = QuotesOfWindow.window(exchange).pulse(settings.classes());
        PulseStore.Stored stored = store.store(pulse, exchange.getExchangeId());
        exchange.setProperty(STORED, stored);
        if (stored.isOwn()) {
            counts.windowClosed();
            return;
        }
        counts.quotesLate(pulse.quotes());
        if (lateLogs.mayLog()) {
            log.warn(
                    "{} quotes of {} came after their window from {} was closed, {} in all",
                    pulse.quotes(),
                    pulse.instrument(),
                    pulse.start(),
                    stored.pulse().late());
        }
    }

    private static void toRecord(Exchange exchange) {
        Pulse pulse = stored(exchange).pulse();
        exchange.getMessage().removeHeaders("*");
        LogRecord.write(exchange.getMessage(), pulse.instrument(), PulseJson.write(pulse));
    }

    private long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private static QuotePoll poll(Exchange exchange) {
        return exchange.getProperty(POLL, QuotePoll.class);
    }

    private static PulseStore.Stored stored(Exchange exchange) {
        return exchange.getProperty(STORED, PulseStore.Stored.class);
    }
}
