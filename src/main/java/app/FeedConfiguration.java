package app;

import api.DataSource;
import feeds.BinanceVenue;
import feeds.Feed;
import feeds.FeedWebsocketComponent;
import feeds.Venue;
import feeds.simulator.ExchangeSimulator;
import feeds.simulator.SimulatorOptions;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import market.Instrument;
import market.Instruments;
import market.Interval;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import storage.CandleStore;

/** The configured feeds, and the simulator for those without an address. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    /** Takes the place of the component that camel-vertx-websocket's starter would make. */
    @Bean("vertx-websocket-component")
    FeedWebsocketComponent feedWebsocketComponent() {
        return new FeedWebsocketComponent();
    }

    @Bean
    Venue binance() {
        return new BinanceVenue();
    }

    /** Lazy: made when a feed asks for it, and so never where all feeds have addresses. */
    @Bean
    @Lazy
    ExchangeSimulator exchangeSimulator(
            SoukProperties properties,
            Instruments instruments,
            List<Interval> intervals,
            CandleStore candles,
            Clock clock) {
        SoukProperties.Simulator settings = properties.simulator();
        Interval shortest =
                intervals.stream().min(Comparator.comparing(Interval::duration)).orElseThrow();
        ExchangeSimulator simulator = new ExchangeSimulator(
                new SimulatorOptions(
                        settings.port(),
                        settings.tradesPerSecond(),
                        settings.seed(),
                        Optional.ofNullable(settings.replay().file()),
                        settings.replay().speed()),
                instruments.all(),
                candles.lastCloses(shortest),
                clock);
        simulator.start();
        return simulator;
    }

    @Bean
    List<Feed> feeds(
            SoukProperties properties,
            List<Venue> venues,
            Instruments instruments,
            ObjectProvider<ExchangeSimulator> simulator) {
        refuseSameNames(properties.feeds());
        refuseSimulatedBesideReal(properties.feeds());
        return properties.feeds().stream()
                .map(settings -> {
                    Venue venue = venue(settings, venues);
                    List<Instrument> traded = instruments.all().stream()
                            .filter(instrument -> instrument.venue().equals(venue.name()))
                            .toList();
                    URI address = settings.isSimulated() ? simulator.getObject().address() : settings.address();
                    return new Feed(settings.name(), traded, venue.socket(address), venue.decoder(instruments));
                })
                .toList();
    }

    @Bean
    List<DataSource> dataSources(SoukProperties properties, ObjectProvider<ExchangeSimulator> simulator) {
        DataSource.Kind builtIn =
                properties.simulator().replay().file() == null ? DataSource.Kind.SIMULATED : DataSource.Kind.REPLAYED;
        return properties.feeds().stream()
                .map(settings -> settings.isSimulated()
                        ? new DataSource(
                                settings.name(),
                                builtIn,
                                simulator.getObject().address().toString())
                        : new DataSource(
                                settings.name(),
                                DataSource.Kind.LIVE,
                                settings.address().getHost()))
                .toList();
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

    private static void refuseSimulatedBesideReal(List<SoukProperties.FeedSettings> feeds) {
        for (SoukProperties.FeedSettings feed : feeds) {
            if (feeds.stream()
                    .anyMatch(
                            other -> other.venue().equals(feed.venue()) && other.isSimulated() != feed.isSimulated())) {
                throw new StartRefusedException(
                        "Of the feeds of venue '" + feed.venue() + "' one has an address and another has none, so that"
                                + " real and simulated trades would meet in one candle.",
                        "Give all of them a souk.feeds[*].url, or none.");
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
                                + venues.stream().map(Venue::name).toList() + "."));
    }
}
