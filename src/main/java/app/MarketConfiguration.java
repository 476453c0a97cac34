package app;

import api.DataSource;
import api.Ingest;
import candles.CandleEngine;
import candles.EngineSettings;
import candles.Rebuild;
import candles.TradeLog;
import feeds.Venue;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Calendars;
import market.CheckpointStore;
import market.Instrument;
import market.Instruments;
import market.Interval;
import market.TradingHours;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import storage.CandleRetention;
import storage.InstrumentStore;
import storage.ListingStore;

/** The clock, the registry of instruments, the candle engine and its candles' retention. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SoukProperties.class)
class MarketConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    List<Interval> intervals(SoukProperties properties) {
        return properties.candles().intervals();
    }

    @Bean
    @DependsOnDatabaseInitialization
    Instruments instruments(
            SoukProperties properties, List<Venue> venues, ListingStore listings, InstrumentStore store) {
        Instruments instruments = new InstrumentRegistry(
                        properties.instruments(),
                        properties.listings(),
                        new VenueListings(properties, venues, listings)::of)
                .instruments();
        for (Instrument instrument : instruments.all()) {
            DataSource.Kind kind = properties.kindOf(instrument.venue());
            Optional<String> other = store.save(instrument, kind.adjective());
            if (other.isPresent()) {
                throw new StartRefusedException(
                        "The database holds " + other.get() + " trades of " + instrument.id()
                                + ", but its feed would now add " + kind.adjective()
                                + " ones: the two must not meet in one candle.",
                        "Give souk.feeds the address it had before, or use another database (for the embedded one: "
                                + "another souk.embedded.data-dir).");
            }
        }
        return instruments;
    }

    @Bean
    Ingest ingest(Instruments instruments, SoukProperties properties, Clock clock) {
        return new Ingest(
                instruments, instrument -> properties.kindOf(instrument.venue()) != DataSource.Kind.LIVE, clock);
    }

    /** When each venue is open, simulated or real. */
    @Bean
    Calendars calendars(SoukProperties properties, Instruments instruments) {
        List<String> venues = instruments.all().stream()
                .map(Instrument::venue)
                .distinct()
                .sorted()
                .toList();
        Map<String, TradingHours> hours = new HashMap<>();
        properties.calendars().forEach((venue, settings) -> {
            if (!venues.contains(venue)) {
                throw new StartRefusedException(
                        "souk.calendars." + venue + " is the calendar of a venue that no instrument has.",
                        "Name one of " + venues + ", or add instruments of it to souk.instruments.");
            }
            hours.put(venue, settings.toTradingHours(venue));
        });
        return new Calendars(hours);
    }

    @Bean
    EngineSettings engineSettings(SoukProperties properties) {
        return properties.candles().toEngineSettings();
    }

    @Bean
    CandleEngine candleEngine(CheckpointStore store, EngineSettings settings, Instruments instruments, Clock clock) {
        return new CandleEngine(store, settings, instruments, clock);
    }

    @Bean
    Rebuild rebuild(CheckpointStore store, TradeLog log, EngineSettings settings, Instruments instruments) {
        return new Rebuild(store, log, settings, instruments);
    }

    @Bean
    CandleRetention candleRetention(
            JdbcClient client, TransactionTemplate transaction, SoukProperties properties, Clock clock) {
        return new CandleRetention(client, transaction, properties.candles().retention(), clock);
    }
}
