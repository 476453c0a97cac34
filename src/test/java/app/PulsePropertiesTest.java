package app;

import static org.assertj.core.api.Assertions.assertThat;

import analytics.pulse.TestPulse;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PulsePropertiesTest {

    @EnableConfigurationProperties(PulseProperties.class)
    static class Settings {}

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConfigurationPropertiesAutoConfiguration.class, ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void whoSetsNothingHasTheDefaults() {
        application.run(context -> {
            PulseProperties pulse = context.getBean(PulseProperties.class);
            assertThat(pulse.toPulseSettings()).isEqualTo(TestPulse.SETTINGS);
            assertThat(pulse.broadcast()).isFalse();
        });
    }

    @Test
    void everySettingHasItsKey() {
        application
                .withPropertyValues(
                        "souk.pulse.window=60s",
                        "souk.pulse.lateness=0s",
                        "souk.pulse.quiet-timeout=5m",
                        "souk.pulse.retention=90d",
                        "souk.pulse.broadcast=true",
                        "souk.pulse.volatility.moving-from=1",
                        "souk.pulse.volatility.volatile-from=2",
                        "souk.pulse.volatility.high-from=3",
                        "souk.pulse.volatility.extreme-from=4.5",
                        "souk.pulse.trend.surging-from=7",
                        "souk.pulse.trend.rising-from=3",
                        "souk.pulse.trend.falling-from=-4",
                        "souk.pulse.trend.crashing-from=-8")
                .run(context -> {
                    PulseProperties pulse = context.getBean(PulseProperties.class);
                    assertThat(pulse)
                            .isEqualTo(new PulseProperties(
                                    Duration.ofMinutes(1),
                                    Duration.ZERO,
                                    Duration.ofMinutes(5),
                                    Duration.ofDays(90),
                                    true,
                                    new PulseProperties.VolatilityBounds(
                                            new BigDecimal("1"),
                                            new BigDecimal("2"),
                                            new BigDecimal("3"),
                                            new BigDecimal("4.5")),
                                    new PulseProperties.TrendBounds(
                                            new BigDecimal("7"),
                                            new BigDecimal("3"),
                                            new BigDecimal("-4"),
                                            new BigDecimal("-8"))));
                    assertThat(pulse.toPulseSettings().windowStart(119_999_999)).isEqualTo(60_000_000);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "souk.pulse.window=0s             | from 1 second to 1 hour",
                "souk.pulse.window=2h             | from 1 second to 1 hour",
                "souk.pulse.window=1500ms         | souk.pulse.window is PT1.5S, which is not a whole number of seconds",
                "souk.pulse.lateness=-1s          | from 0 seconds to 1 hour",
                "souk.pulse.quiet-timeout=0s      | from 1 second to 1 day",
                "souk.pulse.retention=59m         | at least 1 hour",
                "souk.pulse.volatility.moving-from=0 | souk.pulse.volatility: 0, moving-from",
                "souk.pulse.volatility.high-from=20  | which do not ascend",
                "souk.pulse.trend.falling-from=-5 | souk.pulse.trend: crashing-from, falling-from",
                "souk.pulse.trend.rising-from=-1  | which do not ascend"
            })
    void aWrongValueStopsTheStartAndSaysWhatIsAllowed(String setting, String told) {
        application
                .withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().satisfies(failure -> {
                    StringBuilder text = new StringBuilder();
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        text.append(cause).append('\n');
                    }
                    assertThat(text).contains(told);
                }));
    }
}
