package app;

import static org.assertj.core.api.Assertions.assertThat;

import analytics.alerts.AlertSettings;
import analytics.alerts.DetectorSettings;
import java.time.Duration;
import market.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AlertPropertiesTest {

    @EnableConfigurationProperties(AlertProperties.class)
    static class Settings {}

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConfigurationPropertiesAutoConfiguration.class, ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void withoutSettingsAllIsAsItIsBuiltIn() {
        application.run(context -> {
            AlertProperties properties = context.getBean(AlertProperties.class);
            assertThat(properties.enabled()).isTrue();
            assertThat(properties.rules()).isEmpty();
            assertThat(properties.retention()).isEqualTo(Duration.ofDays(90));
            assertThat(properties.toAlertSettings(Interval.M1))
                    .isEqualTo(new AlertSettings(
                            Interval.M1,
                            DetectorSettings.PRICE_MOVE,
                            DetectorSettings.VOLUME_SPIKE,
                            DetectorSettings.RANGE_BREAKOUT,
                            DetectorSettings.DAY_CHANGE,
                            AlertSettings.Spread.STANDARD,
                            Duration.ofSeconds(15),
                            Duration.ofMinutes(1)));
        });
    }

    @Test
    void everySettingIsTaken() {
        application
                .withPropertyValues(
                        "souk.alerts.enabled=false",
                        "souk.alerts.price-move.enabled=false",
                        "souk.alerts.price-move.threshold=8",
                        "souk.alerts.price-move.window=90",
                        "souk.alerts.price-move.minimum-history=40",
                        "souk.alerts.price-move.floor=0.01",
                        "souk.alerts.price-move.hysteresis=0.25",
                        "souk.alerts.price-move.cooldown=1h",
                        "souk.alerts.venue-spread.percent=1.5",
                        "souk.alerts.venue-spread.lasting=10s",
                        "souk.alerts.feed-silence=30s",
                        "souk.alerts.gap=2m",
                        "souk.alerts.retention=7d",
                        "souk.alerts.rules[0].instrument=BTC",
                        "souk.alerts.rules[0].kind=silence",
                        "souk.alerts.rules[0].window=1m")
                .run(context -> {
                    AlertProperties properties = context.getBean(AlertProperties.class);
                    AlertSettings settings = properties.toAlertSettings(Interval.M5);
                    assertThat(properties.enabled()).isFalse();
                    assertThat(settings.interval()).isEqualTo(Interval.M5);
                    assertThat(settings.priceMove())
                            .isEqualTo(new DetectorSettings(false, 8, 90, 40, 0.01, 0.25, Duration.ofHours(1)));
                    assertThat(settings.spread().percent()).isEqualTo(1.5);
                    assertThat(settings.spread().lasting()).isEqualTo(Duration.ofSeconds(10));
                    assertThat(settings.spread().maxAge()).isEqualTo(AlertSettings.Spread.STANDARD.maxAge());
                    assertThat(settings.feedSilence()).isEqualTo(Duration.ofSeconds(30));
                    assertThat(settings.gap()).isEqualTo(Duration.ofMinutes(2));
                    assertThat(properties.retention()).isEqualTo(Duration.ofDays(7));
                    assertThat(properties.rules()).singleElement().satisfies(rule -> {
                        assertThat(rule.instrument()).isEqualTo("BTC");
                        assertThat(rule.kind()).isEqualTo("silence");
                        assertThat(rule.window()).isEqualTo("1m");
                    });
                });
    }

    @ParameterizedTest
    @CsvSource({
        "souk.alerts.price-move.threshold=0",
        "souk.alerts.volume-spike.window=1",
        "souk.alerts.volume-spike.floor=0",
        "souk.alerts.range-breakout.hysteresis=2",
        "souk.alerts.day-change.cooldown=8d",
        "souk.alerts.venue-spread.percent=-1",
        "souk.alerts.feed-silence=0s",
        "souk.alerts.gap=2d",
        "souk.alerts.retention=1h"
    })
    void whatCannotBeStopsTheStart(String setting) {
        application.withPropertyValues(setting).run(context -> assertThat(context)
                .hasFailed()
                .getFailure()
                .rootCause()
                .hasMessageContaining(setting.substring(setting.lastIndexOf('.') + 1, setting.indexOf('='))
                        .split("-")[0]));
    }
}
