package app;

import analytics.alerts.AlertSettings;
import analytics.alerts.DetectorSettings;
import api.RuleForm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import market.Interval;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is worth an alert, under {@code souk.alerts.*}. What each setting does is told in {@code docs/alerts.md}.
 *
 * @param enabled whether anything is looked at
 * @param priceMove how far a candle goes, beside how far candles usually go
 * @param volumeSpike how much is traded in a candle, beside what usually is
 * @param rangeBreakout how far the price leaves its range
 * @param dayChange how far the price is, in percent, from that of 24 hours ago
 * @param venueSpread how far venues are apart on the same pair
 * @param feedSilence how long a feed is down before that is told
 * @param gap how long trades are missing before that is told
 * @param retention for how long alerts that are over are kept
 * @param rules those that stand in the settings; users have their own
 */
@Validated
@ConfigurationProperties("souk.alerts")
record AlertProperties(
        @DefaultValue("true") boolean enabled,
        @Valid @DefaultValue Detector priceMove,
        @Valid @DefaultValue Detector volumeSpike,
        @Valid @DefaultValue Detector rangeBreakout,
        @Valid @DefaultValue Detector dayChange,
        @Valid @DefaultValue Spread venueSpread,

        @NotNull
        @DurationMin(seconds = 1, message = "must be from 1 second to 1 day")
        @DurationMax(days = 1, message = "must be from 1 second to 1 day")
        @DefaultValue("15s")
        Duration feedSilence,

        @NotNull
        @DurationMin(seconds = 1, message = "must be from 1 second to 1 day")
        @DurationMax(days = 1, message = "must be from 1 second to 1 day")
        @DefaultValue("1m")
        Duration gap,

        @NotNull @DurationMin(days = 1, message = "must be at least 1 day") @DefaultValue("90d")
        Duration retention,

        @NotNull @DefaultValue List<RuleForm> rules) {

    /** What is not set is as it is built in. See {@link DetectorSettings}. */
    record Detector(
            Boolean enabled,
            @Positive Double threshold,
            @Min(2) @Max(1_440) Integer window,
            @Min(2) @Max(1_440) Integer minimumHistory,
            @DecimalMin("0.000001") @DecimalMax("10") Double floor,
            @DecimalMin("0") @DecimalMax("1") Double hysteresis,

            @DurationMin(message = "must be from 0 seconds to 7 days")
            @DurationMax(days = 7, message = "must be from 0 seconds to 7 days")
            Duration cooldown) {

        DetectorSettings or(DetectorSettings builtIn) {
            return new DetectorSettings(
                    Optional.ofNullable(enabled).orElse(builtIn.enabled()),
                    Optional.ofNullable(threshold).orElse(builtIn.threshold()),
                    Optional.ofNullable(window).orElse(builtIn.window()),
                    Optional.ofNullable(minimumHistory).orElse(builtIn.minimumHistory()),
                    Optional.ofNullable(floor).orElse(builtIn.floor()),
                    Optional.ofNullable(hysteresis).orElse(builtIn.hysteresis()),
                    Optional.ofNullable(cooldown).orElse(builtIn.cooldown()));
        }
    }

    /** What is not set is as it is built in. See {@link AlertSettings.Spread}. */
    record Spread(
            Boolean enabled,
            @Positive Double percent,
            @DurationMin(message = "must not be negative") Duration lasting,

            @DurationMin(seconds = 1, message = "must be at least 1 second")
            Duration maxAge,

            @DurationMin(message = "must not be negative") Duration cooldown) {

        AlertSettings.Spread or(AlertSettings.Spread builtIn) {
            return new AlertSettings.Spread(
                    Optional.ofNullable(enabled).orElse(builtIn.enabled()),
                    Optional.ofNullable(percent).orElse(builtIn.percent()),
                    Optional.ofNullable(lasting).orElse(builtIn.lasting()),
                    Optional.ofNullable(maxAge).orElse(builtIn.maxAge()),
                    Optional.ofNullable(cooldown).orElse(builtIn.cooldown()));
        }
    }

    /** @param shortest the shortest interval of which there are candles */
    AlertSettings toAlertSettings(Interval shortest) {
        return new AlertSettings(
                shortest,
                priceMove.or(DetectorSettings.PRICE_MOVE),
                volumeSpike.or(DetectorSettings.VOLUME_SPIKE),
                rangeBreakout.or(DetectorSettings.RANGE_BREAKOUT),
                dayChange.or(DetectorSettings.DAY_CHANGE),
                venueSpread.or(AlertSettings.Spread.STANDARD),
                feedSilence,
                gap);
    }
}
