package app;

import feeds.Backfill;
import feeds.FeedMonitor;
import feeds.TradeHistory;
import feeds.Venue;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import market.GapQueue;
import market.Instrument;
import market.Instruments;
import market.TradeIds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is asked for the trades that are missing: each venue of a feed that is real and has a history. */
@Configuration(proxyBeanMethods = false)
class BackfillConfiguration {

    @Bean
    List<Backfill> backfills(
            SoukProperties properties,
            List<Venue> venues,
            Instruments instruments,
            List<FeedMonitor> feeds,
            GapQueue gaps,
            Clock clock) {
        return venues.stream()
                .filter(venue -> properties.feeds().stream()
                        .filter(feed -> feed.venue().equals(venue.name()))
                        .flatMap(feed -> feed.channels().stream())
                        .allMatch(venue::sharesIdsWithHistory))
                .flatMap(venue -> venue.history().stream()
                        .flatMap(history -> address(venue, history, properties).stream()
                                .map(address -> new Backfill(
                                        venue.name(),
                                        address,
                                        history,
                                        instruments(venue, instruments),
                                        feeds(venue, feeds),
                                        gaps,
                                        clock))))
                .toList();
    }

    /** One for all feeds of a venue, since the venue's budget is one. */
    private static Optional<URI> address(Venue venue, TradeHistory history, SoukProperties properties) {
        Set<Optional<URI>> addresses = properties.feeds().stream()
                .filter(feed -> feed.venue().equals(venue.name()))
                .map(feed -> feed.restAddress(history.publicAddress()))
                .collect(Collectors.toSet());
        if (addresses.size() > 1) {
            throw new StartRefusedException(
                    "The feeds of venue '" + venue.name() + "' ask for missing trades at different addresses: "
                            + addresses.stream()
                                    .map(address -> address.map(URI::toString).orElse("none"))
                                    .sorted()
                                    .toList()
                            + ".",
                    "Give all of them the same souk.feeds[*].rest-url, or none.");
        }
        return addresses.stream().flatMap(Optional::stream).findFirst();
    }

    private static List<FeedMonitor> feeds(Venue venue, List<FeedMonitor> feeds) {
        return feeds.stream()
                .filter(feed -> feed.feed().venue().name().equals(venue.name()))
                .toList();
    }

    private static List<Instrument> instruments(Venue venue, Instruments instruments) {
        return instruments.all().stream()
                .filter(instrument -> instrument.venue().equals(venue.name()))
                .filter(instrument -> instrument.tradeIds() == TradeIds.DENSE)
                .toList();
    }
}
