package app;

import api.DataSource;
import feeds.BinanceVenue;
import feeds.CoinGeckoVenue;
import feeds.CoinbaseVenue;
import feeds.Feed;
import feeds.FeedMonitor;
import feeds.FeedWebsocketComponent;
import feeds.KrakenVenue;
import feeds.MarketHours;
import feeds.PolledVenue;
import feeds.Poller;
import feeds.Recorders;
import feeds.Replay;
import feeds.SimulatedVenue;
import feeds.SocketVenue;
import feeds.Subscription;
import feeds.Venue;
import feeds.WatchdogLimits;
import feeds.simulator.ExchangeSimulator;
import feeds.simulator.SimulatorOptions;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import market.Calendars;
import market.Feeds;
import market.Instrument;
import market.Instruments;
import market.Interval;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import routes.SimulatorControl;
import storage.AuditStore;
import storage.CandleStore;

/** The configured feeds, and the simulator for those without an address. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    /** No socket is opened where a recording is played; but a route's endpoint must have an address. */
    private static final URI NOWHERE = URI.create("ws://recording.invalid");

    /** Takes the place of the component that camel-vertx-websocket's starter would make. */
    @Bean("vertx-websocket-component")
    FeedWebsocketComponent feedWebsocketComponent(List<FeedMonitor> feeds, Recorders recorders, Clock clock) {
        return new FeedWebsocketComponent(feeds, recorders, clock);
    }

    @Bean
    Venue binance() {
        return new BinanceVenue();
    }

    @Bean
    Venue coinbase() {
        return new CoinbaseVenue();
    }

    @Bean
    Venue kraken() {
        return new KrakenVenue();
    }

    @Bean
    Venue coinGecko(SoukProperties properties) {
        return new CoinGeckoVenue(properties.coingecko().apiKey());
    }

    /** Lazy: made when a feed asks for it, and so never where all feeds have addresses. */
    @Bean
    @Lazy
    ExchangeSimulator exchangeSimulator(
            SoukProperties properties,
            Instruments instruments,
            Calendars calendars,
            List<Interval> intervals,
            CandleStore candles,
            Clock clock) {
        SoukProperties.Simulator settings = properties.simulator();
        Interval shortest =
                intervals.stream().min(Comparator.comparing(Interval::duration)).orElseThrow();
        ExchangeSimulator simulator;
        try {
            simulator = new ExchangeSimulator(
                    new SimulatorOptions(
                            settings.port(),
                            settings.tradesPerSecond(),
                            settings.seed(),
                            Optional.ofNullable(settings.replay().file()),
                            settings.replay().speed()),
                    SimulatedListings.of(properties, instruments, calendars),
                    candles.lastCloses(shortest),
                    clock);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(
                    "The simulator cannot serve what is configured: " + e.getMessage() + ".",
                    "Change souk.simulator, or souk.instruments of the venues " + properties.simulatedVenues() + ".",
                    e);
        }
        simulator.start();
        return simulator;
    }

    @Bean
    List<FeedMonitor> feeds(
            SoukProperties properties,
            List<Venue> venues,
            Instruments instruments,
            Calendars calendars,
            ObjectProvider<ExchangeSimulator> simulator,
            Clock clock) {
        List<Venue> known = withSimulated(venues, properties.simulator().venues());
        refuseSameNames(properties.feeds());
        refuseKindsThatWouldMeet(properties);
        WatchdogLimits limits = new WatchdogLimits(
                properties.watchdog().floor(), properties.watchdog().ceiling());
        List<FeedMonitor> monitors = properties.feeds().stream()
                .map(settings -> {
                    Venue venue = venue(settings, known);
                    refuseSimulated(settings, venue);
                    refuseReal(settings, venue);
                    refuseForeignAddress(settings, venue);
                    Feed feed = feed(settings, venue, instruments, simulator);
                    return new FeedMonitor(feed, limits, calendars.of(venue.name()), clock);
                })
                .toList();
        refuseIdsThatWouldMeet(monitors.stream().map(FeedMonitor::feed).toList());
        return monitors;
    }

    /** Trades of one instrument with ids of two kinds would be counted twice. */
    private static void refuseIdsThatWouldMeet(List<Feed> feeds) {
        Map<String, String> channels = new HashMap<>();
        for (Feed feed : feeds) {
            Venue venue = feed.venue();
            for (Subscription ask : feed.subscriptions()) {
                String other = venue.bringsTrades(ask.channel())
                        ? channels.putIfAbsent(ask.instrument().id(), ask.channel())
                        : null;
                if (other != null && venue.sharesIdsWithHistory(other) != venue.sharesIdsWithHistory(ask.channel())) {
                    throw new StartRefusedException(
                            "Two feeds bring trades of " + ask.instrument().id() + ", one by " + other + " and one by "
                                    + ask.channel() + ", whose ids differ: each trade would be counted twice.",
                            "Name the same channel of trades in souk.feeds[*].channels of both.");
                }
            }
        }
    }

    /** Those that are polled. */
    @Bean
    List<Poller> pollers(List<FeedMonitor> feeds, SoukProperties properties, Clock clock) {
        return feeds.stream()
                .filter(monitor -> monitor.feed().isPolled())
                .map(monitor -> new Poller(monitor, properties.coingecko().period(), clock))
                .toList();
    }

    private static Feed feed(
            SoukProperties.FeedSettings settings,
            Venue venue,
            Instruments instruments,
            ObjectProvider<ExchangeSimulator> simulator) {
        List<Subscription> subscriptions = subscriptions(settings, venue, instruments);
        if (venue instanceof PolledVenue polled) {
            refuseNothing(settings, subscriptions);
            refuseTooMany(settings, subscriptions, polled.asksPerRequest(), "in a request");
            Instruments asked = new Instruments(
                    subscriptions.stream().map(Subscription::instrument).toList());
            return new Feed(
                    settings.name(),
                    venue,
                    polled.request(address(settings, venue), subscriptions),
                    subscriptions,
                    venue.decoder(asked));
        }
        SocketVenue connected = (SocketVenue) venue;
        refuseTooMany(settings, subscriptions, connected.limits().asksPerConnection(), "on a connection");
        Optional<Replay> replay = settings.replay();
        URI address = settings.isSimulated()
                ? simulator.getObject().address()
                : replay.isPresent() ? NOWHERE : settings.address();
        return new Feed(
                settings.name(), venue, connected.socket(address), subscriptions, venue.decoder(instruments), replay);
    }

    private static URI address(SoukProperties.FeedSettings settings, Venue venue) {
        return settings.hasAddress() ? settings.address() : venue.publicAddress();
    }

    /** What the simulator can be told, where a feed needs it. */
    @Bean
    SimulatorControl simulatorControl(
            SoukProperties properties,
            ObjectProvider<ExchangeSimulator> simulator,
            Instruments instruments,
            AuditStore audit) {
        boolean needed = properties.feeds().stream().anyMatch(SoukProperties.FeedSettings::isSimulated);
        return new SimulatorControl(needed ? Optional.of(simulator.getObject()) : Optional.empty(), instruments, audit);
    }

    /** Notices that markets open and close. */
    @Bean
    MarketHours marketHours(Calendars calendars, Clock clock) {
        return new MarketHours(calendars, clock);
    }

    private static List<Venue> withSimulated(List<Venue> venues, List<String> simulated) {
        List<Venue> all = new ArrayList<>(venues);
        for (String name : simulated) {
            if (all.stream().anyMatch(venue -> venue.name().equals(name))) {
                throw new StartRefusedException(
                        "souk.simulator.venues names '" + name + "', which is there already.",
                        "Name each once, and none of "
                                + venues.stream().map(Venue::name).toList() + ".");
            }
            all.add(new SimulatedVenue(name));
        }
        return all;
    }

    @Bean
    Recorders recorders(SoukProperties properties, List<FeedMonitor> feeds, Clock clock) {
        Recorders recorders = new Recorders(feeds, properties.recorder().toRecorderSettings(), clock);
        properties.feeds().stream()
                .filter(SoukProperties.FeedSettings::record)
                .forEach(feed -> record(recorders, feed.name()));
        return recorders;
    }

    private static void record(Recorders recorders, String feed) {
        try {
            recorders.record(feed, true);
        } catch (IllegalStateException e) {
            throw new StartRefusedException(
                    "souk.feeds[*].record is true, but " + e.getMessage() + ".",
                    "Leave record out for feed '" + feed + "'.",
                    e);
        }
    }

    @Bean
    Feeds watchedFeeds(List<FeedMonitor> feeds, Recorders recorders) {
        return new WatchedFeeds(feeds, recorders);
    }

    private static List<Subscription> subscriptions(
            SoukProperties.FeedSettings settings, Venue venue, Instruments instruments) {
        List<Instrument> ofVenue = instruments.all().stream()
                .filter(instrument -> instrument.venue().equals(venue.name()))
                .toList();
        List<Instrument> wanted = settings.instruments().isEmpty()
                ? ofVenue
                : settings.instruments().stream()
                        .map(
                                name -> instruments
                                        .find(name)
                                        .filter(ofVenue::contains)
                                        .orElseThrow(
                                                () -> new StartRefusedException(
                                                        "Feed '" + settings.name() + "' is to bring '" + name
                                                                + "', which is no instrument of " + venue.name() + ".",
                                                        "Name some of "
                                                                + ofVenue.stream()
                                                                        .map(Instrument::id)
                                                                        .toList()
                                                                + " in souk.feeds[*].instruments, or configure it in souk.instruments.")))
                        .toList();
        List<String> channels = settings.channels().isEmpty()
                ? List.of(venue.channels().get(0))
                : settings.channels().stream().distinct().toList();
        if (!venue.channels().containsAll(channels)) {
            throw new StartRefusedException(
                    "Feed '" + settings.name() + "' asks for the channels " + channels + ", not all of which "
                            + venue.name() + " has.",
                    "Set souk.feeds[*].channels to some of " + venue.channels() + ".");
        }
        if (channels.stream().filter(venue::bringsTrades).count() > 1) {
            throw new StartRefusedException(
                    "Feed '" + settings.name() + "' asks for trades by several channels, " + channels + ".",
                    "Their ids differ: choose one of them in souk.feeds[*].channels.");
        }
        return channels.stream()
                .flatMap(channel -> wanted.stream().map(instrument -> new Subscription(channel, instrument)))
                .distinct()
                .toList();
    }

    @Bean
    List<DataSource> dataSources(
            SoukProperties properties, List<Venue> venues, ObjectProvider<ExchangeSimulator> simulator) {
        return properties.feeds().stream()
                .map(settings -> new DataSource(
                        settings.name(), settings.kind(properties.simulator()), place(settings, venues, simulator)))
                .toList();
    }

    private static String place(
            SoukProperties.FeedSettings settings, List<Venue> venues, ObjectProvider<ExchangeSimulator> simulator) {
        if (settings.isSimulated()) {
            return simulator.getObject().address().toString();
        }
        return settings.isReplayed()
                ? settings.url()
                : address(settings, venue(settings, venues)).getHost();
    }

    /** A name is a route's id and the source of dead letters. */
    private static void refuseSameNames(List<SoukProperties.FeedSettings> feeds) {
        Set<String> names = new HashSet<>();
        for (SoukProperties.FeedSettings feed : feeds) {
            if (!names.add(feed.name())) {
                throw new StartRefusedException(
                        "Two feeds are named '" + feed.name() + "'.", "Give each of souk.feeds[*].name another name.");
            }
        }
    }

    private static void refuseSimulated(SoukProperties.FeedSettings settings, Venue venue) {
        if (settings.isSimulated()
                && !(venue instanceof SimulatedVenue)
                && !venue.name().equals(BinanceVenue.NAME)) {
            throw new StartRefusedException(
                    "Feed '" + settings.name() + "' of venue '" + venue.name()
                            + "' has no address, and the simulator speaks Binance's protocol only.",
                    "Set souk.feeds[*].url, for the real one " + venue.publicAddress() + ".");
        }
    }

    private static void refuseForeignAddress(SoukProperties.FeedSettings settings, Venue venue) {
        boolean polled = venue instanceof PolledVenue;
        boolean fits = settings.isReplayed()
                ? !polled
                : !settings.hasAddress()
                        || polled == settings.address().getScheme().startsWith("http");
        if (!fits) {
            throw new StartRefusedException(
                    "Feed '" + settings.name() + "' has the address '" + settings.url() + "', but " + venue.name()
                            + " is reached over " + (polled ? "HTTP." : "a WebSocket."),
                    "Set souk.feeds[*].url to one that begins with "
                            + (polled ? "https:// or http://" : "wss:// or ws://") + ", for the real one "
                            + venue.publicAddress() + ".");
        }
    }

    private static void refuseNothing(SoukProperties.FeedSettings settings, List<Subscription> subscriptions) {
        if (subscriptions.isEmpty()) {
            throw new StartRefusedException(
                    "Feed '" + settings.name() + "' has nothing to ask " + settings.venue() + " for.",
                    "Configure instruments of venue '" + settings.venue() + "' in souk.instruments.");
        }
    }

    private static void refuseTooMany(
            SoukProperties.FeedSettings settings, List<Subscription> subscriptions, int allowed, String where) {
        if (subscriptions.size() > allowed) {
            throw new StartRefusedException(
                    "Feed '" + settings.name() + "' asks for " + subscriptions.size() + " subscriptions, but "
                            + settings.venue() + " allows " + allowed + " " + where + ".",
                    "Divide its instruments among several feeds by souk.feeds[*].instruments.");
        }
    }

    /** What came from an address would count as real: docs/decisions/004. */
    private static void refuseReal(SoukProperties.FeedSettings settings, Venue venue) {
        if (!settings.isSimulated() && venue instanceof SimulatedVenue) {
            throw new StartRefusedException(
                    "Feed '" + settings.name() + "' of venue '" + venue.name() + "' has an address, but "
                            + "souk.simulator.venues says that this venue exists in the simulator only.",
                    "Leave souk.feeds[*].url of it out.");
        }
    }

    private static void refuseKindsThatWouldMeet(SoukProperties properties) {
        Map<String, DataSource.Kind> kinds = new HashMap<>();
        for (SoukProperties.FeedSettings feed : properties.feeds()) {
            DataSource.Kind kind = feed.kind(properties.simulator());
            DataSource.Kind other = kinds.putIfAbsent(feed.venue(), kind);
            if (other != null && other != kind) {
                throw new StartRefusedException(
                        "Of the feeds of venue '" + feed.venue() + "' one is " + other.adjective() + " and another "
                                + kind.adjective() + ", so that their trades would meet in one candle.",
                        "Give all of them a souk.feeds[*].url of an exchange, or all of recordings (file:…), or none.");
            }
        }
    }

    private static Venue venue(SoukProperties.FeedSettings settings, List<Venue> venues) {
        return venues.stream()
                .filter(venue -> venue.name().equals(settings.venue()))
                .findFirst()
                .orElseThrow(() -> new StartRefusedException(
                        "Feed '" + settings.name() + "' is of venue '" + settings.venue()
                                + "', which Souk does not know.",
                        "Set souk.feeds[*].venue to one of "
                                + venues.stream().map(Venue::name).toList()
                                + ", or name it in souk.simulator.venues to have it simulated."));
    }
}
