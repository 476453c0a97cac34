package app;

import feeds.Backfill;
import feeds.FeedMonitor;
import feeds.Venue;
import java.time.Clock;
import java.util.List;
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
                        .flatMap(history -> RestAddresses.of(venue, history.publicAddress(), properties).stream()
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
