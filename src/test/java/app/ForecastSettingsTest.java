package app;

import static org.assertj.core.api.Assertions.assertThat;

import api.ForecastQueries;
import api.TestQueries;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ForecastSettingsTest {

    private final TestQueries stores = new TestQueries();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConfigurationPropertiesAutoConfiguration.class))
            .withUserConfiguration(ForecastConfiguration.class)
            .withBean(api.MarketQueries.class, stores::queries)
            .withBean(storage.CandleStore.class, () -> new storage.CandleStore(null))
            .withBean(java.time.Clock.class, java.time.Clock::systemUTC);

    @Test
    void forecastsAreOffUnlessTurnedOn() {
        application.run(context ->
                assertThat(context.getBean(ForecastQueries.class).enabled()).isFalse());
        application.withPropertyValues("souk.forecast.enabled=true").run(context -> assertThat(
                        context.getBean(ForecastQueries.class).enabled())
                .isTrue());
    }

    @Test
    void whatIsNeitherTrueNorFalseStopsTheStart() {
        application.withPropertyValues("souk.forecast.enabled=perhaps").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("Invalid boolean value 'perhaps'"));
    }
}
