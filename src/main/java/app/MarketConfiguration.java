package app;

import candles.CandleEngine;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import market.CheckpointStore;
import market.Instrument;
import market.Instruments;
import market.Interval;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import storage.InstrumentStore;

/** The clock, the registry of instruments and the candle engine. */
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
    Instruments instruments(SoukProperties properties, InstrumentStore store) {
        Instruments instruments = new Instruments(properties.instruments().stream()
                .map(SoukProperties.InstrumentSettings::toInstrument)
                .toList());
        var simulatedVenues = properties.feeds().stream()
                .filter(SoukProperties.FeedSettings::isSimulated)
                .map(SoukProperties.FeedSettings::venue)
                .collect(Collectors.toSet());
        for (Instrument instrument : instruments.all()) {
            boolean simulated = simulatedVenues.contains(instrument.venue());
            if (!store.save(instrument, simulated)) {
                throw new StartRefusedException(
                        "The database holds " + (simulated ? "real" : "simulated") + " trades of " + instrument.id()
                                + ", but its feed would now add " + (simulated ? "simulated" : "real")
                                + " ones: the two must not meet in one candle.",
                        "Give souk.feeds the address it had before, or use another database (for the embedded one: "
                                + "another souk.embedded.data-dir).");
            }
        }
        return instruments;
    }

    @Bean
    CandleEngine candleEngine(CheckpointStore store, SoukProperties properties, Clock clock) {
        return new CandleEngine(
                store, properties.candles().intervals(), properties.candles().lateness(), clock);
    }
}
