package app;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Forecasts, which are an experiment.
 *
 * @param enabled whether the API and the chart offer them
 */
@ConfigurationProperties("souk.forecast")
record ForecastSettings(@DefaultValue("false") boolean enabled) {}
