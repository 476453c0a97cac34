package app;

import api.ForecastQueries;
import api.MarketQueries;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import storage.CandleStore;

/** Forecasts, off unless a setting turns them on: see docs/decisions/015-forecast.md. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ForecastSettings.class)
class ForecastConfiguration {

    @Bean
    ForecastQueries forecastQueries(MarketQueries market, CandleStore candles, Clock clock, ForecastSettings settings) {
        return new ForecastQueries(market, candles, clock, settings.enabled());
    }
}
